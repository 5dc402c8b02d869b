import type { PersonRole } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { registerRefusals } from './register-refusals.js';

export interface Board {
  readonly id: Id<'Board'>;
  readonly name: string;
}

/** A part of the administration under a board. */
export interface Unit {
  readonly id: Id<'Unit'>;
  readonly boardId: Id<'Board'>;
  readonly name: string;
  readonly managerId: Id<'Person'> | null;
}

export interface RegisteredPerson {
  readonly id: Id<'Person'>;
  /** Null: erased. */
  readonly name: string | null;
  /** What the sign-in calls them; null when the name is erased. */
  readonly subject: string | null;
}

/** Days that something holds, both included. */
export interface Days {
  readonly from: IsoDate;
  /** Null: until further notice. */
  readonly to: IsoDate | null;
}

/** A role that somebody holds for a board. It is never deleted: who held what is asked years later. */
export interface RoleAssignment extends Days {
  readonly id: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
  readonly boardId: Id<'Board'>;
  readonly role: PersonRole;
  /** A reviewer's step, or a board member's seat. */
  readonly step: string | null;
}

/** Somebody who acts in their own name for who holds a role. */
export interface Deputy extends Days {
  readonly id: Id<'Deputy'>;
  readonly roleId: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
}

/** The people of one municipality, and what they are. Kept beside the log, which holds ids and roles (rule 46). */
export interface Register {
  readonly municipalityId: Id<'Municipality'>;
  readonly boards: readonly Board[];
  readonly units: readonly Unit[];
  readonly persons: readonly RegisteredPerson[];
  readonly roles: readonly RoleAssignment[];
  readonly deputies: readonly Deputy[];
}

/** What has become of one thing of the register, whole as it now is. */
export type RegisterChange =
  | { readonly happened: 'MunicipalityRenamed'; readonly kind: 'municipality'; readonly name: string }
  | { readonly happened: 'BoardAdded' | 'BoardRenamed'; readonly kind: 'board'; readonly board: Board }
  | { readonly happened: 'UnitAdded' | 'UnitRenamed'; readonly kind: 'unit'; readonly unit: Unit }
  | {
      readonly happened: 'PersonAdded' | 'PersonRenamed' | 'PersonNameErased';
      readonly kind: 'person';
      readonly person: RegisteredPerson;
    }
  | { readonly happened: 'RoleGranted' | 'RoleEnded'; readonly kind: 'role'; readonly role: RoleAssignment }
  | { readonly happened: 'DeputyAppointed' | 'DeputyEnded'; readonly kind: 'deputy'; readonly deputy: Deputy };

/** @throws Refusal `NOT_FOUND` */
export function findIn<Thing extends { readonly id: string }>(things: readonly Thing[], id: Thing['id']): Thing {
  const thing = things.find((candidate) => candidate.id === id);
  // Rule 43: what is not in this municipality's register does not exist.
  if (thing === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
  return thing;
}

/**
 * A person who is known by name.
 *
 * @throws Refusal `NOT_FOUND`, or `NAME_ERASED`: nobody is given anything under an id that stands for nobody.
 */
export function namedPersonIn({ persons }: Register, id: Id<'Person'>): RegisteredPerson {
  const person = findIn(persons, id);
  // Rule 46: an erased name leaves the id, which the log goes on holding.
  if (person.name === null) throw new Refusal(registerRefusals.NAME_ERASED, { personId: id });
  return person;
}

/** @throws Refusal `ALREADY_REGISTERED` */
export function requireNew(things: readonly { readonly id: string }[], id: string): void {
  // Rule 46: an id in the log goes on meaning whom it meant.
  if (things.some((thing) => thing.id === id)) throw new Refusal(registerRefusals.ALREADY_REGISTERED, { id });
}

export function holdsOn({ from, to }: Days, day: IsoDate): boolean {
  return from <= day && (to === null || day <= to);
}

export function hasEnded({ to }: Days, today: IsoDate): boolean {
  return to !== null && to < today;
}

export function overlap(one: Days, other: Days): boolean {
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to);
}

/** @throws Refusal `DATES_REVERSED` */
export function requireDays({ from, to }: Days): void {
  // Rule 56: whoever holds a role holds it for a day at least.
  if (to !== null && to < from) throw new Refusal(refusals.DATES_REVERSED, { startDate: from, endDate: to });
}

/** Where other features ask what people are called. */
export const NAMES = 'NAMES';

export interface ReadNames {
  /** In the order asked for. Who is not in the register, or has been erased from it, has no name. */
  names(
    municipalityId: Id<'Municipality'>,
    ids: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string | null }[]>;
}
