import type { EventOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { PointSubject, SubmittedPoint } from '../matters/decision-point.js';

/** The members and substitutes of the board on the day of a meeting. The chair and the vice chairs are members. */
export interface Composition {
  readonly chair: Id<'Person'>;
  readonly viceChairs: readonly Id<'Person'>[];
  readonly members: readonly Id<'Person'>[];
  readonly substitutes: readonly Id<'Person'>[];
}

/** A serving person: a member, or a substitute in a member's place. */
export interface Serving {
  readonly personId: Id<'Person'>;
  /** The absent member; null when the person is a member. */
  readonly inPlaceOf: Id<'Person'> | null;
}

/** The persons present from one § on, until attendance is recorded again. */
export interface Attendance {
  readonly serving: readonly Serving[];
  /** Members and substitutes who are present without serving. */
  readonly notServing: readonly Id<'Person'>[];
  /** The person who presides. */
  readonly chair: Id<'Person'>;
}

/** A member whose interest bars them from handling a matter (Kommunallagen 6:28–32). */
export interface ConflictOfInterest {
  readonly matterId: Id<'Matter'>;
  readonly personId: Id<'Person'>;
  /** The substitute who serves in the member's place in this matter; null when nobody does. */
  readonly substitute: Id<'Person'> | null;
  /** The person who presides in this matter instead; null when the chair is not in conflict. */
  readonly chair: Id<'Person'> | null;
}

/** A matter on a summons, in the exact version that the members were sent. */
export interface SummonedItem {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  readonly title: string;
  readonly version: number;
  /** The hash of the version's content. */
  readonly hash: string;
  /** The points that the board has to decide. */
  readonly points: readonly SubmittedPoint[];
}

/** A summons to a meeting: a snapshot of the exact versions that the members were sent. */
export interface Summons {
  /** The first summons is 1. Later summonses supplement it. */
  readonly number: number;
  readonly sentOn: IsoDate;
  readonly items: readonly SummonedItem[];
  /** The newest checkpoint of the log when the summons was sent; null when none was signed. */
  readonly checkpoint: StatedCheckpoint | null;
  /** SHA-256 in hexadecimal of the canonical JSON (RFC 8785) of the summons without its hash and a null checkpoint. */
  readonly hash: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The persons who took part when the board decided to take up a matter. */
export interface TakenUp {
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

/** A matter on the agenda. */
export type AgendaItem = { readonly matterId: Id<'Matter'> } & (
  | { readonly state: 'LISTED' }
  | { readonly state: 'SUMMONED'; readonly item: SummonedItem }
  /** The board decided at the meeting to take up the matter (rule 26). */
  | ({ readonly state: 'ADDED'; readonly item: SummonedItem; readonly paragraph: string } & TakenUp)
  /** A concurrent change or another meeting's summons took the matter before this summons reached it. */
  | { readonly state: 'VOIDED' }
);

/** The possible results of an appeal. */
export const rulings = ['DISMISSED', 'ANNULLED', 'WITHDRAWN'] as const;
export type Ruling = (typeof rulings)[number];

/** A motion: a decision that a person proposes to the board. */
export interface Motion {
  readonly by: Id<'Person'>;
  readonly outcome: Outcome;
  readonly wording: string;
  /** True when the person withdrew the motion before the decision. */
  readonly withdrawn: boolean;
}

/** A vote: the question, and how each person answered. */
export interface VoteData {
  readonly yesMeans: string;
  readonly noMeans: string;
  /** The board's decision when yes wins; null when the handling continues, as after a no to referring back. */
  readonly yesOutcome: Outcome | null;
  readonly noOutcome: Outcome | null;
  readonly yes: readonly Id<'Person'>[];
  readonly no: readonly Id<'Person'>[];
  readonly abstained: readonly Id<'Person'>[];
}

/** A vote with its result. At a tie the chair's vote decides, and the record shows both facts (rule 31). */
export interface Vote extends VoteData {
  readonly result: 'YES' | 'NO';
  readonly decidedBy: 'MAJORITY' | 'CHAIR';
}

/** The dissent of a member who took part. */
export interface Reservation {
  readonly by: Id<'Person'>;
  readonly text: string;
}

export interface Adjustment {
  readonly number: number;
  readonly paragraphs: readonly string[];
  readonly adjusters: readonly Id<'Person'>[];
  readonly date: IsoDate;
  readonly atOnce: boolean;
  readonly overdue: boolean;
  /** The newest checkpoint of the log when the minutes were adjusted; null when none was signed. */
  readonly checkpoint: StatedCheckpoint | null;
}

export interface PublicNotice {
  readonly number: number;
  readonly paragraphs: readonly string[];
  readonly date: IsoDate;
  readonly lastAppealDay: IsoDate;
  readonly overdue: boolean;
  readonly takenDown: IsoDate | null;
}

export interface Appeal {
  readonly number: number;
  readonly paragraph: string;
  readonly receivedOn: IsoDate;
  readonly late: boolean;
  readonly settled: {
    readonly ruling: Ruling;
    readonly date: IsoDate;
    readonly caseNumber: string;
  } | null;
}

/** What follows a decision until it is final: adjusted minutes, notices, appeals and legal force, by §. */
export interface AfterMeeting {
  readonly adjustments: readonly Adjustment[];
  readonly notices: readonly PublicNotice[];
  readonly appeals: readonly Appeal[];
  readonly legalForce: readonly LegalForce[];
}

export interface LegalForce {
  readonly paragraphs: readonly string[];
  readonly on: IsoDate;
}

type About = { meetingId: Id<'Meeting'> };

/** The board's decision on one point, with the facts that the minutes must contain (Kommunallagen 5:67). */
export interface DecisionData {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  readonly version: number;
  /** The hash of the version that the board had before it. */
  readonly hash: string;
  readonly number: number;
  readonly subject: PointSubject;
  readonly outcome: Outcome;
  /** The § in the minutes. */
  readonly paragraph: string;
  readonly wording: string;
  readonly proposedWording: string;
  readonly reason: string;
  readonly motions: readonly Motion[];
  /** The proposals for decision, in the order in which the chair put them. */
  readonly proposalsPut: readonly string[];
  readonly votes: readonly Vote[];
  readonly reservations: readonly Reservation[];
  /** The persons who took part in the decision. */
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

export type MeetingEvent =
  | EventOf<
      'MeetingScheduled',
      About & { boardId: Id<'Board'>; date: IsoDate; time: string; place: string; composition: Composition }
    >
  | EventOf<'MeetingCancelled', About & { reason: string }>
  | EventOf<'MatterPutOnAgenda', About & { matterId: Id<'Matter'> }>
  | EventOf<'MatterTakenOffAgenda', About & { matterId: Id<'Matter'> }>
  | EventOf<
      'SummonsSent',
      About & {
        number: number;
        sentOn: IsoDate;
        date: IsoDate;
        time: string;
        place: string;
        items: readonly SummonedItem[];
        /** Null when no checkpoint was signed. */
        checkpoint: StatedCheckpoint | null;
        hash: string;
      }
    >
  // A null point voids the whole matter.
  | EventOf<'AgendaItemVoided', About & { matterId: Id<'Matter'>; point: number | null }>
  | EventOf<'MeetingOpened', About & { attendance: Attendance; adjusters: readonly Id<'Person'>[] }>
  | EventOf<'AttendanceRecorded', About & { attendance: Attendance }>
  | EventOf<'ConflictOfInterestRecorded', About & ConflictOfInterest>
  | EventOf<
      'MatterAddedAtMeeting',
      About & { paragraph: string; item: SummonedItem; serving: readonly Serving[]; chair: Id<'Person'> }
    >
  | EventOf<'DecisionRecorded', About & DecisionData & { date: IsoDate }>
  | EventOf<'MeetingClosed', About>
  | EventOf<
      'MinutesAdjusted',
      About & {
        number: number;
        paragraphs: readonly string[];
        adjusters: readonly Id<'Person'>[];
        date: IsoDate;
        /** True when the §§ are adjusted before the rest of the minutes because the decision is urgent (rule 39). */
        atOnce: boolean;
        /** True after the fourteenth day from the meeting (rule 36). */
        overdue: boolean;
        /** Null when no checkpoint was signed. */
        checkpoint: StatedCheckpoint | null;
      }
    >
  | EventOf<
      'NoticePosted',
      About & {
        number: number;
        paragraphs: readonly string[];
        date: IsoDate;
        lastAppealDay: IsoDate;
        /** True after the second day from the adjustment (rule 83). */
        overdue: boolean;
      }
    >
  | EventOf<'NoticeTakenDown', About & { notice: number; date: IsoDate }>
  | EventOf<'AppealRecorded', About & { number: number; paragraph: string; receivedOn: IsoDate; late: boolean }>
  | EventOf<
      'AppealSettled',
      About & {
        appeal: number;
        paragraph: string;
        ruling: Ruling;
        /** The day on which the ruling takes effect. */
        date: IsoDate;
        /** The court's case number; empty for an appeal that was withdrawn. */
        caseNumber: string;
      }
    >
  | EventOf<'LegalForceGained', About & { paragraphs: readonly string[]; on: IsoDate }>;

/** The data of an event of a type. */
export type MeetingDataOf<Type extends MeetingEvent['type']> = Extract<MeetingEvent, { type: Type }>['data'];
