import { type Kysely, sql, type Transaction } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkpointOf, type PositionOrStart } from '../../kernel/fold.js';
import type { Database } from '../database/database.service.js';
import type { Bigint, ViewTables } from '../database/state-tables.view.js';
import { createEventTables, isLarge, LOG_LOCK } from '../event-store/event-tables.service.js';
import type { LoggedEvent } from '../event-store/logged-event.js';
import type { FilledLog, Filling, SavedLog } from './saved-log.service.js';

const EVENTS_IN_A_PAGE = 500;

/** The log in a PostgreSQL database, embedded or on a server. Texts of events are the same, byte for byte. */
export class SqlLog implements SavedLog, FilledLog {
  readonly #db: Kysely<ViewTables>;

  constructor({ db }: Pick<Database<ViewTables>, 'db'>) {
    this.#db = db;
  }

  async first(): Promise<string | null> {
    const { rows: tables } = await sql<{ there: boolean }>`
      select to_regclass('log.events') is not null as there`.execute(this.#db);
    if (tables[0]?.there !== true) return null;
    const { rows } = await sql<{ id: string }>`select id from log.events order by position limit 1`.execute(this.#db);
    return rows[0]?.id ?? null;
  }

  head(before?: number): Promise<PositionOrStart> {
    return headOf(this.#db, before);
  }

  async *pages(head: number): AsyncGenerator<LoggedEvent[], void> {
    for (let position = 0; position < head;) {
      // The embedded database answers within one turn of the event loop. Without a pause Node would never handle SIGINT.
      await nextTurn();
      // The page ends with its first large event, so that no page needs too much memory.
      const { rows } = await sql<Omit<LoggedEvent, 'position'> & { position: Bigint }>`
        select position, id::text as id, stream, revision, type, version, data::text as data, metadata::text as metadata,
          to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt"
        from log.events where position > ${position} and position <= coalesce((
          select position from log.events where position > ${position} and ${isLarge} order by position limit 1
        ), ${head}) and position <= ${head}
        order by position limit ${sql.lit(EVENTS_IN_A_PAGE)}`.execute(this.#db);
      const page = rows.map((row) => ({ ...row, position: Number(row.position) }));
      position = page.at(-1)?.position ?? head;
      yield page;
    }
  }

  async requireEmpty(): Promise<void> {
    if ((await this.first()) !== null) await requireEmpty(this.#db);
  }

  async fill({ pages, beside, onWritten }: Filling): Promise<void> {
    await createEventTables(this.#db);
    await this.#db.transaction().execute(async (transaction) => {
      // The transaction keeps this lock until it ends, so that no other process can append meanwhile.
      await sql`select pg_advisory_xact_lock(${LOG_LOCK})`.execute(transaction);
      await requireEmpty(transaction);
      let written = 0;
      for await (const page of pages()) {
        await insert(transaction, page);
        written += page.length;
        onWritten(written);
      }
      await beside({ of: this.#db, transaction });
    });
  }
}

/** Returns the position of the newest event, or of the newest one before a position; 0 when there is none. */
async function headOf(db: Kysely<ViewTables>, before = Number.MAX_SAFE_INTEGER): Promise<PositionOrStart> {
  const { rows } = await sql<{ head: Bigint | null }>`
    select max(position) as head from log.events where position < ${before}`.execute(db);
  return checkpointOf(Number(rows[0]?.head ?? 0));
}

async function requireEmpty(db: Kysely<ViewTables>): Promise<void> {
  const { rows } = await sql<{ events: Bigint }>`select count(*) as events from log.events`.execute(db);
  const events = Number(rows[0]?.events ?? 0);
  if (events === 0) return;
  throw new Error(`The log has ${events} events already. A backup is restored into an empty store only; give another.`);
}

async function insert(transaction: Transaction<ViewTables>, page: readonly LoggedEvent[]): Promise<void> {
  await sql`
    insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
    select position, id, stream, revision, type, version, data::json, metadata::json, "recordedAt"
    from json_to_recordset(${JSON.stringify(page)}::json) as e(position bigint, id uuid, stream text, revision int,
      type text, version smallint, data text, metadata text, "recordedAt" timestamptz)
    order by position`.execute(transaction);
}
