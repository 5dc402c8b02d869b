import type { Id } from '../kernel/identity.js';

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
