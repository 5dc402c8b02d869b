import type { Id } from '../kernel/identity.js';
import type { PeopleDb } from './people-tables.service.js';
import { deputiesIn, rolesIn, unitMembersIn } from './people.service.js';
import type { Deputy, Register, RegisterChange, RoleAssignment, UnitMember } from './register.js';

/** Reads the whole register of a municipality, usually about a hundred people. Each list is in order of addition. */
export async function readRegister(db: PeopleDb, municipalityId: Id<'Municipality'>): Promise<Register> {
  return {
    municipalityId,
    boards: await db
      .selectFrom('boards')
      .select(['id', 'name'])
      .where('municipality_id', '=', municipalityId)
      .orderBy('number')
      .execute(),
    units: await db
      .selectFrom('units')
      .select(['id', 'board_id as boardId', 'name', 'manager_id as managerId'])
      .where('municipality_id', '=', municipalityId)
      .orderBy('number')
      .execute(),
    unitMembers: await unitMembersIn(db, municipalityId).execute(),
    persons: await db
      .selectFrom('persons')
      .select(['id', 'name', 'title', 'email', 'subject'])
      .where('municipality_id', '=', municipalityId)
      .orderBy('number')
      .execute(),
    roles: await rolesIn(db, municipalityId).execute(),
    deputies: await deputiesIn(db, municipalityId).execute(),
  };
}

/** The municipality of a change, and the issuer of the sign-in tokens of its people. */
export interface Place {
  readonly municipalityId: Id<'Municipality'>;
  readonly issuer: string;
}

/** Inserts or updates the row of the changed municipality, board, unit, member of a unit, person, role or deputy. */
export async function writeChange(db: PeopleDb, { municipalityId, issuer }: Place, change: RegisterChange) {
  const next = async (table: NumberedTable) => ({
    municipality_id: municipalityId,
    number: await nextNumber(db, table, municipalityId),
  });
  switch (change.kind) {
    case 'municipality':
      return db
        .updateTable('municipalities')
        .set({ name: change.name })
        .where('id', '=', municipalityId)
        .executeTakeFirst();
    case 'board': {
      const { id, name } = change.board;
      const values = { ...(await next('boards')), id, name };
      return db
        .insertInto('boards')
        .values(values)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name }))
        .executeTakeFirst();
    }
    case 'unit': {
      const { id, boardId: board_id, name, managerId: manager_id } = change.unit;
      const values = { ...(await next('units')), id, board_id, name, manager_id };
      return db
        .insertInto('units')
        .values(values)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, manager_id }))
        .executeTakeFirst();
    }
    case 'unitMember':
      return writeUnitMember(db, change.member, await next('unit_members'));
    case 'person': {
      const { id, name, title, email, subject } = change.person;
      const values = { ...(await next('persons')), id, name, title, email, issuer, subject };
      return db
        .insertInto('persons')
        .values(values)
        .onConflict((conflict) =>
          conflict.columns(['municipality_id', 'id']).doUpdateSet({ name, title, email, subject }),
        )
        .executeTakeFirst();
    }
    case 'role':
      return writeRole(db, change.role, await next('roles'));
    case 'deputy':
      return writeDeputy(db, change.deputy, await next('deputies'));
  }
}

type NumberedTable = 'boards' | 'units' | 'unit_members' | 'persons' | 'roles' | 'deputies';

interface NewRow {
  readonly municipality_id: Id<'Municipality'>;
  readonly number: number;
}

async function writeUnitMember(db: PeopleDb, { id, unitId, personId, from, to }: UnitMember, row: NewRow) {
  const values = { ...row, id, unit_id: unitId, person_id: personId, from_day: from, to_day: to };
  return db
    .insertInto('unit_members')
    .values(values)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ to_day: to }))
    .executeTakeFirst();
}

async function writeRole(db: PeopleDb, { personId, boardId, from, to, id, role, step }: RoleAssignment, row: NewRow) {
  const values = { ...row, id, person_id: personId, board_id: boardId, role, step, from_day: from, to_day: to };
  return db
    .insertInto('roles')
    .values(values)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ to_day: to }))
    .executeTakeFirst();
}

async function writeDeputy(db: PeopleDb, { id, roleId, personId, from, to }: Deputy, row: NewRow) {
  const values = { ...row, id, role_id: roleId, person_id: personId, from_day: from, to_day: to };
  return db
    .insertInto('deputies')
    .values(values)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ to_day: to }))
    .executeTakeFirst();
}

/** Returns the number of the next row. The caller has locked the register, so no two rows get the same number. */
async function nextNumber(db: PeopleDb, table: NumberedTable, municipalityId: Id<'Municipality'>): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((select) => select.fn.max('number').as('last'))
    .where('municipality_id', '=', municipalityId)
    .executeTakeFirst();
  return Number(row?.last ?? 0) + 1;
}
