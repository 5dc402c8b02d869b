import type { EventOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { SubmittedPoint } from '../matters/decision-point.js';
import type { ConflictOfInterest, MeetingCorrectionEvent } from './correction.js';
import type { DecisionData, Serving } from './deliberation.js';
import type {
  AdjusterElection,
  AppealedPart,
  Dispatch,
  LegalForce,
  LocalTime,
  OtherPresent,
} from './meeting-record.js';
import type { ParagraphPart, PartyOf, RecordEvent } from './meeting-record.js';

/** The members and substitutes of the board on the day of a meeting. The chair and the vice chairs are members. */
export interface Composition {
  readonly chair: Id<'Person'>;
  readonly viceChairs: readonly Id<'Person'>[];
  readonly members: readonly Id<'Person'>[];
  readonly substitutes: readonly Id<'Person'>[];
}

/** The persons who are present from one paragraph of the minutes until the next recorded attendance. */
export interface Attendance {
  readonly serving: readonly Serving[];
  /** Members and substitutes who are present without a vote. */
  readonly notServing: readonly Id<'Person'>[];
  /** The person who presides over the meeting, one of `serving`. */
  readonly chair: Id<'Person'>;
  /** Officials and guests. */
  readonly others: readonly OtherPresent[];
  /** The parties of members and substitutes who are present, as far as the secretary recorded them. */
  readonly parties: readonly PartyOf[];
}

/** A matter in the exact version that a summons contains, or that the board took up without a summons. */
export interface SummonedItem {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  readonly title: string;
  readonly version: number;
  /** The SHA-256 of the version's content, in hexadecimal. */
  readonly hash: string;
  /** The decision points that the board has to decide. */
  readonly points: readonly SubmittedPoint[];
}

/** A summons to a meeting. It is a snapshot of the exact matter versions that the secretary sent to the members. */
export interface Summons {
  /** The number of the summons within the meeting, from 1. Each later summons supplements the first. */
  readonly number: number;
  readonly sentOn: IsoDate;
  /** The time and the place to which the members were summoned, which a correction of the meeting leaves (rule 150). */
  readonly time: string;
  readonly place: string;
  readonly items: readonly SummonedItem[];
  /** The newest signed checkpoint of the log when the secretary sent the summons, or null when none existed. */
  readonly checkpoint: StatedCheckpoint | null;
  /** Hex SHA-256 of the `SummonsSent` data as canonical JSON (RFC 8785), without `hash` or a null `checkpoint`. */
  readonly hash: string;
  readonly by: string;
  readonly at: IsoInstant;
}

/** The persons who took part when the board decided to take up a matter. */
export interface TakenUp {
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

/** A matter on the agenda of a meeting. The state says how far the matter has come at this meeting. */
export type AgendaItem = { readonly matterId: Id<'Matter'> } & (
  | { readonly state: 'LISTED' }
  | { readonly state: 'SUMMONED'; readonly item: SummonedItem }
  /** The board decided at the meeting to take up the matter (rule 26). */
  | ({ readonly state: 'ADDED'; readonly item: SummonedItem; readonly paragraph: string } & TakenUp)
  /** The matter could not come before the board, because it had changed or another meeting received it first. */
  | { readonly state: 'VOIDED' }
  /** The board did not take up the matter in this paragraph, although it was recorded (rule 171). */
  | { readonly state: 'WITHDRAWN'; readonly paragraph: string }
);

/** The possible results of an appeal. */
export const rulings = ['DISMISSED', 'ANNULLED', 'WITHDRAWN'] as const;
export type Ruling = (typeof rulings)[number];

export interface Adjustment {
  readonly number: number;
  readonly paragraphs: readonly string[];
  readonly adjusters: readonly Id<'Person'>[];
  readonly date: IsoDate;
  readonly atOnce: boolean;
  readonly overdue: boolean;
  /** The newest signed checkpoint of the log at the recording of the adjustment, or null when none existed. */
  readonly checkpoint: StatedCheckpoint | null;
}

export interface PublicNotice {
  readonly number: number;
  readonly paragraphs: readonly string[];
  readonly date: IsoDate;
  readonly lastAppealDay: IsoDate;
  readonly overdue: boolean;
  /** The place where the minutes are kept, or an empty text when the notice does not tell it. */
  readonly keptAt: string;
  readonly takenDown: IsoDate | null;
  /** The reason why the notice was taken down before the last day to appeal; null unless it was (rule 83). */
  readonly earlyReason: string | null;
  /** The number of corrections of the notice (rule 149). */
  readonly corrections: number;
}

export interface Appeal {
  readonly number: number;
  readonly parts: readonly AppealedPart[];
  /** The appellant by the id in the register, or null when the secretary recorded none. */
  readonly appellant: Id<'Person'> | null;
  /** The registry number of the appeal at the court, or an empty text when it is not known. */
  readonly courtDnr: string;
  readonly receivedOn: IsoDate;
  readonly settled: {
    readonly ruling: Ruling;
    /** The parts that the court annulled; the rest of the appeal is dismissed. Empty unless it annulled a part. */
    readonly annulled: readonly ParagraphPart[];
    /** The day on which the ruling takes effect. */
    readonly date: IsoDate;
    /** The court's case number. It may be empty when the appellant withdrew the appeal. */
    readonly caseNumber: string;
  } | null;
}

/** The adjustments, dispatches, notices, appeals and gains of legal force, which follow the decisions of a meeting. */
export interface AfterMeeting {
  readonly adjustments: readonly Adjustment[];
  readonly dispatches: readonly Dispatch[];
  readonly notices: readonly PublicNotice[];
  readonly appeals: readonly Appeal[];
  readonly legalForce: readonly LegalForce[];
}

type About = { meetingId: Id<'Meeting'> };

export type MeetingEvent =
  | RecordEvent
  | MeetingCorrectionEvent
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
        /** The newest signed checkpoint of the log, or null when none existed. */
        checkpoint: StatedCheckpoint | null;
        hash: string;
      }
    >
  // The event voids one decision point of the matter on the agenda, or the whole agenda item when `point` is null.
  | EventOf<'AgendaItemVoided', About & { matterId: Id<'Matter'>; point: number | null }>
  | EventOf<
      'MeetingOpened',
      About & { attendance: Attendance; openedAt: LocalTime | null } & Omit<AdjusterElection, 'reason'>
    >
  | EventOf<'AttendanceRecorded', About & { attendance: Attendance }>
  // The newest attendance as it should have been recorded (rule 151).
  | EventOf<'AttendanceCorrected', About & { attendance: Attendance; reason: string }>
  // The members and substitutes as they should have been recorded (rule 157).
  | EventOf<'CompositionCorrected', About & { composition: Composition; reason: string }>
  | EventOf<'ConflictOfInterestRecorded', About & ConflictOfInterest>
  | EventOf<
      'MatterAddedAtMeeting',
      About & { paragraph: string; item: SummonedItem; serving: readonly Serving[]; chair: Id<'Person'> }
    >
  | EventOf<'DecisionRecorded', About & DecisionData & { date: IsoDate }>
  | EventOf<'MeetingClosed', About & { closedAt: LocalTime | null }>
  | EventOf<
      'MinutesAdjusted',
      About & {
        number: number;
        paragraphs: readonly string[];
        adjusters: readonly Id<'Person'>[];
        date: IsoDate;
        /** True when these paragraphs are urgent and the adjusters confirm them before the rest (rule 39). */
        atOnce: boolean;
        /** True when the adjusters confirmed these paragraphs more than 14 days after the meeting (rule 36). */
        overdue: boolean;
        /** The newest signed checkpoint of the log, or null when none existed. */
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
        /** True when the secretary posted the notice more than 2 days after the adjusters' confirmation (rule 83). */
        overdue: boolean;
        keptAt: string;
      }
    >
  | EventOf<'NoticeTakenDown', About & { notice: number; date: IsoDate }>
  | EventOf<
      'NoticeTakenDownEarly',
      About & {
        notice: number;
        date: IsoDate;
        reason: string;
        /** The paragraphs in the notice that had legal force until then. */
        legalForceLost: readonly string[];
      }
    >
  | EventOf<'AppealRecorded', About & Omit<Appeal, 'settled'>>
  // `parts` are the parts that the appeal is about.
  | EventOf<
      'AppealSettled',
      About & { appeal: number; parts: readonly ParagraphPart[] } & NonNullable<Appeal['settled']>
    >
  | EventOf<'LegalForceGained', About & LegalForce>;

/** The data of the meeting event with the given type. */
export type MeetingDataOf<Type extends MeetingEvent['type']> = Extract<MeetingEvent, { type: Type }>['data'];

/** The events that correct or take back what was recorded, each with whether the minutes or the notices say it (rule 169). */
const isOfRecord: Readonly<
  Record<MeetingCorrectionEvent['type'] | 'AttendanceCorrected' | 'CompositionCorrected', boolean>
> = {
  DecisionCorrected: true,
  ConflictCorrected: true,
  AttendanceCorrected: true,
  CompositionCorrected: true,
  MeetingCorrected: true,
  MeetingMoved: false,
  TimesCorrected: true,
  AddedMatterCorrected: true,
  AddedMatterWithdrawn: true,
  AdjustmentCorrected: true,
  NoticeCorrected: true,
  TakingDownCorrected: true,
  AppealCorrected: false,
  DispatchCorrected: false,
};
const correctionsOfRecord = new Set(Object.entries(isOfRecord).flatMap(([type, isIt]) => (isIt ? [type] : [])));

/** Returns whether an event corrects what the minutes or the notices say (rule 169). */
export function correctsRecord({ type }: MeetingEvent): boolean {
  return correctionsOfRecord.has(type);
}
