import { type ColumnType, type Kysely, sql } from 'kysely';
import { kindAndIdOf, type Stored } from '../../kernel/fold.js';
import { isId } from '../../kernel/identity.js';
import { referencedEntities } from '../../kernel/referenced-entities.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { asynchronousCommit } from '../database/database.service.js';
import { type Bigint, rowsOf, type ViewTables } from '../database/state-tables.view.js';
import { CheckpointMoved } from './projection.service.js';

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

type Db = Kysely<ViewTables>;

/** How far the log has been counted. */
export interface IndexCheckpoint {
  readonly events: number;
  /** Of the last event that has been counted; 0: none. */
  readonly position: number;
  /** Of the log's first event, by which it is told from another log. */
  readonly log: string | null;
  /** The latest time of all events that have been counted, or that a question by time has settled; null: none. */
  readonly knownAt: IsoInstant | null;
}

export async function indexCheckpointIn(db: Db): Promise<IndexCheckpoint> {
  const row = await indexIn(db).selectFrom('counted').selectAll().executeTakeFirst();
  const { events = 0, position = 0, log = null, known_at: knownAt = null } = row ?? {};
  return { events: Number(events), position: Number(position), log, knownAt: knownAt?.toISOString() ?? null };
}

/**
 * The latest time of all before, read and held until what follows is counted: a question can have settled it meanwhile.
 *
 * @throws CheckpointMoved when another process has counted on.
 */
export async function knownBefore(db: Db, from: IndexCheckpoint): Promise<IsoInstant | null> {
  const row = await indexIn(db)
    .selectFrom('counted')
    .select('known_at')
    .where('position', '=', from.position)
    .where('events', '=', from.events)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new CheckpointMoved(`The index no longer stands at ${from.position}.`);
  return row.known_at?.toISOString() ?? null;
}

export async function moveIndexCheckpoint(db: Db, to: IndexCheckpoint): Promise<void> {
  await indexIn(db)
    .updateTable('counted')
    .set({ events: to.events, position: to.position, log: to.log, known_at: to.knownAt })
    .returning(asynchronousCommit.as('setting'))
    .executeTakeFirst();
}

/** What is counted from now on is known later than an instant. */
export async function settleAt(db: Db, instant: IsoInstant): Promise<void> {
  const next = new Date(Date.parse(instant) + 1).toISOString();
  await indexIn(db)
    .updateTable('counted')
    .set({ known_at: next })
    .where((where) => where.or([where('known_at', 'is', null), where('known_at', '<', new Date(next))]))
    .execute();
}

/** What stands in the index of one event. */
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

/** The entries of events that follow on those known before. `wholeOf`: the wider thing that a stream's thing is a part of. */
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

/** Of a thing's id; null: it is the whole municipality's. */
function boardIn(id: string): string | null {
  return isId('SteeringModel', id) ? null : id.split('.', 2).join('.');
}
