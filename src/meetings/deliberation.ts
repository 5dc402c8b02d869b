import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import { Refusal } from '../kernel/refusal.js';
import type { PointSubject } from '../matters/decision-point.js';
import { meetingRefusals } from './meeting-refusals.js';

/** A person with a vote at the meeting (tjänstgörande): a member, or a substitute who fills a member's seat. */
export interface Serving {
  readonly personId: Id<'Person'>;
  /** The member whose seat the substitute fills, or null when the person is a member. */
  readonly inPlaceOf: Id<'Person'> | null;
}

/** A motion (yrkande), which is a decision that a person with a vote proposes to the board. */
export interface Motion {
  readonly by: Id<'Person'>;
  readonly outcome: Outcome;
  readonly wording: string;
  /** True when the person withdrew the motion before the decision. */
  readonly withdrawn: boolean;
}

/** A vote (votering) with the meanings of yes and no, and the answer of each person with a vote. */
export interface VoteData {
  /** The person who called for the vote (begärde votering), or null when that is not recorded. */
  readonly calledBy: Id<'Person'> | null;
  readonly yesMeans: string;
  readonly noMeans: string;
  /** The outcome of the decision point if yes wins, or null if a yes does not settle the decision point. */
  readonly yesOutcome: Outcome | null;
  readonly noOutcome: Outcome | null;
  readonly yes: readonly Id<'Person'>[];
  readonly no: readonly Id<'Person'>[];
  readonly abstained: readonly Id<'Person'>[];
}

/** A vote with its result. At a tie the chair's vote decides, and `decidedBy` is CHAIR (rule 31). */
export interface Vote extends VoteData {
  readonly result: 'YES' | 'NO';
  readonly decidedBy: 'MAJORITY' | 'CHAIR';
}

/** The dissent (reservation) of a person who took part in the decision. */
export interface Reservation {
  readonly by: Id<'Person'>;
  readonly text: string;
}

export const remarkKinds = ['NOTE', 'STATEMENT'] as const;
export type RemarkKind = (typeof remarkKinds)[number];

/** A note to the minutes (protokollsanteckning, NOTE) or a separate statement (särskilt yttrande, STATEMENT). */
export interface Remark {
  readonly kind: RemarkKind;
  readonly by: Id<'Person'>;
  readonly text: string;
}

/** The secretary entered this of the board's decision on one point. Its outcome and the persons are apart. */
export interface DecisionEntry {
  /** The number of the paragraph (§) in the minutes. */
  readonly paragraph: string;
  readonly wording: string;
  readonly reason: string;
  readonly motions: readonly Motion[];
  /** The proposals for decision, in the order in which the chair put them to the board. */
  readonly proposalsPut: readonly string[];
  readonly votes: readonly Vote[];
  readonly reservations: readonly Reservation[];
  readonly remarks: readonly Remark[];
}

/** The board's decision on one decision point, with the facts that the minutes must contain (Kommunallagen 5:67). */
export interface DecisionData extends DecisionEntry {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  readonly version: number;
  /** The SHA-256 of the matter's version that the board decided on, in hexadecimal. */
  readonly hash: string;
  readonly number: number;
  readonly subject: PointSubject;
  readonly outcome: Outcome;
  readonly proposedWording: string;
  /** The persons who took part in the decision. */
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

/** The persons who take part in a decision, and the person who presides. */
export interface TakingPart {
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

/**
 * Returns the vote with its result. @throws Refusal `VOTES_DO_NOT_ADD_UP` unless each person in `serving` answers
 * exactly once and nobody else answers, `CHAIR_MUST_VOTE` when the chair abstained at a tie, or `NOT_SERVING` when
 * somebody else called for the vote.
 */
export function counted(vote: VoteData, { serving, chair }: TakingPart): Vote {
  const { calledBy, yesMeans, noMeans, yesOutcome, noOutcome, yes, no, abstained } = vote;
  // Rule 132: whoever takes part in the matter can call for a vote in it.
  if (calledBy !== null && !serving.some(({ personId }) => personId === calledBy))
    throw new Refusal(meetingRefusals.NOT_SERVING, { personId: calledBy });
  requireEachOnce([...yes, ...no, ...abstained], serving);
  const cast = { calledBy, yesMeans, noMeans, yesOutcome, noOutcome, yes, no, abstained };
  if (yes.length !== no.length) {
    return { ...cast, result: yes.length > no.length ? 'YES' : 'NO', decidedBy: 'MAJORITY' };
  }
  // Rule 31: at a tie the chair's vote decides, so the chair must have voted.
  if (abstained.includes(chair)) throw new Refusal(meetingRefusals.CHAIR_MUST_VOTE, { personId: chair });
  return { ...cast, result: yes.includes(chair) ? 'YES' : 'NO', decidedBy: 'CHAIR' };
}

function requireEachOnce(voters: readonly Id<'Person'>[], serving: readonly Serving[]): void {
  const ids = serving.map(({ personId }) => personId);
  const missing = ids.filter((id) => !voters.includes(id));
  const extra = voters.filter((id, index) => !ids.includes(id) || voters.indexOf(id) !== index);
  // Rules 29 and 31: each person with a vote votes or abstains exactly once, and nobody else does.
  if (missing.length > 0 || extra.length > 0)
    throw new Refusal(meetingRefusals.VOTES_DO_NOT_ADD_UP, { missing, extra });
}

/** @throws Refusal `VOTE_AGAINST_OUTCOME` when the vote that settles the point is not last or contradicts `outcome`. */
export function requireOutcomeOf(votes: readonly Vote[], outcome: Outcome): void {
  const outcomes = votes.map(({ result, yesOutcome, noOutcome }) => (result === 'YES' ? yesOutcome : noOutcome));
  const settling = outcomes.findIndex((one) => one !== null);
  const isLast = settling === -1 || settling === outcomes.length - 1;
  const settled = outcomes[settling] ?? outcome;
  // Rule 31: the vote that settles the point must be the last vote, and its result must be the outcome.
  if (!isLast || settled !== outcome)
    throw new Refusal(meetingRefusals.VOTE_AGAINST_OUTCOME, { voted: settled, outcome });
}

/**
 * @throws Refusal `RESERVATION_NOT_ALLOWED` with the first person who may not make a reservation or who made two.
 * @throws Refusal `RESERVATION_BY_WINNER` with the first person who was never outvoted.
 */
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
  // Rules 29 and 30: a person who was absent, had a conflict of interest or abstained cannot make a reservation.
  if (wrong !== undefined) throw new Refusal(meetingRefusals.RESERVATION_NOT_ALLOWED, { personId: wrong.by });
  const outvoted = votes.flatMap(({ result, yes, no }) => (result === 'YES' ? no : yes));
  const winner = votes.length === 0 ? undefined : reservations.find(({ by }) => !outvoted.includes(by));
  // Rule 30: a reservation is a dissent, and a person who voted with the winners each time did not dissent.
  if (winner !== undefined) throw new Refusal(meetingRefusals.RESERVATION_BY_WINNER, { personId: winner.by });
}

/** @throws Refusal `NOT_SERVING` for a motion by a person who takes no part in the matter (rule 29). */
export function requireMayMove(motions: readonly Motion[], serving: readonly Serving[]): void {
  const stranger = motions.find(({ by }) => !serving.some(({ personId }) => personId === by));
  // Rule 29: a member with a conflict of interest does not take part and cannot make a motion.
  if (stranger !== undefined) throw new Refusal(meetingRefusals.NOT_SERVING, { personId: stranger.by });
}
