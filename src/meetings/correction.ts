import type { EventOf, Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { DecisionData, DecisionEntry } from './deliberation.js';
import type { Adjournment, LocalTime, MeetingRecord } from './meeting-record.js';

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

export interface RecordedDecision extends DecisionData {
  readonly recordedBy: string;
  readonly recordedAt: IsoInstant;
  /** The entry as it was before each correction, oldest first. */
  readonly earlier: readonly EarlierEntry[];
}

type About = { meetingId: Id<'Meeting'> };

export type MeetingCorrectionEvent =
  | DecisionCorrected
  | ConflictCorrected
  | NoticeCorrected
  | MeetingCorrected
  | MeetingMoved
  | TimesCorrected
  | AddedMatterCorrection
  | AfterMeetingCorrected;

/** The corrections of what followed the decisions of a meeting. */
type AfterMeetingCorrected = AppealCorrected | AdjustmentCorrected | DispatchCorrected | TakingDownCorrected;

type AboutAdded = About & { matterId: Id<'Matter'>; paragraph: string; reason: string };

/** The paragraph of the decision to take up a matter at the meeting (rule 167), or that there was none in it (rule 171). */
type AddedMatterCorrection = EventOf<'AddedMatterCorrected', AboutAdded> | EventOf<'AddedMatterWithdrawn', AboutAdded>;

/** The day on which a notice came down (rule 168). */
type TakingDownCorrected = EventOf<
  'TakingDownCorrected',
  About & {
    notice: number;
    /** The day on which it came down; null when it is still up. */
    date: IsoDate | null;
    /** The reason why it came down before the last day to appeal; null unless it did (rule 83). */
    earlyReason: string | null;
    /** The paragraphs in the notice that had legal force until then. */
    legalForceLost: readonly string[];
    reason: string;
  }
>;

/** All times of a meeting as they should have been recorded (rule 156). */
type TimesCorrected = EventOf<
  'TimesCorrected',
  About & {
    openedAt: LocalTime | null;
    adjournments: readonly Adjournment[];
    closedAt: LocalTime | null;
    reason: string;
  }
>;

/** The facts of an appeal that nothing was judged by (rule 158). */
type AppealCorrected = EventOf<
  'AppealCorrected',
  About & {
    appeal: number;
    appellant: Id<'Person'> | null;
    courtDnr: string;
    receivedOn: IsoDate;
    reason: string;
  }
>;

/** The adjusters and the day of an adjustment (rule 159). */
type AdjustmentCorrected = EventOf<
  'AdjustmentCorrected',
  About & {
    adjustment: number;
    paragraphs: readonly string[];
    adjusters: readonly Id<'Person'>[];
    date: IsoDate;
    /** True when the adjusters confirmed the paragraphs more than 14 days after the meeting (rule 36). */
    overdue: boolean;
    reason: string;
  }
>;

/** The recipients and the day of a dispatch (rule 160). */
type DispatchCorrected = EventOf<
  'DispatchCorrected',
  About & {
    /** The number of the dispatch in the meeting, from 1. */
    dispatch: number;
    paragraph: string;
    recipients: readonly string[];
    date: IsoDate;
    reason: string;
  }
>;

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

/** The events of corrections have had one version each. */
export const correctionUpcasts: Readonly<Record<MeetingCorrectionEvent['type'], readonly []>> = {
  DecisionCorrected: [],
  ConflictCorrected: [],
  NoticeCorrected: [],
  MeetingCorrected: [],
  MeetingMoved: [],
  TimesCorrected: [],
  AppealCorrected: [],
  AdjustmentCorrected: [],
  DispatchCorrected: [],
  AddedMatterCorrected: [],
  AddedMatterWithdrawn: [],
  TakingDownCorrected: [],
};

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
  readonly corrections: number;
}

interface CorrectableDecision extends DecisionEntry {
  readonly matterId: Id<'Matter'>;
  readonly number: number;
  readonly earlier: readonly EarlierEntry[];
}

/** Returns what a correction changes in the record of a meeting. */
export function corrected<Decision extends CorrectableDecision, Notice extends CorrectableNotice>(
  { decisions, conflicts, notices }: Correctable<Decision, Notice>,
  event: Recorded<Exclude<MeetingCorrectionEvent, MeetingMoved | AddedMatterCorrection | AfterMeetingCorrected>>,
): Partial<Correctable<Decision, Notice> & Omit<MeetingRecord, 'elections'>> & {
  readonly time?: string;
  readonly place?: string;
} {
  if (event.type === 'MeetingCorrected') return { time: event.data.time, place: event.data.place };
  if (event.type === 'TimesCorrected') {
    const { openedAt, adjournments, closedAt } = event.data;
    return { openedAt, adjournments, closedAt };
  }
  if (event.type === 'ConflictCorrected') return { conflicts: withConflict(conflicts, event.data) };
  if (event.type === 'NoticeCorrected') {
    const { notice: number, date, lastAppealDay, overdue, keptAt } = event.data;
    const right = { date, lastAppealDay, overdue, keptAt };
    return {
      notices: notices.map((one) =>
        one.number === number ? { ...one, ...right, corrections: one.corrections + 1 } : one,
      ),
    };
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

/** Tells a correction from the other events of a meeting. */
export function isCorrection<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, { readonly type: MeetingCorrectionEvent['type'] }> {
  return Object.hasOwn(correctionUpcasts, event.type);
}

interface Presence {
  readonly attendances: readonly {
    readonly serving: readonly { readonly personId: Id<'Person'> }[];
    readonly notServing: readonly Id<'Person'>[];
  }[];
  readonly conflicts: readonly ConflictOfInterest[];
  readonly present: readonly Id<'Person'>[];
}

/** Rule 36: whoever was present only by a wrong entry may not adjust the minutes. */
export function presentAgain<Meeting extends Presence>(meeting: Meeting): Meeting {
  const there = meeting.attendances.flatMap(({ serving, notServing }) => [
    ...serving.map(({ personId }) => personId),
    ...notServing,
  ]);
  const substitutes = meeting.conflicts.flatMap(({ substitute }) => substitute ?? []);
  return { ...meeting, present: [...new Set([...there, ...substitutes])] };
}
