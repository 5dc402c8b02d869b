import { Inject, Injectable } from '@nestjs/common';
import { type RawBuilder, sql } from 'kysely';
import { Refusal, refusals } from '../kernel/refusal.js';
import { type Id, municipalityOf } from '../kernel/identity.js';
import type { Reach } from '../kernel/reach.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { anyOf, isWithin, type ViewTables } from '../platform/database/state-tables.view.js';
import { type Connection, openedAfter, type PageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import type { NamedRow } from '../platform/graphql-types/named.view.js';
import { type PeopleDb, peopleIn } from './people-tables.service.js';
import type { BoardRow, DeputyshipRow, MunicipalityRow, PersonRow, RoleAssignmentRow, UnitRow } from './people.view.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Deputy, RoleAssignment, UnitMember } from './register.js';

/** The roles of the given people with their deputies, and the roles in which the given people are deputies. */
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

  /** Returns the roles within reach. */
  of(personId: Id<'Person'>, reach: Reach): { roles: RoleAssignmentRow[]; deputyFor: DeputyshipRow[] } {
    const shown = this.roles
      .filter(({ boardId }) => isRoleWithin(reach, boardId))
      .map((role) => ({
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

export function unitMembersIn(db: PeopleDb, municipalityId: Id<'Municipality'>) {
  return unitMemberRows(db).where('municipality_id', '=', municipalityId);
}

function unitMemberRows(db: PeopleDb) {
  return db
    .selectFrom('unit_members')
    .select(['id', 'unit_id as unitId', 'person_id as personId', 'from_day as from', 'to_day as to'])
    .orderBy('number');
}

function roleRows(db: PeopleDb) {
  return db
    .selectFrom('roles')
    .select(['id', 'person_id as personId', 'board_id as boardId', 'role', 'step', 'from_day as from', 'to_day as to'])
    .orderBy('number');
}

/** Selects the title of persons. Boards and units have none. */
export function titleIn(table: 'boards' | 'units' | 'persons'): RawBuilder<string | null> {
  return table === 'persons' ? sql`title` : sql`null::text`;
}

type Municipality = Id<'Municipality'>;

function isRoleWithin({ boardIds }: Reach, boardId: Id<'Board'> | null): boolean {
  return boardId === null || boardIds === null || boardIds.includes(boardId);
}

/**
 * Makes a condition on a row of `persons`. A role of the municipality counts for each board. A person who has had no
 * role yet is within everybody's reach, so that an administrator of a board can give that person the first one.
 */
function isPersonWithin({ boardIds }: Reach): RawBuilder<boolean> {
  if (boardIds === null) return sql`true`;
  const places = sql`
    select r.board_id from people.roles r
    where r.municipality_id = persons.municipality_id and r.person_id = persons.id collate "default"
    union all
    select r.board_id from people.deputies d join people.roles r on r.id = d.role_id
    where d.municipality_id = persons.municipality_id and d.person_id = persons.id collate "default"
    union all
    select u.board_id from people.units u
    where u.municipality_id = persons.municipality_id and u.manager_id = persons.id collate "default"
    union all
    select u.board_id from people.unit_members m join people.units u on u.id = m.unit_id
    where m.municipality_id = persons.municipality_id and m.person_id = persons.id collate "default"`;
  // Rule 97: the boards of the person's roles, of those that the person is a deputy in, and of the person's units.
  return sql`(
    exists (select 1 from (${places}) p where p.board_id is null or p.board_id = ${anyOf(boardIds)})
    or not exists (${places}))`;
}

/** Reads the register. Each query reads one municipality only. */
@Injectable()
export class People {
  readonly #db: PeopleDb;

  constructor(@Inject(DATABASE) { db }: Database<ViewTables>) {
    this.#db = peopleIn(db);
  }

  /** Reads a municipality. While the register is empty, the name is the id and the revision is -1. */
  async municipality(id: Municipality): Promise<MunicipalityRow> {
    const row = await this.#db
      .selectFrom('municipalities')
      .select(['name', this.revision('municipalities.id')])
      .where('id', '=', id)
      .executeTakeFirst();
    return { id, name: row?.name ?? id, revision: row?.revision ?? -1 };
  }

  /** Reads one board. @throws Refusal `NOT_FOUND` */
  async board(id: Id<'Board'>): Promise<BoardRow> {
    const row = await this.boardRows(municipalityOf(id)).where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
    return { id: row.id, name: row.name, revision: row.revision };
  }

  /** Lists the boards within reach. */
  async boards(reach: Reach, page: PageArgs): Promise<Connection<BoardRow>> {
    const rows = await this.boardRows(reach.municipalityId)
      .where(isWithin(reach, 'boards.id'))
      .where('number', '>', openedAfter(page))
      .orderBy('number')
      .limit(page.first + 1)
      .execute();
    return pageOf(
      rows.map(({ opened, ...row }) => ({ opened: Number(opened), row })),
      page,
    );
  }

  /** Lists the units of a board with their past, present and future members. */
  async units(boardId: Id<'Board'>, page: PageArgs): Promise<Connection<UnitRow>> {
    const rows = await this.unitRows(municipalityOf(boardId))
      .where('board_id', '=', boardId)
      .where('number', '>', openedAfter(page))
      .orderBy('number')
      .limit(page.first + 1)
      .execute();
    const members = await this.membersOf(rows.map(({ id }) => id));
    return pageOf(
      rows.map(({ opened, ...row }) => ({
        opened: Number(opened),
        row: { ...row, members: members.filter(({ unitId }) => unitId === row.id) },
      })),
      page,
    );
  }

  /** Reads one unit with its past, present and future members. @throws Refusal `NOT_FOUND` */
  async unit(id: Id<'Unit'>): Promise<UnitRow> {
    const row = await this.unitRows(municipalityOf(id)).where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
    const { opened: _, ...unit } = row;
    return { ...unit, members: await this.membersOf([id]) };
  }

  /** Reads the units that a person belongs to on a day, as a member or as the manager, in order of registration. */
  async unitsOf(municipalityId: Municipality, personId: Id<'Person'>, day: IsoDate): Promise<NamedRow[]> {
    const isMember = sql<boolean>`exists (
      select 1 from people.unit_members m
      where m.unit_id = units.id collate "default" and m.person_id = ${personId}
        and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day}))`;
    return this.#db
      .selectFrom('units')
      .select(['id', 'name'])
      .where('municipality_id', '=', municipalityId)
      .where((where) => where.or([where('manager_id', '=', personId), isMember]))
      .orderBy('number')
      .execute();
  }

  /** Reads all boards of a municipality, in order of registration. */
  async allBoards(municipalityId: Municipality): Promise<NamedRow[]> {
    return this.#db
      .selectFrom('boards')
      .select(['id', 'name'])
      .where('municipality_id', '=', municipalityId)
      .orderBy('number')
      .execute();
  }

  /** Reads one person with the past, present and future roles within reach. @throws Refusal `NOT_FOUND` */
  async person(reach: Reach, id: Id<'Person'>): Promise<PersonRow> {
    const { municipalityId } = reach;
    const row = await this.personRows(reach).where('id', '=', id).executeTakeFirst();
    // Rule 97: the service answers as if a person out of reach did not exist.
    if (row === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
    const { opened: _, ...person } = row;
    const roles = await PersonRoles.of(this.#db, municipalityId, [id]);
    return { ...person, ...roles.of(id, reach) };
  }

  /** Lists the persons within reach. */
  async persons(reach: Reach, page: PageArgs): Promise<Connection<PersonRow>> {
    const rows = await this.personRows(reach)
      .where('number', '>', openedAfter(page))
      .orderBy('number')
      .limit(page.first + 1)
      .execute();
    const ids = rows.map(({ id }) => id);
    const roles = await PersonRoles.of(this.#db, reach.municipalityId, ids);
    return pageOf(
      rows.map(({ opened, ...row }) => ({ opened: Number(opened), row: { ...row, ...roles.of(row.id, reach) } })),
      page,
    );
  }

  /** Reads the names that the events of a municipality mention. Whoever may read an event is told its persons. */
  async names(municipalityId: Municipality, ids: readonly string[]): Promise<NamedRow[]> {
    return this.namesWithin({ municipalityId, boardIds: null }, ids);
  }

  /** Reads names in the order of the ids. A name is null for an erased person or an id out of reach. */
  async namesWithin(reach: Reach, ids: readonly string[]): Promise<NamedRow[]> {
    const asked = anyOf(ids);
    const named = (table: 'boards' | 'units' | 'persons', isReached: RawBuilder<boolean>) =>
      this.#db
        .selectFrom(table)
        .select([sql<string>`id`.as('id'), 'name', titleIn(table).as('title')])
        .where('municipality_id', '=', reach.municipalityId)
        .where(sql<string>`id`, '=', asked)
        .where(isReached);
    const rows = await named('persons', isPersonWithin(reach))
      .unionAll(named('boards', isWithin(reach, 'boards.id')))
      .unionAll(named('units', isWithin(reach, 'board_id')))
      .execute();
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? { id, name: null, title: null });
  }

  async rolesOf(boardId: Id<'Board'>): Promise<RoleAssignment[]> {
    return rolesOfBoard(this.#db, boardId);
  }

  private unitRows(municipalityId: Municipality) {
    return this.#db
      .selectFrom('units')
      .select(['id', 'board_id as boardId', 'name', 'manager_id as managerId', 'number as opened'])
      .where('municipality_id', '=', municipalityId);
  }

  private async membersOf(unitIds: readonly Id<'Unit'>[]): Promise<UnitMember[]> {
    return unitMemberRows(this.#db).where('unit_id', '=', anyOf(unitIds)).execute();
  }

  private boardRows(municipalityId: Municipality) {
    return this.#db
      .selectFrom('boards')
      .select(['id', 'name', 'number as opened', this.revision('boards.id')])
      .where('municipality_id', '=', municipalityId);
  }

  private personRows(reach: Reach) {
    return this.#db
      .selectFrom('persons')
      .select(['id', 'name', 'title', 'email', 'subject', 'number as opened', this.revision('persons.id')])
      .where('municipality_id', '=', reach.municipalityId)
      .where(isPersonWithin(reach));
  }

  /** Selects the newest revision by municipality and id, because two municipalities may share a person id. */
  private revision(column: 'municipalities.id' | 'boards.id' | 'persons.id') {
    const municipality =
      column === 'municipalities.id' ? 'municipalities.id' : column.replace('.id', '.municipality_id');
    return sql<number>`(
      select max(c.revision) from people.changes c
      where c.municipality_id = ${sql.ref(municipality)} and c.thing = ${sql.ref(column)})`.as('revision');
  }
}
