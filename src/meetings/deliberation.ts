import type { Id } from '../kernel/identity.js';
import { meetingRefusals } from './meeting-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Outcome } from '../kernel/outcome.js';
import type { Serving } from './attendance-facts.js';

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
