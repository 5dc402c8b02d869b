import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import { entryOf } from '../correction.js';
import { type EntryData, soundEntry } from '../decision.js';
import type { DecisionEntry } from '../deliberation.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { RecordedDecision } from '../correction.js';
import type { Meeting } from '../meeting.js';
import { adjustmentOf, asInMinutes, type OtherMeeting, requireMayAct } from '../paragraph.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

export interface CorrectDecisionData {
  readonly meetingId: Id<'Meeting'>;
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  /** The whole entry as it should be. */
  readonly entry: EntryData;
  /** The reason for the correction. */
  readonly reason: string;
}

/**
 * Corrects the entry of a decision before its paragraph is adjusted (rule 133). The outcome and the persons who took
 * part stay, because the decision took effect when it was recorded.
 *
 * @param others the board's other meetings of the year
 */
export function correctDecision(
  command: CorrectDecisionData,
  meeting: Meeting | null,
  others: readonly OtherMeeting[],
  act: Act,
): MeetingEvent[] {
  const { meetingId, matterId, point: number, entry: given, reason } = command;
  const { held, decision } = requireMayCorrectDecision(command, meeting, act);
  requireReason(reason);
  // The number of the paragraph is free for its own decision, unless the minutes use it for something else too.
  const isMoved = asInMinutes(held, given.paragraph) !== decision.paragraph;
  const rest = isMoved ? { ...held, decisions: held.decisions.filter((one) => one !== decision) } : held;
  const entry = soundEntry(given, decision, rest, others, decision);
  requireReferenceKept(decision, entry);
  if (isSame(entryOf(decision), entry)) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'DecisionCorrected', data: { meetingId, matterId, number, entry, reason } }];
}

/** Returns the meeting and the decision. @throws Refusal when the actor may not correct the decision now */
export function requireMayCorrectDecision(
  { meetingId, matterId, point }: Pick<CorrectDecisionData, 'meetingId' | 'matterId' | 'point'>,
  meeting: Meeting | null,
  act: Act,
) {
  const held = requireMayAct('correctDecision', meetingId, meeting, act);
  const decision = held.decisions.find((one) => one.matterId === matterId && one.number === point);
  if (decision === undefined) throw new Refusal(meetingCorrectionRefusals.POINT_UNDECIDED, { point });
  requireUnadjusted(held, decision.paragraph);
  return { held, decision };
}

/** Rule 133: what the adjusters have confirmed stands. @throws Refusal `PARAGRAPH_ADJUSTED` */
export function requireUnadjusted(meeting: Meeting, paragraph: string): void {
  const adjustment = adjustmentOf(meeting, paragraph);
  if (adjustment !== undefined)
    throw new Refusal(meetingCorrectionRefusals.PARAGRAPH_ADJUSTED, { paragraph, date: adjustment.date });
}

/** Rule 133: the proposal and the plan refer to the decision on a removal by its paragraph and its reason. */
function requireReferenceKept({ subject, paragraph, reason }: RecordedDecision, entry: DecisionEntry): void {
  const isKept = entry.paragraph === paragraph && entry.reason === reason;
  if (subject.kind === 'REMOVE_ACTIVITY' && !isKept)
    throw new Refusal(meetingCorrectionRefusals.DECISION_CARRIED_OUT, { paragraph });
}

function isSame(one: DecisionEntry, other: DecisionEntry): boolean {
  return asText(one) === asText(other);
}

/** Writes every field in one order, which the fields of a stored event need not have. */
function asText({ paragraph, wording, reason, proposalsPut, motions, votes, reservations, remarks }: DecisionEntry) {
  return JSON.stringify([
    ...[paragraph, wording, reason, proposalsPut],
    motions.map((motion) => [motion.by, motion.outcome, motion.wording, motion.withdrawn]),
    votes.map((vote) => [
      ...[vote.calledBy, vote.yesMeans, vote.noMeans, vote.yesOutcome, vote.noOutcome],
      ...[vote.yes, vote.no, vote.abstained],
    ]),
    reservations.map(({ by, text }) => [by, text]),
    remarks.map(({ kind, by, text }) => [kind, by, text]),
  ]);
}
