import { type ColumnType, type Kysely, sql } from 'kysely';
import type { Stored } from '../../kernel/fold.js';
import type { Bigint, ViewTables } from '../database/state-tables.view.js';

/** Where the index of the log stands, beside the views of all builds: it is the same for each of them. */
export const INDEX_SCHEMA = 'log_index';

export type LogIndexTables = {
  /** One row. */
  counted: {
    /** How many events, which is the index of the next. */
    events: Bigint;
    position: Bigint;
    /** Of the log's first event, by which it is told from another log. */
    log: string | null;
    /** The latest time of all events; null: there is none. */
    known_at: ColumnType<Date | null, string | null, string | null>;
  };
  /** A row for each event, in the log's order. */
  entries: {
    /** From 0, without holes, where positions may have holes. */
    index: Bigint;
    position: Bigint;
    stream: string;
    revision: number;
    kind: string;
    type: string;
    /** The wider thing that its stream is a part of, such as a goal's plan; else the stream's id. */
    whole: string;
    municipality_id: string;
    /** Null: of the whole municipality. */
    board_id: string | null;
    actor: string;
    recorded_at: ColumnType<Date, string, never>;
    /** The latest of all times recorded up to here: a clock that was set back makes nothing known earlier (rule 50). */
    known_at: ColumnType<Date, string, never>;
  };
  /** Which events are about which thing or person. */
  things: { thing: string; index: Bigint };
};

export function indexIn(db: Kysely<ViewTables>): Kysely<ViewTables & LogIndexTables> {
  return db.withSchema(INDEX_SCHEMA).$extendTables<LogIndexTables>();
}

/** An event, and how many there are before it in the log. */
export interface Indexed extends Stored {
  readonly index: number;
}

/** Writes down something of each event once, in the log's order, in tables of the schema of the index. */
export interface LogFollower {
  create(db: Kysely<ViewTables>): Promise<void>;
  /** How many events it has taken in. */
  counted(db: Kysely<ViewTables>): Promise<number>;
  /** Takes in the events that follow on those before, in the transaction that counts them. */
  take(events: readonly Indexed[], db: Kysely<ViewTables>): Promise<void>;
}

/** Makes the tables where they are missing. */
export async function createIndexTables(db: Kysely<ViewTables>): Promise<void> {
  const schema = sql.id(INDEX_SCHEMA);
  for (const statement of [
    sql`create table if not exists ${schema}.counted (
      events bigint not null, position bigint not null, log uuid, known_at timestamptz)`,
    sql`insert into ${schema}.counted (events, position) select 0, 0
      where not exists (select 1 from ${schema}.counted)`,
    sql`create table if not exists ${schema}.entries (
      index bigint primary key,
      position bigint not null unique,
      stream text collate "C" not null,
      revision int not null,
      kind text not null,
      type text not null,
      whole text collate "C" not null,
      municipality_id text not null,
      board_id text,
      actor text not null,
      recorded_at timestamptz not null,
      known_at timestamptz not null
    )`,
    sql`create index if not exists entries_known on ${schema}.entries (known_at, index)`,
    sql`create index if not exists entries_of_board on ${schema}.entries (board_id, index)`,
    sql`create index if not exists streams_of_board on ${schema}.entries (board_id, kind, position) where revision = 0`,
    sql`create index if not exists streams_of_whole on ${schema}.entries (whole, kind) where revision = 0`,
    sql`create table if not exists ${schema}.things (
      thing text collate "C" not null, index bigint not null, primary key (thing, index))`,
  ]) {
    await statement.execute(db);
  }
}
