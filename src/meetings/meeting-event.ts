import type { EventOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { PointSubject, SubmittedPoint } from '../matters/decision-point.js';

/** Who the board is made of on the day of a meeting. The chair and the vice chairs are members. */
export interface Composition {
  readonly chair: Id<'Person'>;
  readonly viceChairs: readonly Id<'Person'>[];
  readonly members: readonly Id<'Person'>[];
  readonly substitutes: readonly Id<'Person'>[];
}

/** A member, or a substitute in a member's place. */
export interface Serving {
  readonly personId: Id<'Person'>;
  /** Null: a member in their own right. */
  readonly inPlaceOf: Id<'Person'> | null;
}

/** Who is there from one § on, until it is recorded anew. */
export interface Attendance {
  readonly serving: readonly Serving[];
  /** Substitutes who are there without serving. */
  readonly notServing: readonly Id<'Person'>[];
  /** Who presides. */
  readonly chair: Id<'Person'>;
}

/** A member who may not handle a matter (Kommunallagen 6:28–32). */
export interface ConflictOfInterest {
  readonly matterId: Id<'Matter'>;
  readonly personId: Id<'Person'>;
  /** Who serves in their place, in this matter only; null: nobody. */
  readonly substitute: Id<'Person'> | null;
  /** Who presides in this matter instead; null: the chair is not in conflict. */
  readonly chair: Id<'Person'> | null;
}

/** A matter on a summons: exactly which version the members were sent. */
export interface SummonedItem {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  readonly title: string;
  readonly version: number;
  /** Of the version's content. */
  readonly hash: string;
  /** The points that the board has to decide. */
  readonly points: readonly SubmittedPoint[];
}

/** The immutable snapshot of the exact versions that the members were sent. */
export interface Summons {
  /** From 1; the later ones supplement it. */
  readonly number: number;
  readonly sentOn: IsoDate;
  readonly items: readonly SummonedItem[];
  /** Of the log, as it stood when the summons was sent; null: none was signed. */
  readonly checkpoint: StatedCheckpoint | null;
  /** SHA-256 of the canonical JSON (RFC 8785) of the rest, without a checkpoint that is null, 64 hexadecimal digits in small letters. */
  readonly hash: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** Who took part when the board decided to take a matter up. */
export interface TakenUp {
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

/** A matter on the agenda. */
export type AgendaItem = { readonly matterId: Id<'Matter'> } & (
  | { readonly state: 'LISTED' }
  | { readonly state: 'SUMMONED'; readonly item: SummonedItem }
  /** The board decided at the meeting to take it up (rule 26). */
  | ({ readonly state: 'ADDED'; readonly item: SummonedItem; readonly paragraph: string } & TakenUp)
  /** It was changed or taken by another meeting in the instant of the summons. */
  | { readonly state: 'VOIDED' }
);

/** What can become of an appeal. */
export const rulings = ['DISMISSED', 'ANNULLED', 'WITHDRAWN'] as const;
export type Ruling = (typeof rulings)[number];

/** What somebody moved that the board should decide. */
export interface Motion {
  readonly by: Id<'Person'>;
  readonly outcome: Outcome;
  readonly wording: string;
  /** Taken back before the decision. */
  readonly withdrawn: boolean;
}

/** A vote as it was held: who said what to which question. */
export interface VoteData {
  readonly yesMeans: string;
  readonly noMeans: string;
  /** What the board has decided when yes wins; null: it goes on, such as after a no to referring back. */
  readonly yesOutcome: Outcome | null;
  readonly noOutcome: Outcome | null;
  readonly yes: readonly Id<'Person'>[];
  readonly no: readonly Id<'Person'>[];
  readonly abstained: readonly Id<'Person'>[];
}

/** A vote with what came of it. At a tie the chair's vote decides, and both facts are kept (rule 31). */
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
  /** Of the log, as it stood when the minutes were adjusted; null: none was signed. */
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

/** What comes after a decision: its minutes, its notice, and how it becomes final. Each by §. */
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

/** What the board decided of one point, with all that its minutes have to tell (Kommunallagen 5:67). */
export interface DecisionData {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  readonly version: number;
  /** Of the version that the board had before it. */
  readonly hash: string;
  readonly number: number;
  readonly subject: PointSubject;
  readonly outcome: Outcome;
  /** § in the minutes. */
  readonly paragraph: string;
  readonly wording: string;
  readonly proposedWording: string;
  readonly reason: string;
  readonly motions: readonly Motion[];
  /** The proposals for decision in the order in which the chair put them. */
  readonly proposalsPut: readonly string[];
  readonly votes: readonly Vote[];
  readonly reservations: readonly Reservation[];
  /** Those who took part in the decision. */
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
        /** Null: none was signed. */
        checkpoint: StatedCheckpoint | null;
        hash: string;
      }
    >
  // A null point: the whole matter.
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
        /** Before the rest of the minutes, since the decision cannot wait (rule 39). */
        atOnce: boolean;
        /** After the fourteenth day (rule 36). */
        overdue: boolean;
        /** Null: none was signed. */
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
        /** After the second day from the adjustment. */
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
        /** The day from which the ruling holds. */
        date: IsoDate;
        /** The court's number of the case; empty for an appeal that was withdrawn. */
        caseNumber: string;
      }
    >
  | EventOf<'LegalForceGained', About & { paragraphs: readonly string[]; on: IsoDate }>;

/** What an event of a type tells. */
export type MeetingDataOf<Type extends MeetingEvent['type']> = Extract<MeetingEvent, { type: Type }>['data'];
