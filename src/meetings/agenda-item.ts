import type { Id } from '../kernel/identity.js';
import type { SubmittedPoint } from '../matters/decision-point.js';
import type { Serving } from './attendance-facts.js';

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
