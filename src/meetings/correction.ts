import type { EventOf, Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { DecisionEntry } from './deliberation.js';

// A correction of a meeting keeps what was recorded wrong beside what is right (rule 133).

/** The person who corrected something, the time and the reason. */
export interface CorrectedBy {
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The entry of a decision as it was before a correction. */
export interface EarlierEntry {
  readonly entry: DecisionEntry;
  readonly corrected: CorrectedBy;
}

type About = { meetingId: Id<'Meeting'> };

export type MeetingCorrectionEvent =
  DecisionCorrected | ConflictCorrected | NoticeCorrected | MeetingCorrected | MeetingMoved;

/** The meeting is not held. Another is held in its place on another day, with the same agenda (rule 150). */
type MeetingMoved = EventOf<
  'MeetingMoved',
  About & {
    to: Id<'Meeting'>;
    date: IsoDate;
    time: string;
    place: string;
    /** The matters that the agenda had, which the meeting of the new day gets. */
    matterIds: readonly Id<'Matter'>[];
    reason: string;
  }
>;

/** The time and the place of a meeting that has not been opened. */
type MeetingCorrected = EventOf<'MeetingCorrected', About & { time: string; place: string; reason: string }>;

type ConflictCorrected = EventOf<
  'ConflictCorrected',
  About & {
    matterId: Id<'Matter'>;
    /** The person of the conflict as it was recorded. */
    personId: Id<'Person'>;
    /** The conflict as it should be; null when there was none. */
    conflict: ConflictOfInterest | null;
    reason: string;
  }
>;

type NoticeCorrected = EventOf<
  'NoticeCorrected',
  About & {
    notice: number;
    date: IsoDate;
    lastAppealDay: IsoDate;
    overdue: boolean;
    keptAt: string;
    reason: string;
  }
>;

type DecisionCorrected = EventOf<
  'DecisionCorrected',
  About & {
    matterId: Id<'Matter'>;
    /** The number of the decision point. */
    number: number;
    entry: DecisionEntry;
    /** The reason for the correction. The board's reason for its decision is in the entry. */
    reason: string;
  }
>;

/** A conflict of interest (jäv), which bars a person with a vote from handling a matter (Kommunallagen 6:28–32). */
export interface ConflictOfInterest {
  readonly matterId: Id<'Matter'>;
  readonly personId: Id<'Person'>;
  /** The substitute who replaces the person in the matter, or null when no substitute does. */
  readonly substitute: Id<'Person'> | null;
  /** The person who presides in this matter instead of the chair, or null when the chair does not change. */
  readonly chair: Id<'Person'> | null;
}

/** The parts of a meeting that a correction can change. */
interface Correctable<Decision, Notice> {
  readonly decisions: readonly Decision[];
  readonly conflicts: readonly ConflictOfInterest[];
  readonly notices: readonly Notice[];
}

interface CorrectableNotice {
  readonly number: number;
  readonly date: IsoDate;
  readonly lastAppealDay: IsoDate;
  readonly overdue: boolean;
  readonly keptAt: string;
}

interface CorrectableDecision extends DecisionEntry {
  readonly matterId: Id<'Matter'>;
  readonly number: number;
  readonly earlier: readonly EarlierEntry[];
}

/** Returns what a correction changes in the record of a meeting. */
export function corrected<Decision extends CorrectableDecision, Notice extends CorrectableNotice>(
  { decisions, conflicts, notices }: Correctable<Decision, Notice>,
  event: Recorded<Exclude<MeetingCorrectionEvent, MeetingMoved>>,
): Partial<Correctable<Decision, Notice>> & { readonly time?: string; readonly place?: string } {
  if (event.type === 'MeetingCorrected') return { time: event.data.time, place: event.data.place };
  if (event.type === 'ConflictCorrected') return { conflicts: withConflict(conflicts, event.data) };
  if (event.type === 'NoticeCorrected') {
    const { notice: number, date, lastAppealDay, overdue, keptAt } = event.data;
    const right = { date, lastAppealDay, overdue, keptAt };
    return { notices: notices.map((one) => (one.number === number ? { ...one, ...right } : one)) };
  }
  const { matterId, number, entry } = event.data;
  return {
    decisions: decisions.map((one) =>
      one.matterId === matterId && one.number === number
        ? { ...one, ...entry, earlier: [...one.earlier, { entry: entryOf(one), corrected: correctedBy(event) }] }
        : one,
    ),
  };
}

/** Puts a conflict in the place of the recorded one, or takes the recorded one away. */
export function withConflict(
  conflicts: readonly ConflictOfInterest[],
  { matterId, personId, conflict }: Pick<ConflictCorrected['data'], 'matterId' | 'personId' | 'conflict'>,
): ConflictOfInterest[] {
  return conflicts.flatMap((one) => {
    if (one.matterId !== matterId || one.personId !== personId) return [one];
    return conflict === null ? [] : [conflict];
  });
}

function correctedBy({ data: { reason }, metadata, recordedAt: at }: Recorded<DecisionCorrected>): CorrectedBy {
  return { reason, by: metadata.actor, at };
}

/** Returns the entry alone, without the outcome and the persons who took part. */
export function entryOf(decision: DecisionEntry): DecisionEntry {
  const { paragraph, wording, reason, motions, proposalsPut, votes, reservations, remarks } = decision;
  return { paragraph, wording, reason, motions, proposalsPut, votes, reservations, remarks };
}
