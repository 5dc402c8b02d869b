import { type ColumnType, type Kysely, type RawBuilder, sql } from 'kysely';
import { checkpointOf, type Stored } from '../../kernel/fold.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { asynchronousCommit } from '../database/database.service.js';
import type { Bigint, ViewTables } from '../database/state-tables.view.js';
import { CheckpointMoved, eventAtPosition, type TakenIn } from './taken-in.js';

/**
 * Schema of the log index. The number is the format of the tables in the schema. Whoever changes the tables, or which
 * entities an event refers to, adds one to the number. Builds with the same format share an index, because its content is the same for each build. A build with
 * another format has its own index, so that two builds that run at the same time do not drop each other's index.
 */
export const INDEX_SCHEMA = 'log_index_3';

export type LogIndexTables = {
  /** The checkpoint of the index, in one row. */
  counted: {
    /** Number of indexed events, which is the index of the next event. */
    events: Bigint;
    position: Bigint;
    /** Id of the log's first event, which identifies the log. */
    log: string | null;
    /** Latest `recorded_at` of the indexed events, or a later time that `settleAt` wrote. Null when neither exists. */
    known_at: ColumnType<Date | null, string | null, string | null>;
    /** Id of the newest event, and its position. An older build moves `position` alone: then the id is another event's. */
    event: string | null;
    event_position: Bigint | null;
  };
  /** A row for each event, in log order. */
  entries: {
    /** Number of the event, from 0 without gaps. Positions can have gaps. */
    index: Bigint;
    position: Bigint;
    stream: string;
    revision: number;
    type: string;
    /** Null when the event concerns the whole municipality. */
    board_id: string | null;
    /**
     * Latest `recorded_at` up to this event, or a later time that `settleAt` wrote. It never decreases, even when a
     * clock is set back (rule 50).
     */
    known_at: ColumnType<Date, string, never>;
  };
  /** A row for each stream. */
  streams: {
    stream: string;
    /** Position of the stream's first event. */
    position: Bigint;
    kind: string;
    /** Id of the parent entity, such as the plan of a goal. For an entity without a parent, its own id. */
    whole: string;
    municipality_id: string;
    /** Null when the stream concerns the whole municipality. */
    board_id: string | null;
  };
  /**
   * The events that refer to a thing, which is an entity or a person. A row has many of a thing's events, because rows
   * with one event each take two thirds of the space of the log.
   */
  things: {
    thing: string;
    /** The first of the indexes. */
    first: number;
    /** Indexes of events in log order, of 32 bits each. Only the last row of a thing has fewer than 64. */
    indexes: number[];
  };
};

export function indexIn(db: Kysely<ViewTables>): Kysely<ViewTables & LogIndexTables> {
  return db.withSchema(INDEX_SCHEMA).$extendTables<LogIndexTables>();
}

/** Number of rows that the first statement reads. Each later statement reads four times as many rows, up to a limit. */
const ROWS_READ_FIRST = 4;
const MOST_ROWS_READ_AT_ONCE = 1_024;

/**
 * Yields the indexes of the events that refer to a thing and come after an index, in log order and in parts. The parts
 * grow, so that a page is found with few statements, and a reader that stops early has read little more than it needs.
 */
export async function* indexesOf(
  db: Kysely<ViewTables>,
  thing: string,
  after: number,
): AsyncGenerator<readonly number[], void, void> {
  let from = sql<number>`coalesce((${firstOfRow(thing, sql`${after}::bigint`)}), 0)`;
  for (let limit = ROWS_READ_FIRST; ; limit = Math.min(4 * limit, MOST_ROWS_READ_AT_ONCE)) {
    const rows = await indexIn(db)
      .selectFrom('things')
      .select(['first', 'indexes'])
      .where('thing', '=', thing)
      .where('first', '>=', from)
      .orderBy('first')
      .limit(limit)
      .execute();
    const indexes = rows.flatMap((row) => row.indexes).filter((index) => index > after);
    if (indexes.length > 0) yield indexes;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    from = sql`${last.first + 1}`;
  }
}

/** Selects `first` of the last row of a thing that does not begin after an index. No other row can have the index. */
function firstOfRow(thing: string, index: RawBuilder<unknown>): RawBuilder<number> {
  return sql`select max(first) from ${sql.id(INDEX_SCHEMA, 'things')} where thing = ${thing} and first <= ${index}`;
}

/**
 * Selects the indexes in the only row of a thing that can have a given index. PostgreSQL looks up one row for each
 * index. A condition with `exists` would be a join, which compares each index with each row of a thing.
 */
export function eventsAround(thing: string, index: RawBuilder<unknown>): RawBuilder<readonly number[]> {
  return sql`(
    select around.indexes from ${sql.id(INDEX_SCHEMA, 'things')} around
    where around.thing = ${thing} and around.first <= ${index} order by around.first desc limit 1)::int[]`;
}

