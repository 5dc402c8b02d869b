import type { Grant, Person, PersonRole } from '../../src/kernel/permissions.js';
import { type Id, idOf } from '../../src/kernel/identity.js';

/** Everybody who tries something, and what they are. A deputy's line names whom they act for. */
const roll = [
  ['cilla', 'exempel.ks', 'CONTROLLER'],
  ['hans', 'exempel.ks', 'CLERK'],
  ['hedda', 'exempel.ks', 'CLERK'],
  ['ulla', 'exempel.ks', 'REVIEWER', 'UNIT_MANAGER'],
  ['frida', 'exempel.ks', 'REVIEWER', 'HEAD_OF_ADMINISTRATION'],
  ['bodil', 'exempel.ks', 'REVIEWER', 'UNIT_MANAGER'],
  ['bodil', 'exempel.ks', 'REVIEWER', 'HEAD_OF_ADMINISTRATION'],
  ['karl', 'exempel.ks', 'CLERK'],
  ['karl', 'exempel.ks', 'REVIEWER', 'UNIT_MANAGER'],
  ['karl', 'exempel.ks', 'REVIEWER', 'HEAD_OF_ADMINISTRATION'],
  ['doris', 'exempel.ks', 'REVIEWER', 'UNIT_MANAGER', 'ulla'],
  ['dag', 'exempel.ks', 'CLERK', '', 'hans'],
  ['dag', 'exempel.ks', 'REVIEWER', 'HEAD_OF_ADMINISTRATION', 'frida'],
  ['sven', 'exempel.ks', 'SECRETARY'],
  ['siv', 'exempel.ks', 'SECRETARY', '', 'sven'],
  ['anna', 'exempel.ks', 'BOARD_MEMBER'],
  ['bo', 'exempel.ks', 'BOARD_MEMBER'],
  ['carin', 'exempel.ks', 'BOARD_MEMBER'],
  ['david', 'exempel.ks', 'BOARD_MEMBER'],
  ['eva', 'exempel.ks', 'BOARD_MEMBER'],
  ['filip', 'exempel.ks', 'BOARD_MEMBER'],
  ['gun', 'exempel.ks', 'BOARD_MEMBER'],
  ['rune', 'exempel.ks', 'AUDITOR'],
  ['adam', 'exempel.ks', 'ADMINISTRATOR'],
  ['stina', 'exempel.bun', 'CLERK'],
  ['stina', 'exempel.bun', 'SECRETARY'],
  ['stina', 'exempel.bun', 'REVIEWER', 'UNIT_MANAGER'],
  ['frank', 'annan.ks', 'SECRETARY'],
  ['frank', 'annan.ks', 'CLERK'],
] as const satisfies (readonly [name: string, board: string, role: PersonRole, step?: string, actingFor?: string])[];

export interface Holding {
  readonly name: string;
  readonly board: string;
  readonly role: PersonRole;
  readonly step: string | undefined;
  readonly actingFor: string | undefined;
}

export const holdings: readonly Holding[] = roll.map(([name, board, role, step, actingFor]) => ({
  name,
  board,
  role,
  step: step === '' ? undefined : step,
  actingFor,
}));

export type Name = (typeof roll)[number][0];
export const names: readonly Name[] = [...new Set(roll.map(([name]) => name))];

function personOf(name: Name): Person {
  const own = holdings.filter((holding) => holding.name === name);
  const grants = own.map<Grant>(({ board, role, step, actingFor }) => ({
    boardId: idOf('Board', board),
    role,
    ...(step !== undefined && { step }),
    ...(actingFor !== undefined && { actingFor: idOf('Person', actingFor) }),
  }));
  const municipalityId = idOf('Municipality', own[0]?.board.split('.')[0] ?? '');
  return { kind: 'person', personId: idOf('Person', name), municipalityId, grants };
}

const persons = new Map(names.map((name) => [name, personOf(name)]));

export function person(name: Name): Person {
  return persons.get(name) ?? personOf(name);
}

function ids(...given: readonly Name[]): Id<'Person'>[] {
  return given.map((name) => idOf('Person', name));
}

export const chair = idOf('Person', 'anna');
export const members = ids('anna', 'bo', 'carin', 'david', 'eva');
/** An official, who takes part in no decision. */
export const official = idOf('Person', 'hans');
export const substitutes = ids('filip', 'gun');

const clerks = names.filter((name) =>
  holdings.some((one) => one.name === name && one.role === 'CLERK' && one.board === 'exempel.ks'),
);

/** A unit with a clerk and one with none, and the clerks of the board. */
export const units = [idOf('Unit', 'exempel.ks.unit-kansli'), idOf('Unit', 'exempel.ks.unit-vaktmasteri')] as const;
export const reportersOfBoard = {
  units: [
    { id: units[0], persons: ids('hans', 'ulla') },
    { id: units[1], persons: ids('ulla') },
  ],
  clerks: clerks.map(person),
};

/** The people who can act at a step, as their own or as a deputy. */
export function holdersOf(step: string): Name[] {
  return names.filter((name) => holdings.some((holding) => holding.name === name && holding.step === step));
}
