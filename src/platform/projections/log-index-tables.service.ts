import { type ColumnType, type Kysely, sql } from 'kysely';
import { kindAndIdOf, type Stored } from '../../kernel/fold.js';
import { isId } from '../../kernel/identity.js';
import { referencedEntities } from '../../kernel/referenced-entities.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { asynchronousCommit } from '../database/database.service.js';
import { type Bigint, rowsOf, type ViewTables } from '../database/state-tables.view.js';
import { CheckpointMoved } from './projection.service.js';

/** Schema of the log index. All builds share it, because its content is the same for each. */
export const INDEX_SCHEMA = 'log_index';

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
  };
  /** A row for each event, in log order. */
  entries: {
    /** Number of the event, from 0 without gaps. Positions can have gaps. */
    index: Bigint;
    position: Bigint;
    stream: string;
    revision: number;
    kind: string;
    type: string;
    /** Id of the entity that contains the stream's entity, such as a goal's plan. Otherwise the stream's own id. */
    whole: string;
    municipality_id: string;
    /** Null when the event concerns the whole municipality. */
    board_id: string | null;
    actor: string;
    recorded_at: ColumnType<Date, string, never>;
    /** Latest `recorded_at` up to this event. So no event is known earlier when a clock is set back (rule 50). */
    known_at: ColumnType<Date, string, never>;
  };
  /** A row for each entity or person that an event refers to. */
  things: { thing: string; index: Bigint };
};

export function indexIn(db: Kysely<ViewTables>): Kysely<ViewTables & LogIndexTables> {
  return db.withSchema(INDEX_SCHEMA).$extendTables<LogIndexTables>();
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

/** Creates the tables of the index that are missing. */
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

type Db = Kysely<ViewTables>;

/** The position that the index has reached. */
export interface IndexCheckpoint {
  readonly events: number;
  /** Position of the last indexed event, or 0 without one. */
  readonly position: number;
  /** Id of the log's first event, which identifies the log. */
  readonly log: string | null;
  /** Latest `recorded_at` of the indexed events, or a later time that `settleAt` wrote. Null when neither exists. */
  readonly knownAt: IsoInstant | null;
}

export async function indexCheckpointIn(db: Db): Promise<IndexCheckpoint> {
  const row = await indexIn(db).selectFrom('counted').selectAll().executeTakeFirst();
  const { events = 0, position = 0, log = null, known_at: knownAt = null } = row ?? {};
  return { events: Number(events), position: Number(position), log, knownAt: knownAt?.toISOString() ?? null };
}

/**
 * Reads the latest known time and locks its row before the next events are indexed, because queries can change it.
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
    .set({ events: to.events, position: to.position, log: to.log, known_at: to.knownAt })
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

/** The row of one event in `entries`. */
interface Entry {
  readonly index: number;
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly kind: string;
  readonly type: string;
  readonly whole: string;
  readonly municipality_id: string;
  readonly board_id: string | null;
  readonly actor: string;
  readonly recorded_at: IsoInstant;
  readonly known_at: IsoInstant;
}

const columns = {
  index: 'bigint',
  position: 'bigint',
  stream: 'text',
  revision: 'integer',
  kind: 'text',
  type: 'text',
  whole: 'text',
  municipality_id: 'text',
  board_id: 'text',
  actor: 'text',
  recorded_at: 'timestamptz',
  known_at: 'timestamptz',
} as const;

/** Makes index rows for the next events. `wholeOf` returns the id for the column `whole`. */
export function entriesOf(
  events: readonly Indexed[],
  knownBefore: IsoInstant | null,
  wholeOf: (kind: string, id: string) => string,
): Entry[] {
  let knownAt = knownBefore ?? '';
  return events.map((event) => {
    const { index, position, stream, revision, type, metadata, recordedAt } = event;
    const [kind, id] = kindAndIdOf(stream);
    if (recordedAt > knownAt) knownAt = recordedAt;
    return {
      index,
      position,
      stream,
      revision,
      kind,
      type,
      whole: wholeOf(kind, id),
      municipality_id: metadata.municipalityId,
      board_id: boardIn(id),
      actor: metadata.actor,
      recorded_at: recordedAt,
      known_at: knownAt,
    };
  });
}

export async function writeEntries(db: Db, events: readonly Indexed[], entries: readonly Entry[]): Promise<void> {
  const things = events.flatMap((event) => referencedEntities(event).map((thing) => ({ thing, index: event.index })));
  const tables = indexIn(db);
  await tables
    .insertInto('entries')
    .columns([
      'index',
      'position',
      'stream',
      'revision',
      'kind',
      'type',
      'whole',
      'municipality_id',
      'board_id',
      'actor',
      'recorded_at',
      'known_at',
    ])
    .expression(rowsOf(columns, entries))
    .execute();
  await tables
    .insertInto('things')
    .columns(['thing', 'index'])
    .expression(rowsOf({ thing: 'text', index: 'bigint' }, things))
    .execute();
}

/** Returns the board in an id, or null when the id belongs to the whole municipality. */
function boardIn(id: string): string | null {
  return isId('SteeringModel', id) ? null : id.split('.', 2).join('.');
}
