import type { EventOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { PointSubject } from '../matters/decision-point.js';
import type { Outcome } from '../kernel/outcome.js';
import type { SummonedItem } from './agenda-item.js';
import type { Attendance, Composition, ConflictOfInterest, Serving } from './attendance-facts.js';
import type { Motion, Reservation, Vote } from './deliberation.js';
import type { Ruling } from './ruling.js';

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
