import { type Act, permit } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { pointsForBoard, type SubmittedPoint } from './decision-point.js';
import type { FinalityRecord, Outcome } from '../kernel/outcome.js';
import { type Matter, matterFold, pointIn } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { allows } from './matter-process.js';
import { systemCommand } from '../kernel/reaction.js';
import { readReportsNow, type ReportsNow, voidApprovals } from './report-acceptance.js';

// These commands apply a meeting's effects to a matter. Only Tertial gives them, in reaction to the meeting's events.

interface AtMeeting {
  readonly meetingId: Id<'Meeting'>;
  readonly matterId: Id<'Matter'>;
}

export interface SummonMatterData extends AtMeeting {
  readonly version: number;
  /** The SHA-256 of the version's content, in hexadecimal. */
  readonly hash: string;
  readonly points: readonly SubmittedPoint[];
  /** Whether the board took the matter up at the meeting without a summons (rule 26). */
  readonly addedAtMeeting: boolean;
  /** The log position of the meeting's event. */
  readonly summonedAt?: number;
}

/** Puts a version of the matter before the board at a meeting, or records MatterNotSummoned if that is impossible. */
export function summonMatter(
  command: SummonMatterData,
  matter: Matter | null,
  reports: ReportsNow,
  act: Act,
): MatterEvent[] {
  const { meetingId, matterId, version, hash, addedAtMeeting, summonedAt } = command;
  permit(act.actor, 'summonMatter', boardOf(matterId), matterId);
  const summoned = existing(matter, matterId);
  const { status } = summoned;
  if (status === 'BEFORE_BOARD' && summoned.meetingId === meetingId) return [];
  const current = summoned.versions.at(-1);
  const isCurrent = current?.number === version && current.hash === hash;
  // Rule 22: the board receives no point that it has already decided.
  const undecided = pointsForBoard(summoned.points).map(({ number }) => number);
  const points = command.points.filter(({ number }) => undecided.includes(number));
  // Rule 26: the version must be the newest, and reviewed unless the board took the matter up at the meeting.
  if (!isCurrent || points.length === 0 || !allows(summoned, addedAtMeeting ? 'add at the meeting' : 'summon')) {
    return [{ type: 'MatterNotSummoned', data: { matterId, meetingId, status } }];
  }
  // Rule 112: a correction of the report that the log has before the summons keeps the matter from the board. When the
  // board took the matter up at the meeting, it did so by a decision of its own (rule 26).
  if (!addedAtMeeting && voidApprovals(summoned, reports).length > 0) {
    return [{ type: 'MatterNotSummoned', data: { matterId, meetingId, status, cause: 'REPORT_CHANGED' } }];
  }
  const data = { matterId, meetingId, version, hash, points, addedAtMeeting };
  return [{ type: 'MatterSummoned', data: summonedAt === undefined ? data : { ...data, summonedAt } }];
}

export type ReleaseMatterData = AtMeeting;

/** Frees the matter for another meeting when this meeting is cancelled or leaves points of the matter undecided. */
export function releaseMatter(
  { meetingId, matterId }: ReleaseMatterData,
  matter: Matter | null,
  act: Act,
): MatterEvent[] {
  permit(act.actor, 'releaseMatter', boardOf(matterId), matterId);
  const released = existing(matter, matterId);
  return released.meetingId === meetingId && allows(released, 'release')
    ? [{ type: 'MatterReleased', data: { matterId, meetingId } }]
    : [];
}

export interface RecordDecisionData extends AtMeeting {
  readonly number: number;
  readonly outcome: Outcome;
  /** The day of the meeting. */
  readonly date: IsoDate;
  /** The number of the paragraph of the minutes, without the sign §. */
  readonly paragraph: string;
  readonly wording: string;
  readonly reason: string;
}

/** Records the board's decision on one point in the matter. The board decides each point on its own (rule 22). */
export function recordDecision(command: RecordDecisionData, matter: Matter | null, act: Act): MatterEvent[] {
  const { meetingId, matterId, number, outcome, date, paragraph, wording, reason } = command;
  permit(act.actor, 'recordDecision', boardOf(matterId), matterId);
  const decided = existing(matter, matterId);
  const { subject, proposedWording, isBeforeBoard } = pointIn(decided, number);
  // Rule 26: a meeting decides only the points that it has received, and it decides each of those points once.
  if (decided.meetingId !== meetingId || !allows(decided, 'decide') || !isBeforeBoard) return [];
  // Rule 27: the event keeps both the proposed and the decided wording.
  const decision = { outcome, date, paragraph, wording, proposedWording, reason };
  return [{ type: 'PointDecided', data: { matterId, meetingId, dnr: decided.dnr, number, subject, ...decision } }];
}

export type CorrectPointDecisionData = AtMeeting &
  Pick<RecordDecisionData, 'number' | 'paragraph' | 'wording' | 'reason'>;

/** Carries a correction of the minutes' entry to the matter's point. The outcome stays (rule 133). */
export function correctPointDecision(
  { meetingId, matterId, number, paragraph, wording, reason }: CorrectPointDecisionData,
  matter: Matter | null,
  act: Act,
): MatterEvent[] {
  permit(act.actor, 'correctPointDecision', boardOf(matterId), matterId);
  const { decisions } = pointIn(existing(matter, matterId), number);
  // Rule 22: a meeting decides each point once, so the meeting has at most one decision on it.
  const made = decisions.find((one) => one.meetingId === meetingId);
  const isKnown = made?.paragraph === paragraph && made.wording === wording && made.reason === reason;
  if (made === undefined || isKnown) return [];
  return [{ type: 'PointDecisionCorrected', data: { matterId, meetingId, number, paragraph, wording, reason } }];
}

export interface RecordFinalityData extends AtMeeting, FinalityRecord {
  readonly number: number;
}

/** Records a new finality, such as IN_FORCE, of the last decision on the point, if this meeting made the decision. */
export function recordFinality(command: RecordFinalityData, matter: Matter | null, act: Act): MatterEvent[] {
  const { meetingId, matterId, number, finality, on } = command;
  permit(act.actor, 'recordFinality', boardOf(matterId), matterId);
  const { subject, decisions } = pointIn(existing(matter, matterId), number);
  const last = decisions.at(-1);
  if (last?.meetingId !== meetingId) return [];
  const known = last.finality.at(-1);
  if (known?.finality === finality && known.on === on) return [];
  return [{ type: 'PointFinalityRecorded', data: { matterId, number, subject, finality, on } }];
}

export const summonMatterCommand = systemCommand({
  name: 'summonMatter',
  fold: matterFold,
  id: ({ matterId }: SummonMatterData) => matterId,
  rule: async (data, matter: Matter | null, act, read) =>
    summonMatter(data, matter, await readReportsNow(read, matter), act),
});

export const releaseMatterCommand = systemCommand({
  name: 'releaseMatter',
  fold: matterFold,
  id: ({ matterId }) => matterId,
  rule: releaseMatter,
});

export const recordDecisionCommand = systemCommand({
  name: 'recordDecision',
  fold: matterFold,
  id: ({ matterId }) => matterId,
  rule: recordDecision,
});

export const correctPointDecisionCommand = systemCommand({
  name: 'correctPointDecision',
  fold: matterFold,
  id: ({ matterId }) => matterId,
  rule: correctPointDecision,
});

export const recordFinalityCommand = systemCommand({
  name: 'recordFinality',
  fold: matterFold,
  id: ({ matterId }) => matterId,
  rule: recordFinality,
});
