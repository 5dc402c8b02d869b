import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { asInMinutes, type OtherMeeting, requireMayAct } from '../paragraph.js';
import { requireFreeParagraph } from '../proceedings.js';
import { requireUnadjusted } from './decision-correction.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

export interface CorrectAddedMatterData {
  readonly meetingId: Id<'Meeting'>;
  readonly matterId: Id<'Matter'>;
  /** The number of the paragraph (§) that contains the decision to take up the matter. */
  readonly paragraph: string;
  readonly reason: string;
}

/**
 * Corrects the paragraph in which the board decided to take up a matter, before it is adjusted (rule 167).
 *
 * @param others the board's other meetings of the year
 */
export function correctAddedMatter(
  command: CorrectAddedMatterData,
  state: Meeting | null,
  others: readonly OtherMeeting[],
  act: Act,
): MeetingEvent[] {
  const { meetingId, matterId, paragraph: given, reason } = command;
  const { meeting, item } = requireMayCorrectAddedMatter(command, state, act);
  requireReason(reason);
  if (asInMinutes(meeting, given) === item.paragraph) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  const paragraph = requireFreeParagraph(given, meeting, others);
  return [{ type: 'AddedMatterCorrected', data: { meetingId, matterId, paragraph, reason } }];
}

/** Returns the meeting and the item. @throws Refusal when the actor may not correct the paragraph of the matter now */
export function requireMayCorrectAddedMatter(
  { meetingId, matterId }: Pick<CorrectAddedMatterData, 'meetingId' | 'matterId'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('correctAddedMatter', meetingId, state, act);
  const item = meeting.agenda.find((one) => one.matterId === matterId);
  if (item?.state !== 'ADDED') throw new Refusal(meetingCorrectionRefusals.MATTER_NOT_ADDED, {});
  requireUnadjusted(meeting, item.paragraph);
  return { meeting, item };
}
