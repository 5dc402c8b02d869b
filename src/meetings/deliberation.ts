import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import type { PointSubject } from '../matters/decision-point.js';

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

/** What the secretary entered of the board's decision on one point, besides the outcome and who took part. */
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
