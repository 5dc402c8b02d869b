import { sql } from 'kysely';
import type { EventStore } from './event-store.js';
import type { Projection } from './projection.service.js';

export interface RebuildProgress {
  readonly position: number;
  readonly head: number;
}

export interface Rebuilt {
  readonly events: number;
  /** The rows that came out otherwise than the live ones, or that only one side has: `table key`. */
  readonly differing: readonly string[];
}

/**
 * Makes all views anew from the first event, beside the live ones, compares row by row and takes their place. Nothing
 * may project meanwhile.
 */
export async function rebuild(
  live: Projection,
  store: EventStore,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<Rebuilt> {
  const fresh = live.beside('views_rebuilt');
  await fresh.drop();
  await fresh.create();
  const head = await store.head();
  let events = 0;
  for await (const page of store.readAll(0)) {
    await fresh.apply(page);
    events += page.length;
    onProgress({ position: page.at(-1)?.position ?? 0, head });
  }
  const differing = await differences(live, fresh);
  await live.db.transaction().execute(async (transaction) => {
    await sql`drop schema ${sql.id(live.schema)} cascade`.execute(transaction);
    await sql`alter schema ${sql.id(fresh.schema)} rename to ${sql.id(live.schema)}`.execute(transaction);
  });
  return { events, differing };
}

/** Compares the rows as text, byte by byte. */
async function differences(live: Projection, fresh: Projection): Promise<string[]> {
  const found: string[] = [];
  for (const table of live.tables) {
    const [old, made] = [await linesOf(live, table), await linesOf(fresh, table)];
    const { rows } = await sql<{ key: string }>`
      with old as (${old}), made as (${made})
      (select line as key from old except all select line from made)
      union all
      (select line as key from made except all select line from old)`.execute(live.db);
    found.push(...rows.map(({ key }) => `${table} ${key.slice(0, LONGEST_KEY_SHOWN)}`));
  }
  return found;
}

/** Each row of a table as text; none of a table that the build before this one did not have. */
async function linesOf({ db, schema }: Projection, table: string) {
  const { rows } = await sql`
    select from information_schema.tables where table_schema = ${schema} and table_name = ${table}`.execute(db);
  if (rows.length === 0) return sql`select '' as line where false`;
  return sql`select row_to_json(t)::text as line from ${sql.id(schema, table)} t`;
}

const LONGEST_KEY_SHOWN = 120;
