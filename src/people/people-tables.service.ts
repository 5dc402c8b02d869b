import { type Kysely, sql } from 'kysely';
import type { PersonRole, Role } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { SideTables } from '../platform/database/side-tables.service.js';
import { migrate } from '../platform/database/migrations.service.js';
import type { Bigint, ViewTables } from '../platform/database/state-tables.view.js';

interface OfMunicipality {
  municipality_id: Id<'Municipality'>;
}

interface Numbered extends OfMunicipality {
  /** The row's number among the municipality's rows in the table, from 1, in order of addition. */
  number: Bigint;
}

interface DaysColumns {
  from_day: IsoDate;
  to_day: IsoDate | null;
}

export type PeopleTables = {
  municipalities: { id: Id<'Municipality'>; name: string };
  boards: Numbered & { id: Id<'Board'>; name: string };
  units: Numbered & { id: Id<'Unit'>; board_id: Id<'Board'>; name: string; manager_id: Id<'Person'> | null };
  persons: Numbered & {
    id: Id<'Person'>;
    name: string | null;
    title: string | null;
    email: string | null;
    issuer: string;
    subject: string | null;
  };
  unit_members: Numbered & DaysColumns & { id: Id<'UnitMember'>; unit_id: Id<'Unit'>; person_id: Id<'Person'> };
  roles: Numbered &
    DaysColumns & {
      id: Id<'RoleAssignment'>;
      person_id: Id<'Person'>;
      /** Null for a role of the municipality. */
      board_id: Id<'Board'> | null;
      role: PersonRole;
      step: string | null;
    };
  deputies: Numbered & DaysColumns & { id: Id<'Deputy'>; role_id: Id<'RoleAssignment'>; person_id: Id<'Person'> };
  changes: OfMunicipality & {
    /**
     * The id of the changed municipality, board or person. An import has that of the municipality. A change of a unit or its members has the id of its board. A change of a
     * role or of a deputy has the id of the person with the role.
     */
    thing: string;
    revision: number;
    happened: string;
    actor: string;
    acting_for: string | null;
    role: Role;
    recorded_at: IsoInstant;
    /** The id of the command. A change of an import has the number of the change after it. */
    command_id: string;
    /**
     * SHA-256 of the command and its actor. Empty for operator commands, for the changes of an import, for commands that
     * set an erased name, and for imports before a name was erased.
     */
    command_hash: string;
  };
};

export type PeopleDb = Kysely<ViewTables & PeopleTables>;

/** Gives access to the register's tables. A rebuild of the views leaves these tables alone. */
export function peopleIn(db: Kysely<ViewTables>): PeopleDb {
  return db.withSchema('people').$extendTables<PeopleTables>();
}

export const peopleTables: SideTables = {
  schema: 'people',
  create: (db) =>
    migrate(db, 'people', {
      '0001_register': async (transaction) => {
        for (const statement of tables) await statement.execute(transaction);
      },
      '0002_municipality_roles': async (transaction) => {
        await sql`alter table people.roles alter column board_id drop not null`.execute(transaction);
      },
      '0003_unit_members': async (transaction) => {
        for (const statement of unitMembers) await statement.execute(transaction);
      },
      '0004_person_titles': async (transaction) => {
        await sql`alter table people.persons add column title text`.execute(transaction);
      },
      '0005_person_addresses': async (transaction) => {
        await sql`alter table people.persons add column email text`.execute(transaction);
      },
    }),
};

/** The SQL that creates the tables. `collate "C"` makes every database compare days and ids as bytes. */
const tables = [
  sql`create table people.municipalities (id text collate "C" primary key, name text not null)`,
  sql`create table people.boards (
    id text collate "C" primary key, municipality_id text not null, number bigint not null, name text not null,
    unique (municipality_id, number))`,
  sql`create table people.units (
    id text collate "C" primary key, municipality_id text not null, number bigint not null, board_id text not null,
    name text not null, manager_id text, unique (municipality_id, number))`,
  sql`create table people.persons (
    municipality_id text not null, id text collate "C" not null, number bigint not null, name text,
    issuer text not null, subject text, primary key (municipality_id, id), unique (municipality_id, number),
    unique (issuer, subject))`,
  sql`create table people.roles (
    id text collate "C" primary key, municipality_id text not null, number bigint not null, person_id text not null,
    board_id text not null, role text not null, step text, from_day text collate "C" not null,
    to_day text collate "C", unique (municipality_id, number))`,
  sql`create index roles_of_person on people.roles (municipality_id, person_id)`,
  sql`create index roles_of_board on people.roles (board_id)`,
  sql`create table people.deputies (
    id text collate "C" primary key, municipality_id text not null, number bigint not null, role_id text not null,
    person_id text not null, from_day text collate "C" not null, to_day text collate "C",
    unique (municipality_id, number))`,
  sql`create index deputies_of_person on people.deputies (municipality_id, person_id)`,
  sql`create index deputies_of_role on people.deputies (role_id)`,
  sql`create table people.changes (
    municipality_id text not null, thing text not null, revision int not null, happened text not null,
    actor text not null, acting_for text, role text not null, recorded_at text not null,
    command_id text not null, command_hash text not null, primary key (municipality_id, thing, revision),
    unique (municipality_id, command_id))`,
];

const unitMembers = [
  sql`create table people.unit_members (
    id text collate "C" primary key, municipality_id text not null, number bigint not null, unit_id text not null,
    person_id text not null, from_day text collate "C" not null, to_day text collate "C",
    unique (municipality_id, number))`,
  sql`create index unit_members_of_person on people.unit_members (municipality_id, person_id)`,
  sql`create index unit_members_of_unit on people.unit_members (unit_id)`,
];
