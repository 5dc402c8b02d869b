import type { PersonRole } from '../../src/kernel/permissions.js';
import { deputyIdOf, roleAssignmentIdOf, type Id, idOf, municipalityOf } from '../../src/kernel/identity.js';
import type { Days, Deputy, RoleAssignment, Register } from '../../src/people/register.js';

// The register of a municipality of two boards, with people who hold nothing yet.

export const boardId = idOf('Board', 'exempel.ks');
export const otherBoardId = idOf('Board', 'exempel.bun');
export const unitId = idOf('Unit', 'exempel.ks.unit-kansli');
export const adam = idOf('Person', 'adam');
export const hanna = idOf('Person', 'hanna');
export const sara = idOf('Person', 'sara');
export const lars = idOf('Person', 'lars');
/** A person whose name has been erased. */
export const gone = idOf('Person', 'gone');

/** The day on which the rules are asked. */
export const today = '2026-05-12';

export const always: Days = { from: '2026-01-01', to: null };

export function held(
  number: number,
  personId: Id<'Person'>,
  role: PersonRole,
  rest: Partial<RoleAssignment> = {},
): RoleAssignment {
  return { id: roleAssignmentIdOf(boardId, number), personId, boardId, role, step: null, ...always, ...rest };
}

/** A role for the whole municipality. */
export function heldForAll(
  number: number,
  personId: Id<'Person'>,
  role: PersonRole,
  rest: Partial<RoleAssignment> = {},
): RoleAssignment {
  const id = roleAssignmentIdOf(municipalityOf(boardId), number);
  return { id, personId, boardId: null, role, step: null, ...always, ...rest };
}

export function deputyOf(role: RoleAssignment, personId: Id<'Person'>, rest: Partial<Deputy> = {}): Deputy {
  return { id: deputyIdOf(role.id, 1), roleId: role.id, personId, ...always, ...rest };
}

export function register(rest: Partial<Register> = {}): Register {
  return {
    municipalityId: municipalityOf(boardId),
    boards: [
      { id: boardId, name: 'Kommunstyrelsen' },
      { id: otherBoardId, name: 'Barn- och utbildningsnämnden' },
    ],
    units: [{ id: unitId, boardId, name: 'Kansli', managerId: null }],
    unitMembers: [],
    persons: [
      ...[adam, hanna, sara, lars].map((id) => ({
        id,
        name: `${id} i registret`,
        title: null,
        email: null,
        subject: id,
      })),
      { id: gone, name: null, title: null, email: null, subject: null },
    ],
    roles: [],
    deputies: [],
    ...rest,
  };
}
