import { checkpointOf, type Position, type PositionOrStart } from '../../kernel/fold.js';
import { type Kysely, sql, type Transaction } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IsoInstant } from '../../kernel/tertial.js';
import { viewSchemas } from '../projections/view-schemas.service.js';
import type { Database } from '../database/database.service.js';
import { createEventTables, isLarge, LOG_LOCK } from '../event-store/event-tables.service.js';
import { indexSchemas } from '../projections/log-index-tables.service.js';
import { readLogFile } from './log-file-reader.service.js';
import { writeLogFile } from './log-file.service.js';
import type { SideTables } from '../database/side-tables.service.js';
import { sideRows, restoreRows } from './side-rows.service.js';
import type { LoggedEvent } from './logged-event.js';
import { DeadLetters } from '../processes/dead-letters.view.js';
import type { RebuildProgress } from '../projections/rebuild.service.js';
import { type Bigint, type ViewTables } from '../database/state-tables.view.js';

/** The databases of the log and of the views. Both can be the same database. */
export interface Databases {
  readonly log: Database<ViewTables>;
  readonly views: Database<ViewTables>;
  /** The tables that are not derived from the log. A backup contains their rows too. */
  readonly sideTables: readonly SideTables[];
}

export interface Saved {
  readonly events: number;
  /** Position of the last event in the backup; 0 when it has no events. */
  readonly head: number;
  /** Number of rows of side tables in the backup; null when their database could not be opened. */
  readonly rows: number | null;
}

type OnProgress = (progress: RebuildProgress) => void;

const EVENTS_IN_A_PAGE = 500;

/**
 * Writes the log and the side tables to a file, with the events up to the newest one at the start. Other processes
 * may append meanwhile, because events never change and become visible in order of position.
 *
 * @throws Error when there is nothing to save, or the file exists already or cannot be written.
 */
export async function backUp(
  {
    log: { db },
    views,
    sideTables,
  }: Pick<Databases, 'log' | 'sideTables'> & { readonly views: Databases['views'] | null },
  file: string,
  at: IsoInstant,
  onProgress: OnProgress = () => undefined,
): Promise<Saved> {
  const first = await firstOf(db);
  const kept = views === null ? [] : await sideRows(views.db, sideTables);
  if (first === null && kept.length === 0) {
    throw new Error('The log is empty: there is nothing to back up. Is this the right store?');
  }
  // Reads the reactor's position before the head, so that the backup contains all events that the reactions had caused.
  const before = (position: Position): Promise<PositionOrStart> => headOf(db, position);
  const reactedTo = views === null || first === null ? 0 : await new DeadLetters(views).reactedTo(first, before);
  const head = first === null ? 0 : await headOf(db);
  let events = 0;
  const counted = async function* (): AsyncGenerator<readonly LoggedEvent[], void> {
    for await (const page of pagesOf(db, head)) {
      yield page;
      events += page.length;
      onProgress({ position: page.at(-1)?.position ?? 0, head });
    }
  };
  await writeLogFile(file, { at, head, reactedTo }, counted(), () => Promise.resolve(kept));
  return { events, head, rows: views === null ? null : kept.length };
}

/** Returns the id of the log's first event; null when the log is empty or its table does not exist. */
async function firstOf(db: Kysely<ViewTables>): Promise<string | null> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('log.events') is not null as there`.execute(db);
  if (tables[0]?.there !== true) return null;
  const { rows } = await sql<{ id: string }>`select id from log.events order by position limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Returns the position of the newest event, or of the newest one before a position; 0 when there is none. */
async function headOf(db: Kysely<ViewTables>, before = Number.MAX_SAFE_INTEGER): Promise<PositionOrStart> {
  const { rows } = await sql<{ head: Bigint | null }>`
    select max(position) as head from log.events where position < ${before}`.execute(db);
  return checkpointOf(Number(rows[0]?.head ?? 0));
}