/** Reads the schemas of log indexes of all formats in a database. The first format had no number. */
export async function indexSchemas(db: Kysely<ViewTables>): Promise<string[]> {
  const { rows } = await sql<{ schema: string }>`
    select schema_name as schema from information_schema.schemata where schema_name ~ '^log_index(_[0-9]+)?$'
    `.execute(db);
  return rows.map(({ schema }) => schema);
}

/** An event with its number in the log. */
export interface Indexed extends Stored {
  readonly index: number;
}

/** Derives rows from each event once, in log order. Its tables are in the schema of the index. */
export interface LogFollower {
  create(db: Kysely<ViewTables>): Promise<void>;
  /** Number of events that the follower has processed. */
  counted(db: Kysely<ViewTables>): Promise<number>;
  /** Processes the next events in the transaction that indexes them. */
  take(events: readonly Indexed[], db: Kysely<ViewTables>): Promise<void>;
}

/**
 * The fill factor of `things`. It leaves room in a page, so that a row stays in its page when the row gets an index.
 * PostgreSQL then does not change the index of the primary key.
 */
const PERCENT_FILLED = 60;

/** Creates the tables of the index that are missing. */
export async function createIndexTables(db: Kysely<ViewTables>): Promise<void> {
  const schema = sql.id(INDEX_SCHEMA);
  for (const statement of [
    sql`create table if not exists ${schema}.counted (
      events bigint not null, position bigint not null, log uuid, known_at timestamptz)`,
    // The table of older builds with the same format lacks these.
    sql`alter table ${schema}.counted add column if not exists event uuid,
      add column if not exists event_position bigint`,
    sql`insert into ${schema}.counted (events, position) select 0, 0
      where not exists (select 1 from ${schema}.counted)`,
    sql`create table if not exists ${schema}.entries (
      index bigint primary key,
      position bigint not null unique,
      known_at timestamptz not null,
      revision int not null,
      stream text collate "C" not null,
      type text not null,
      board_id text
    )`,
    sql`create index if not exists entries_known on ${schema}.entries (known_at, index)`,
    sql`create index if not exists entries_of_board on ${schema}.entries (board_id, index)`,
    sql`create table if not exists ${schema}.streams (
      stream text collate "C" primary key,
      position bigint not null,
      kind text not null,
      whole text collate "C" not null,
      municipality_id text not null,
      board_id text
    )`,
    sql`create index if not exists streams_of_board on ${schema}.streams (board_id, kind, position)`,
    sql`create index if not exists streams_of_whole on ${schema}.streams (whole, kind)`,
    sql`create table if not exists ${schema}.things (
      first int not null,
      thing text collate "C" not null,
      indexes int[] not null,
      primary key (thing, first)
    ) with (fillfactor = ${sql.lit(PERCENT_FILLED)})`,
  ]) {
    await statement.execute(db);
  }
}

type Db = Kysely<ViewTables>;

/** The position that the index has reached, and the event that stands there. */
export interface IndexCheckpoint extends TakenIn {
  readonly events: number;
  /** Latest `recorded_at` of the indexed events, or a later time that `settleAt` wrote. Null when neither exists. */
  readonly knownAt: IsoInstant | null;
}

export async function indexCheckpointIn(db: Db): Promise<IndexCheckpoint> {
  const row = await indexIn(db).selectFrom('counted').selectAll().executeTakeFirst();
  if (row === undefined) return { events: 0, position: 0, log: null, event: null, knownAt: null };
  const { events, position, log, known_at: knownAt } = row;
  return {
    events: Number(events),
    position: checkpointOf(position),
    log,
    event: eventAtPosition(row),
    knownAt: knownAt?.toISOString() ?? null,
  };
}

/**
 * Reads `known_at` of the checkpoint of the index. Locks the row until the next events are indexed, because a query can
 * change `known_at`.
 *
 * @throws CheckpointMoved when another process has moved the checkpoint
 */
export async function knownBefore(db: Db, from: IndexCheckpoint): Promise<IsoInstant | null> {
  const row = await indexIn(db)
    .selectFrom('counted')
    .select('known_at')
    .where('position', '=', from.position)
    .where('events', '=', from.events)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new CheckpointMoved(`The log index is no longer at position ${from.position}.`);
  return row.known_at?.toISOString() ?? null;
}

export async function moveIndexCheckpoint(db: Db, to: IndexCheckpoint): Promise<void> {
  await indexIn(db)
    .updateTable('counted')
    .set({
      events: to.events,
      position: to.position,
      log: to.log,
      known_at: to.knownAt,
      event: to.event,
      event_position: to.position,
    })
    .returning(asynchronousCommit.as('setting'))
    .executeTakeFirst();
}

/** Makes events that are indexed from now on count as known later than an instant. */
export async function settleAt(db: Db, instant: IsoInstant): Promise<void> {
  const next = new Date(Date.parse(instant) + 1).toISOString();
  await indexIn(db)
    .updateTable('counted')
    .set({ known_at: next })
    .where((where) => where.or([where('known_at', 'is', null), where('known_at', '<', new Date(next))]))
    .execute();
}
