import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Refusal, refusals } from '../kernel/refusal.js';
import { type Id, municipalityOf } from '../kernel/identity.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { anyOf, type ViewTables } from '../platform/database/state-tables.view.js';
import { type Connection, openedAfter, type PageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import { type PeopleDb, peopleIn } from './people-tables.service.js';
import type {
  BoardRow,
  DeputyshipRow,
  MunicipalityRow,
  NamedRow,
  PersonRow,
  RoleAssignmentRow,
  UnitRow,
} from './people.view.js';
import type { Deputy, RoleAssignment } from './register.js';

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

type Municipality = Id<'Municipality'>;

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

  async boards(municipalityId: Municipality, page: PageArgs): Promise<Connection<BoardRow>> {
    const rows = await this.boardRows(municipalityId)
      .where('number', '>', openedAfter(page))
      .orderBy('number')
      .limit(page.first + 1)
      .execute();
    return pageOf(
      rows.map(({ opened, ...row }) => ({ opened: Number(opened), row })),
      page,
    );
  }

  async units(boardId: Id<'Board'>, page: PageArgs): Promise<Connection<UnitRow>> {
    const rows = await this.#db
      .selectFrom('units')
      .select(['id', 'board_id as boardId', 'name', 'manager_id as managerId', 'number as opened'])
      .where('municipality_id', '=', municipalityOf(boardId))
      .where('board_id', '=', boardId)
      .where('number', '>', openedAfter(page))
      .orderBy('number')
      .limit(page.first + 1)
      .execute();
    return pageOf(
      rows.map(({ opened, ...row }) => ({ opened: Number(opened), row })),
      page,
    );
  }

  /** Reads one person with past, present and future roles. @throws Refusal `NOT_FOUND` */
  async person(municipalityId: Municipality, id: Id<'Person'>): Promise<PersonRow> {
    const row = await this.personRows(municipalityId).where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
    const { opened: _, ...person } = row;
    const roles = await PersonRoles.of(this.#db, municipalityId, [id]);
    return { ...person, ...roles.of(id) };
  }

  async persons(municipalityId: Municipality, page: PageArgs): Promise<Connection<PersonRow>> {
    const rows = await this.personRows(municipalityId)
      .where('number', '>', openedAfter(page))
      .orderBy('number')
      .limit(page.first + 1)
      .execute();
    const ids = rows.map(({ id }) => id);
    const roles = await PersonRoles.of(this.#db, municipalityId, ids);
    return pageOf(
      rows.map(({ opened, ...row }) => ({ opened: Number(opened), row: { ...row, ...roles.of(row.id) } })),
      page,
    );
  }

  /** Reads names in the order of the ids. A name is null for an erased person or an id outside the municipality. */
  async names(municipalityId: Municipality, ids: readonly string[]): Promise<NamedRow[]> {
    const asked = anyOf(ids);
    const named = (table: 'boards' | 'units' | 'persons') =>
      this.#db
        .selectFrom(table)
        .select([sql<string>`id`.as('id'), 'name'])
        .where('municipality_id', '=', municipalityId)
        .where(sql<string>`id`, '=', asked);
    const rows = await named('persons').unionAll(named('boards')).unionAll(named('units')).execute();
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return ids.map((id) => ({ id, name: names.get(id) ?? null }));
  }

  async rolesOf(boardId: Id<'Board'>): Promise<RoleAssignment[]> {
    return rolesOfBoard(this.#db, boardId);
  }

  private boardRows(municipalityId: Municipality) {
    return this.#db
      .selectFrom('boards')
      .select(['id', 'name', 'number as opened', this.revision('boards.id')])
      .where('municipality_id', '=', municipalityId);
  }

  private personRows(municipalityId: Municipality) {
    return this.#db
      .selectFrom('persons')
      .select(['id', 'name', 'subject', 'number as opened', this.revision('persons.id')])
      .where('municipality_id', '=', municipalityId);
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
