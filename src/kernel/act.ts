import type { Id } from './identity.js';
import type { IsoDate } from './tertial.js';

export const personRoles = [
  'CONTROLLER',
  'CLERK',
  'REVIEWER',
  'SECRETARY',
  'BOARD_MEMBER',
  'AUDITOR',
  'ADMINISTRATOR',
] as const;

/** What a person can be for a board. */
export type PersonRole = (typeof personRoles)[number];

/** SYSTEM is Tertial itself, carrying out what the board decided. Nobody can hold it. */
export type Role = PersonRole | 'SYSTEM';

/**
 * A role held for a board. A reviewer holds a step of the review chain, named by its code; a board member may have a seat
 * named in the same place.
 */
export interface Grant {
  readonly boardId: Id<'Board'>;
  readonly role: PersonRole;
  readonly step?: string;
  /** Whose it is when it is held as a deputy; absent for one's own. A deputy acts in their own name. */
  readonly actingFor?: Id<'Person'>;
}

/** A signed-in person of one municipality. */
export interface Person {
  readonly kind: 'person';
  readonly personId: Id<'Person'>;
  readonly municipalityId: Id<'Municipality'>;
  readonly grants: readonly Grant[];
}

/** Who acts: a person, or Tertial itself in a municipality's name. */
export type Actor =
  Person | { readonly kind: 'system'; readonly personId: 'system'; readonly municipalityId: Id<'Municipality'> };

/** What a rule is told of the giving of a command. Stamped by the command gateway; nothing of it comes from the client. */
export interface Act {
  readonly actor: Actor;
  /** The day in Europe/Stockholm. */
  readonly today: IsoDate;
}
