import { checkpointOf, type Position, type PositionOrStart } from '../../kernel/fold.js';
import { sql } from 'kysely';
import type { IsoInstant } from '../../kernel/tertial.js';
import { viewSchemas } from '../projections/view-schemas.service.js';
import type { Database } from '../database/database.service.js';
import type { LoggedEvent } from '../event-store/logged-event.js';
import { indexSchemas } from '../projections/log-index-tables.service.js';
import type { SideRow } from './backup-file.js';
import { eventsIn, readThrough, rowsIn, type WholeFile } from './log-file-reader.service.js';
import { writeLogFile } from './log-file.service.js';
import type { SideTables } from '../database/side-tables.service.js';
import { missingTables, restoreRows, sideRows } from './side-rows.service.js';
import type { FilledLog, Inside, SavedLog } from './saved-log.service.js';
import { StoreUnavailable } from '../runtime/store-unavailable.js';
import { DeadLetters } from '../processes/dead-letters.view.js';
import type { RebuildProgress } from '../projections/rebuild.service.js';
import { type ViewTables } from '../database/state-tables.view.js';

/** The log, and the database of the views. Both can be in the same database. */
export interface SavedPlaces {
  readonly log: SavedLog;
  /** Null: the database could not be opened. */
  readonly views: Database<ViewTables> | null;
  /** The tables that are not derived from the log. A backup contains their rows too. */
  readonly sideTables: readonly SideTables[];
}

export interface FilledPlaces {
  readonly log: FilledLog;
  readonly views: Database<ViewTables>;
  readonly sideTables: readonly SideTables[];
}

export interface Saved {
  readonly events: number;
  /** Position of the last event in the backup; 0 when it has no events. */
  readonly head: number;
  /** Number of rows of side tables in the backup; null when their database could not be opened. */
  readonly rows: number | null;
}

/** Gets the numbers of the events that are written and of all events of the backup. */
type OnRestored = (written: number, events: number) => void;

/** Processes that restore into the same database of views compete for this name. */
const RESTORE = 'restore';

/**
 * Writes the log and the side tables to a file, with the events up to the newest one at the start. Other processes
 * may append meanwhile, because events never change and become visible in order of position.
 *
 * @throws Error when there is nothing to save, or the file exists already or cannot be written.
 */
export async function backUp(
  { log, views, sideTables }: SavedPlaces,
  file: string,
  at: IsoInstant,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<Saved> {
  const first = await log.first();
  const rowsOf = async function* (isAfter: boolean): AsyncGenerator<SideRow, void> {
    const own = sideTables.filter((one) => (one.isReadAfterLog ?? false) === isAfter);
    if (views !== null) yield* sideRows(views.db, own);
  };
  // The tables that are read before the log are small. Kept documents are not, and stand after it.
  const before: SideRow[] = [];
  for await (const row of rowsOf(false)) before.push(row);
  if (first === null && before.length === 0) {
    throw new Error('The log is empty: there is nothing to back up. Is this the right store?');
  }
  // Reads the reactor's position before the head, so that the backup contains all events that the reactions had caused.
  const headBefore = (position: Position): Promise<PositionOrStart> => log.head(position);
  const reactedTo = views === null || first === null ? 0 : await new DeadLetters(views).reactedTo(first, headBefore);
  const head = first === null ? 0 : await log.head();
  let events = 0;
  const counted = async function* (): AsyncGenerator<readonly LoggedEvent[], void> {
    for await (const page of log.pages(head)) {
      yield page;
      events += page.length;
      onProgress({ position: page.at(-1)?.position ?? 0, head });
    }
  };
  let rows = 0;
  const kept = async function* (): AsyncGenerator<SideRow, void> {
    yield* before;
    rows = before.length;
    for await (const row of rowsOf(true)) {
      rows += 1;
      yield row;
    }
  };
  await writeLogFile(file, { at, head, reactedTo }, counted(), kept());
  return { events, head, rows: views === null ? null : rows };
}

/**
 * Restores a backup into an empty store. Restores the log completely or not at all; a log that cannot be taken back is
 * used by no service before it is complete. Drops the existing views, because the service makes them anew when it
 * starts. The reactions continue from the checkpoint in the backup.
 *
 * @throws DamagedFile when the file is not a complete backup.
 * @throws Error when the log is not empty, another restore is under way, or a service uses the views.
 */
export async function restore(places: FilledPlaces, file: string, onRestored?: OnRestored): Promise<Saved> {
  const whole = await readThrough(file);
  const { log, views } = places;
  let saved: Saved | undefined;
  await views.election.unlessLed(RESTORE, async () => {
    await log.requireEmpty();
    saved = await fill(places, file, whole, onRestored).catch((error: unknown) => {
      throw isOfFullDisk(error) ? new Error(DISK_FULL, { cause: error }) : error;
    });
  });
  if (saved === undefined) throw new Error('Another restore is under way here. Wait until it has ended.');
  return saved;
}

const DISK_FULL =
  'The disk of the database is full, and the log was not restored. Make room, and restore the backup again.';
/** The SQLSTATE `disk_full`. */
const SQLSTATE_OF_FULL_DISK = '53100';

function isOfFullDisk(error: unknown): boolean {
  return error instanceof StoreUnavailable && error.code === SQLSTATE_OF_FULL_DISK;
}

async function fill(
  { log, views, sideTables }: FilledPlaces,
  file: string,
  { events, head, reactedTo, first, tables, sha256 }: WholeFile,
  onRestored: OnRestored = () => undefined,
): Promise<Saved> {
  for (const { create } of sideTables) await create(views.db);
  await views.db.transaction().execute((transaction) => missingTables(transaction, sideTables, tables));
  await dropWhatIsMade(views);
  // With one database for log and views, the log's transaction inserts the rows of the side tables too, because an
  // embedded database has only one connection.
  const beside = (inside: Inside | null): Promise<void> =>
    inside?.of === views.db
      ? restoreRows(inside.transaction, sideTables, tables, rowsIn(file))
      : views.db.transaction().execute((own) => restoreRows(own, sideTables, tables, rowsIn(file)));
  await log.fill({
    events,
    sha256,
    pages: () => eventsIn(file),
    onWritten: (written) => onRestored(written, events),
    beside,
  });
  // A crash before this line leaves no checkpoint. The reactions then start at the first event and miss no event.
  const reactions = new DeadLetters(views);
  await reactions.create();
  await reactions.saveCheckpoint({ position: checkpointOf(reactedTo), caused: 0, log: first, event: null });
  return { events, head, rows: tables.reduce((sum, { hashes }) => sum + hashes.length, 0) };
}

/** Drops the views, the reactor's checkpoint and the log indexes. @throws Error when a service uses the views. */
async function dropWhatIsMade({ db, election }: Database<ViewTables>): Promise<void> {
  for (const { schema, of } of await viewSchemas(db)) {
    const isDropped = await election.unlessLed(of, async () => {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(db);
    });
    if (!isDropped) throw new Error('A service runs on these views. Stop every process of it, then restore.');
  }
  for (const schema of ['reactor', ...(await indexSchemas(db))])
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
}
