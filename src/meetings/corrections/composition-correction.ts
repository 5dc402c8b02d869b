import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Composition, MeetingEvent } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { requireMayAct } from '../paragraph.js';
import { soundComposition } from '../scheduling.js';

export interface CorrectCompositionData {
  readonly meetingId: Id<'Meeting'>;
  /** The whole composition as it should have been, not only what differs. */
  readonly composition: Composition;
  readonly reason: string;
}

/** Corrects the members and substitutes of the board before the meeting is opened (rule 157). */
export function correctComposition(
  { meetingId, composition: given, reason }: CorrectCompositionData,
  state: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const meeting = requireMayAct('correctComposition', meetingId, state, act);
  requireReason(reason);
  const composition = soundComposition(given);
  if (asText(composition) === asText(meeting.composition)) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'CompositionCorrected', data: { meetingId, composition, reason } }];
}

/** Keeps the orders: the substitutes serve in theirs, and the first vice chair presides before the second. */
function asText({ chair, viceChairs, members, substitutes }: Composition): string {
  return JSON.stringify([chair, viceChairs, members, substitutes]);
}
