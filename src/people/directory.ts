import type { Id } from '../kernel/identity.js';
import { hasRole, type Person } from '../kernel/permissions.js';
import type { IsoDate } from '../kernel/tertial.js';
import { holdersOn } from './holders.js';
import { holdsOn, type Register } from './register.js';

/** The persons who report for a board's units on a day. */
export interface Reporters {
  readonly units: readonly {
    readonly id: Id<'Unit'>;
    /** The members on the day, and the manager. */
    readonly persons: readonly Id<'Person'>[];
  }[];
  /** The clerks of the board on the day, deputies too; null when the sign-in tokens say who has which role. */
  readonly clerks: readonly Person[] | null;
}

/** The units and the persons of the register that can be responsible for a board's activities, with their names. */
export interface Directory {
  readonly units: readonly Named<'Unit'>[];
  readonly persons: readonly Named<'Person'>[];
}

/** The persons of a municipality that mail can reach, and the names of its boards. */
export interface Addressees {
  readonly boards: readonly Named<'Board'>[];
  readonly persons: readonly Addressee[];
}

export interface Addressee extends Named<'Person'> {
  readonly email: string;
}

interface Named<Thing extends 'Unit' | 'Person' | 'Board'> {
  readonly id: Id<Thing>;
  readonly name: string;
}

/** Returns who reports for the units of a board on a day. The clerks are everybody with the role in the register. */
export function reportersOn(register: Register, boardId: Id<'Board'>, day: IsoDate) {
  const units = register.units
    .filter((unit) => unit.boardId === boardId)
    .map(({ id, managerId }) => {
      const members = register.unitMembers.filter((member) => member.unitId === id && holdsOn(member, day));
      const persons = [...members.map(({ personId }) => personId), ...(managerId === null ? [] : [managerId])];
      return { id, persons: [...new Set(persons)] };
    });
  const clerks = holdersOn(register, boardId, day).filter((person) => hasRole(person, 'CLERK', boardId));
  return { units, clerks };
}

/**
 * Returns a board's units, and the persons who belong to the board: by a role for it or for the municipality, as a
 * deputy, or by a unit. Past and future roles count, because a plan is adopted before its year.
 */
export function directoryOf(register: Register, boardId: Id<'Board'>): Directory {
  const { units: all, unitMembers, roles, deputies } = register;
  const units = all.filter((unit) => unit.boardId === boardId);
  const ofBoard = roles.filter((role) => role.boardId === boardId || role.boardId === null);
  const belonging = new Set<string | null>([
    ...ofBoard.map(({ personId }) => personId),
    ...deputies.filter(({ roleId }) => ofBoard.some(({ id }) => id === roleId)).map(({ personId }) => personId),
    ...unitMembers.filter(({ unitId }) => units.some(({ id }) => id === unitId)).map(({ personId }) => personId),
    ...units.map(({ managerId }) => managerId),
  ]);
  return {
    units: units.map(({ id, name }) => ({ id, name })),
    // Rule 46: an erased person has no name any more, and becomes responsible for nothing new.
    persons: register.persons.flatMap(({ id, name }) => (name !== null && belonging.has(id) ? { id, name } : [])),
  };
}

/** Returns the persons with a name and an address, and the boards. */
export function addresseesIn({ boards, persons }: Register): Addressees {
  return {
    boards,
    persons: persons.flatMap(({ id, name, email }) => (name === null || email === null ? [] : { id, name, email })),
  };
}

/** The injection token of `ReadDirectory`, which tells other features who is responsible and who reports. */
export const DIRECTORY = 'DIRECTORY';

export interface ReadDirectory {
  of(boardId: Id<'Board'>): Promise<Directory>;
  reportersToday(boardId: Id<'Board'>): Promise<Reporters>;
  addressees(municipalityId: Id<'Municipality'>): Promise<Addressees>;
}
