import { type QueryExecutorProvider, sql } from 'kysely';
import { StoreUnavailable } from '../runtime/store-unavailable.js';

/** The rehearsed event needs new pages of the table, as a plan does. A full disk has no room for them. */
const LENGTH_OF_A_HASH = 32;
const BYTES_REHEARSED = 65_536;

/**
 * Asks whether the log in a PostgreSQL database takes events. `isThorough`: writes an event in a subtransaction and
 * rolls it back, so that no reader ever sees it. Returns whether an event was written.
 *
 * @throws StoreUnavailable when the database may only be read, or the event cannot be written.
 */
export async function probeLog(db: QueryExecutorProvider, isThorough: boolean): Promise<boolean> {
  const { rows } = await sql<{ readOnly: string }>`
    select current_setting('transaction_read_only') as "readOnly"`.execute(db);
  if (rows[0]?.readOnly !== 'off') throw new StoreUnavailable('The database of the log may only be read.');
  if (!isThorough) return false;
  await sql`select from log.events limit 1`.execute(db);
  await rehearse.execute(db);
  return true;
}

const rehearse = sql`
  do $$ begin
    insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
    select -1, gen_random_uuid(), 'rehearsal', 0, 'Rehearsed', 1, to_json(string_agg(md5(random()::text), '')), '{}', now()
    from generate_series(1, ${sql.lit(BYTES_REHEARSED / LENGTH_OF_A_HASH)});
    raise exception 'rehearsed';
  exception when raise_exception then null;
  end $$`;
