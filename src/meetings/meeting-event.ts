import type { EventOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import { Refusal } from '../kernel/refusal.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { PointSubject, SubmittedPoint } from '../matters/decision-point.js';
import { meetingRefusals } from './meeting-refusals.js';

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

/** Those who take part in a decision. */
export interface TakingPart {
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

/** @throws Refusal `VOTES_DO_NOT_ADD_UP`, or `CHAIR_MUST_VOTE` at a tie that the chair has not voted in. */
export function counted(vote: VoteData, { serving, chair }: TakingPart): Vote {
  const { yesMeans, noMeans, yesOutcome, noOutcome, yes, no, abstained } = vote;
  requireEachOnce([...yes, ...no, ...abstained], serving);
  const kept = { yesMeans, noMeans, yesOutcome, noOutcome, yes, no, abstained };
  if (yes.length !== no.length) {
    return { ...kept, result: yes.length > no.length ? 'YES' : 'NO', decidedBy: 'MAJORITY' };
  }
  // Rule 31: at a tie the chair's vote decides; a chair who abstained has none.
  if (abstained.includes(chair)) throw new Refusal(meetingRefusals.CHAIR_MUST_VOTE, { personId: chair });
  return { ...kept, result: yes.includes(chair) ? 'YES' : 'NO', decidedBy: 'CHAIR' };
}

function requireEachOnce(voters: readonly Id<'Person'>[], serving: readonly Serving[]): void {
  const ids = serving.map(({ personId }) => personId);
  const missing = ids.filter((id) => !voters.includes(id));
  const extra = voters.filter((id, index) => !ids.includes(id) || voters.indexOf(id) !== index);
  // Rules 29 and 31: everyone who serves votes or abstains, once, and nobody else does.
  if (missing.length > 0 || extra.length > 0)
    throw new Refusal(meetingRefusals.VOTES_DO_NOT_ADD_UP, { missing, extra });
}

/** @throws Refusal `VOTE_AGAINST_OUTCOME` when a vote that settles the point came out otherwise than the decision. */
export function requireOutcomeOf(votes: readonly Vote[], outcome: Outcome): void {
  const outcomes = votes.map(({ result, yesOutcome, noOutcome }) => (result === 'YES' ? yesOutcome : noOutcome));
  const settling = outcomes.findIndex((one) => one !== null);
  const isLast = settling === -1 || settling === outcomes.length - 1;
  const settled = outcomes[settling] ?? outcome;
  // Rule 31: what the votes came to is what was decided, and nothing is voted on after it is.
  if (!isLast || settled !== outcome)
    throw new Refusal(meetingRefusals.VOTE_AGAINST_OUTCOME, { voted: settled, outcome });
}

/** @throws Refusal `RESERVATION_NOT_ALLOWED`, naming whose. */
export function requireMayReserve(
  reservations: readonly Reservation[],
  votes: readonly Vote[],
  serving: readonly Serving[],
): void {
  const took = serving.map(({ personId }) => personId);
  const abstained = votes.flatMap((vote) => vote.abstained);
  const wrong = reservations.find(
    ({ by }, index) =>
      !took.includes(by) || abstained.includes(by) || reservations.findIndex((one) => one.by === by) !== index,
  );
  // Rules 29 and 30: who was absent, in conflict or abstained did not take part, and does not dissent.
  if (wrong !== undefined) throw new Refusal(meetingRefusals.RESERVATION_NOT_ALLOWED, { personId: wrong.by });
}

/** @throws Refusal `NOT_SERVING` for a motion by somebody who takes no part in the matter (rule 29). */
export function requireMayMove(motions: readonly Motion[], serving: readonly Serving[]): void {
  const stranger = motions.find(({ by }) => !serving.some(({ personId }) => personId === by));
  // Rule 29: who is in conflict takes no part, nor moves anything.
  if (stranger !== undefined) throw new Refusal(meetingRefusals.NOT_SERVING, { personId: stranger.by });
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
