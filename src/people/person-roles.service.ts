import type { Id } from '../kernel/identity.js';
import { anyOf } from '../platform/database/state-tables.view.js';
import type { PeopleDb } from './people-tables.service.js';
import type { DeputyshipRow, RoleAssignmentRow } from './people.view.js';
import type { Deputy, RoleAssignment } from './register.js';

/** The roles of some people with the deputies in them, and the roles in which those people are deputies. */
export class PersonRoles {
  private constructor(
    private readonly roles: readonly RoleAssignment[],
    private readonly deputies: readonly Deputy[],
  ) {}

  static async of(
    db: PeopleDb,
    municipalityId: Id<'Municipality'>,
    personIds: readonly Id<'Person'>[],
  ): Promise<PersonRoles> {
    const theirs = await deputiesIn(db, municipalityId).where('person_id', '=', anyOf(personIds)).execute();
    const roleIds = theirs.map(({ roleId }) => roleId);
    const roles = await rolesIn(db, municipalityId)
      .where((where) => where.or([where('person_id', '=', anyOf(personIds)), where('id', '=', anyOf(roleIds))]))
      .execute();
    const deputies = await deputiesIn(db, municipalityId)
      .where('role_id', '=', anyOf(roles.map(({ id }) => id)))
      .execute();
    return new PersonRoles(roles, deputies);
  }

  of(personId: Id<'Person'>): { roles: RoleAssignmentRow[]; deputyFor: DeputyshipRow[] } {
    const shown = this.roles.map((role) => ({
      ...role,
      deputies: this.deputies.filter(({ roleId }) => roleId === role.id),
    }));
    const deputyFor = shown.flatMap((of) =>
      of.deputies.filter((deputy) => deputy.personId === personId).map(({ id, from, to }) => ({ id, from, to, of })),
    );
    return { roles: shown.filter((role) => role.personId === personId), deputyFor };
  }
}

export async function rolesOfBoard(db: PeopleDb, boardId: Id<'Board'>): Promise<RoleAssignment[]> {
  return roleRows(db).where('board_id', '=', boardId).execute();
}

export function rolesIn(db: PeopleDb, municipalityId: Id<'Municipality'>) {
  return roleRows(db).where('municipality_id', '=', municipalityId);
}

export function deputiesIn(db: PeopleDb, municipalityId: Id<'Municipality'>) {
  return db
    .selectFrom('deputies')
    .select(['id', 'role_id as roleId', 'person_id as personId', 'from_day as from', 'to_day as to'])
    .where('municipality_id', '=', municipalityId)
    .orderBy('number');
}

function roleRows(db: PeopleDb) {
  return db
    .selectFrom('roles')
    .select(['id', 'person_id as personId', 'board_id as boardId', 'role', 'step', 'from_day as from', 'to_day as to'])
    .orderBy('number');
}