/** Yields events in pages. A page ends with its first large event, so that no page needs too much memory. */
async function* pagesOf(db: Kysely<ViewTables>, head: number): AsyncGenerator<LoggedEvent[], void> {
  for (let position = 0; position < head;) {
    // The embedded database answers within one turn of the event loop. Without a pause Node would never handle SIGINT.
    await nextTurn();
    const { rows } = await sql<Omit<LoggedEvent, 'position'> & { position: Bigint }>`
      select position, id::text as id, stream, revision, type, version, data::text as data, metadata::text as metadata,
        to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
      from log.events where position > ${position} and position <= coalesce((
        select position from log.events where position > ${position} and ${isLarge} order by position limit 1
      ), ${head}) and position <= ${head}
      order by position limit ${sql.lit(EVENTS_IN_A_PAGE)}`.execute(db);
    const page = rows.map((row) => ({ ...row, position: Number(row.position) }));
    position = page.at(-1)?.position ?? head;
    yield page;
  }
}

/**
 * Restores a backup into an empty store. Restores the log completely or not at all. Drops the existing views, because
 * the service makes them anew when it starts. The reactions continue from the checkpoint in the backup.
 *
 * @throws DamagedFile when the file is not a complete backup.
 * @throws Error when the log is not empty, or a service uses the views.
 */
export async function restore(
  { log: { db }, views, sideTables }: Databases,
  file: string,
  onProgress: OnProgress = () => undefined,
): Promise<Saved> {
  await createEventTables(db);
  await requireEmpty(db);
  await dropWhatIsMade(views);
  for (const { create } of sideTables) await create(views.db);
  const { pages, taken, kept } = readLogFile(file);
  let events = 0;
  await db.transaction().execute(async (transaction) => {
    // The transaction keeps this lock until it ends, so that no other process can append meanwhile.
    await sql`select pg_advisory_xact_lock(${LOG_LOCK})`.execute(transaction);
    await requireEmpty(transaction);
    for await (const page of pages) {
      await insert(transaction, page);
      events += page.length;
      onProgress({ position: page.at(-1)?.position ?? 0, head: taken().head });
    }
    // The rows of the side tables are complete after the last page. With one database for log and views, this
    // transaction inserts them too, because an embedded database has only one connection.
    if (views.db === db) await restoreRows(transaction, sideTables, kept());
    else await views.db.transaction().execute((other) => restoreRows(other, sideTables, kept()));
  });
  const { head, reactedTo } = taken();
  // A crash before this line leaves no checkpoint. The reactions then start at the first event and miss no event.
  const reactions = new DeadLetters(views);
  await reactions.create();
  await reactions.saveCheckpoint({ position: checkpointOf(reactedTo), caused: 0, log: await firstOf(db), event: null });
  return { events, head, rows: kept().length };
}

/** Drops the views, the reactor's checkpoint and the log indexes. @throws Error when a service uses the views. */
async function dropWhatIsMade({ db, election }: Databases['views']): Promise<void> {
  for (const { schema, of } of await viewSchemas(db)) {
    const isDropped = await election.unlessLed(of, async () => {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db);
    });
    if (!isDropped) throw new Error('A service runs on these views. Stop every process of it, then restore.');
  }
  for (const schema of ['reactor', ...(await indexSchemas(db))])
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
}

async function requireEmpty(db: Kysely<ViewTables>): Promise<void> {
  const head = await headOf(db);
  if (head === 0) return;
  throw new Error(`The log has ${head} events already. A backup is restored into an empty store only; give another.`);
}

async function insert(transaction: Transaction<ViewTables>, page: readonly LoggedEvent[]): Promise<void> {
  await sql`
    insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
    select position, id, stream, revision, type, version, data::json, metadata::json, "recordedAt"
    from json_to_recordset(${JSON.stringify(page)}::json) as e(position bigint, id uuid, stream text, revision int,
      type text, version smallint, data text, metadata text, "recordedAt" timestamptz)
    order by position`.execute(transaction);
}
