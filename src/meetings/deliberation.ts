import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../matters/outcome.js';

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
