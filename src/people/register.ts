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
  /** The subject claim of their sign-in; null when the name is erased. */
  readonly subject: string | null;
}

/** The period of validity, both days included. */
export interface Days {
  readonly from: IsoDate;
  /** Null: until further notice. */
  readonly to: IsoDate | null;
}

/** A role that a person holds for a board. It is never deleted, because its history must stay readable. */
export interface RoleAssignment extends Days {
  readonly id: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
  readonly boardId: Id<'Board'>;
  readonly role: PersonRole;
  /** A reviewer's step, or a board member's seat. */
  readonly step: string | null;
}

/** A person who acts in their own name for the holder of a role. */
export interface Deputy extends Days {
  readonly id: Id<'Deputy'>;
  readonly roleId: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
}

/** The people, roles and boards of one municipality. Names stay outside the log, which holds ids and roles (rule 46). */
export interface Register {
  readonly municipalityId: Id<'Municipality'>;
  readonly boards: readonly Board[];
  readonly units: readonly Unit[];
  readonly persons: readonly RegisteredPerson[];
  readonly roles: readonly RoleAssignment[];
  readonly deputies: readonly Deputy[];
}

/** The complete new state of one changed thing of the register. */
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
 * Finds a person whose name is not erased.
 *
 * @throws Refusal `NOT_FOUND`, or `NAME_ERASED`, because an erased person gets no new roles.
 */
export function namedPersonIn({ persons }: Register, id: Id<'Person'>): RegisteredPerson {
  const person = findIn(persons, id);
  // Rule 46: erasing a name keeps the id, because the log holds it.
  if (person.name === null) throw new Refusal(registerRefusals.NAME_ERASED, { personId: id });
  return person;
}

/** @throws Refusal `ALREADY_REGISTERED` */
export function requireNew(things: readonly { readonly id: string }[], id: string): void {
  // Rule 46: an id in the log always means the same person.
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
  // Rule 56: a role lasts at least one day.
  if (to !== null && to < from) throw new Refusal(refusals.DATES_REVERSED, { startDate: from, endDate: to });
}

/** Gives the names of people to other features. */
export const NAMES = 'NAMES';

export interface ReadNames {
  /** In the order of the ids. A person who is erased or not in the register has no name. */
  names(
    municipalityId: Id<'Municipality'>,
    ids: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string | null }[]>;
}
