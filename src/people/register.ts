import type { PersonRole } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { registerRefusals } from './register-refusals.js';

export interface Board {
  readonly id: Id<'Board'>;
  readonly name: string;
}

/** A unit of the administration, under one board. */
export interface Unit {
  readonly id: Id<'Unit'>;
  readonly boardId: Id<'Board'>;
  readonly name: string;
  readonly managerId: Id<'Person'> | null;
}

/** A person who belongs to a unit. The service never deletes it, because past memberships must stay readable. */
export interface UnitMember extends Days {
  readonly id: Id<'UnitMember'>;
  readonly unitId: Id<'Unit'>;
  readonly personId: Id<'Person'>;
}

export interface RegisteredPerson {
  readonly id: Id<'Person'>;
  /** Null when an administrator has erased the name. */
  readonly name: string | null;
  /** The person's title at work, such as enhetschef; null without one. */
  readonly title: string | null;
  /** The address for mail at work; null without one. */
  readonly email: string | null;
  /** The claim `sub` of the person's sign-in token; null when an administrator has erased the name. */
  readonly subject: string | null;
}

/** The first and the last day of a role, of a deputy's appointment or of a membership of a unit. Both days are included. */
export interface Days {
  readonly from: IsoDate;
  /** The last day; null when no last day is set. */
  readonly to: IsoDate | null;
}

/** A person's role for a board or for the municipality. The service never deletes it, because past roles must stay readable. */
export interface RoleAssignment extends Days {
  readonly id: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
  /** Null for a role of the whole municipality (rule 94). */
  readonly boardId: Id<'Board'> | null;
  readonly role: PersonRole;
  /** The code of a reviewer's step, or the seat of a board member; null for other roles. */
  readonly step: string | null;
}

/** A person who acts in their own name for the person with the role `roleId`. */
export interface Deputy extends Days {
  readonly id: Id<'Deputy'>;
  readonly roleId: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
}

/** The people, roles and boards of one municipality. The log contains their ids but not their names (rule 46). */
export interface Register {
  readonly municipalityId: Id<'Municipality'>;
  readonly boards: readonly Board[];
  readonly units: readonly Unit[];
  readonly unitMembers: readonly UnitMember[];
  readonly persons: readonly RegisteredPerson[];
  readonly roles: readonly RoleAssignment[];
  readonly deputies: readonly Deputy[];
}

/** A change of the register, with the complete new state of the changed board, unit, person, role or deputy. */
export type RegisterChange =
  | { readonly happened: 'MunicipalityRenamed'; readonly kind: 'municipality'; readonly name: string }
  | { readonly happened: 'BoardAdded' | 'BoardRenamed'; readonly kind: 'board'; readonly board: Board }
  | { readonly happened: 'UnitAdded' | 'UnitRenamed'; readonly kind: 'unit'; readonly unit: Unit }
  | {
      readonly happened: 'UnitMemberAdded' | 'UnitMemberEnded';
      readonly kind: 'unitMember';
      readonly member: UnitMember;
    }
  | {
      readonly happened: 'PersonAdded' | 'PersonRenamed' | 'PersonNameErased';
      readonly kind: 'person';
      readonly person: RegisteredPerson;
    }
  | { readonly happened: 'RoleGranted' | 'RoleEnded'; readonly kind: 'role'; readonly role: RoleAssignment }
  | { readonly happened: 'DeputyAppointed' | 'DeputyEnded'; readonly kind: 'deputy'; readonly deputy: Deputy };

/** Returns the board, unit, person, role or deputy with this id. @throws Refusal `NOT_FOUND` */
export function findIn<Thing extends { readonly id: string }>(things: readonly Thing[], id: Thing['id']): Thing {
  const thing = things.find((candidate) => candidate.id === id);
  // Rule 43: the service answers as if an id of another municipality did not exist.
  if (thing === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
  return thing;
}

/**
 * Finds a person whose name is not erased.
 *
 * @throws Refusal `NOT_FOUND` for an unknown id, or `NAME_ERASED` when an administrator has erased the name.
 */
export function namedPersonIn({ persons }: Register, id: Id<'Person'>): RegisteredPerson {
  const person = findIn(persons, id);
  // Rule 46: the id of an erased person stays in the register, because the log contains the id.
  if (person.name === null) throw new Refusal(registerRefusals.NAME_ERASED, { personId: id });
  return person;
}

/** @throws Refusal `ALREADY_REGISTERED` when the list already contains this id. */
export function requireNew(things: readonly { readonly id: string }[], id: string): void {
  // Rule 46: the log contains the id, so the id must always mean the same board, unit or person.
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

/** @throws Refusal `DATES_REVERSED` when the last day is before the first day. */
export function requireDays({ from, to }: Days): void {
  // Rule 56: a role lasts at least one day.
  if (to !== null && to < from) throw new Refusal(refusals.DATES_REVERSED, { startDate: from, endDate: to });
}

/** The injection token of `ReadNames`, which gives names to other features. */
export const NAMES = 'NAMES';

export interface ReadNames {
  /** Reads names and titles in the order of the ids. Both are null for an erased person and for an unknown id. */
  names(
    municipalityId: Id<'Municipality'>,
    ids: readonly string[],
  ): Promise<readonly { readonly id: string; readonly name: string | null; readonly title: string | null }[]>;
  /** Reads the name of a municipality. While the register is empty, the name is the id. */
  municipality(id: Id<'Municipality'>): Promise<{ readonly name: string }>;
}
