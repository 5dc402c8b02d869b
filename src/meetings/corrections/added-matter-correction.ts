import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import { matterRefusals } from '../../matters/matter-refusals.js';
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

export type WithdrawAddedMatterData = Omit<CorrectAddedMatterData, 'paragraph'>;

/** Takes off a matter again that the board did not take up, before its paragraph is adjusted (rule 171). */
export function withdrawAddedMatter(
  { meetingId, matterId, reason }: WithdrawAddedMatterData,
  state: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const { paragraph } = requireMayWithdrawAddedMatter({ meetingId, matterId }, state, act);
  requireReason(reason);
  return [{ type: 'AddedMatterWithdrawn', data: { meetingId, matterId, paragraph, reason } }];
}

/** Returns the item. @throws Refusal when the actor may not take off the matter now */
export function requireMayWithdrawAddedMatter(about: AboutAddedMatter, state: Meeting | null, act: Act) {
  const { meeting, item } = requireAdded('withdrawAddedMatter', about, state, act);
  const decided = meeting.decisions.find((one) => one.matterId === about.matterId);
  // Rule 171: a decision, with its motions and votes, has taken effect.
  if (decided !== undefined)
    throw new Refusal(matterRefusals.POINT_DECIDED, { point: decided.number, outcome: decided.outcome });
  if (meeting.conflicts.some((one) => one.matterId === about.matterId))
    throw new Refusal(meetingCorrectionRefusals.CONFLICT_IN_MATTER, {});
  return item;
}

type AboutAddedMatter = Pick<CorrectAddedMatterData, 'meetingId' | 'matterId'>;

/** Returns the meeting and the item. @throws Refusal when the actor may not correct the paragraph of the matter now */
export function requireMayCorrectAddedMatter(about: AboutAddedMatter, state: Meeting | null, act: Act) {
  return requireAdded('correctAddedMatter', about, state, act);
}

function requireAdded(
  command: 'correctAddedMatter' | 'withdrawAddedMatter',
  { meetingId, matterId }: AboutAddedMatter,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct(command, meetingId, state, act);
  const item = meeting.agenda.find((one) => one.matterId === matterId);
  if (item?.state !== 'ADDED') throw new Refusal(meetingCorrectionRefusals.MATTER_NOT_ADDED, {});
  requireUnadjusted(meeting, item.paragraph);
  return { meeting, item };
}
