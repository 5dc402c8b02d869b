import { type RawBuilder, sql } from 'kysely';
import { StoreUnavailable } from '../runtime/store-unavailable.js';
import type { PendingAppend } from './append-queue.js';
import type { KnownEvent } from './event-store.js';

/** SQLSTATE codes of a missing table, schema or function. */
const MISSING = ['42P01', '3F000', '42883'];

/**
 * A database that came back empty has no table, and so no known event and no head. Only questions for these may take it
 * so: other questions would tell that things do not exist.
 */
export function noRowsIfMissing(error: unknown): { readonly rows: never[] } {
  if (error instanceof StoreUnavailable && error.code !== null && MISSING.includes(error.code)) return { rows: [] };
  throw error;
}

/** The appends of one batch come from one process, which knows one log. Its newest known event stands for the others. */
export function newestKnown(batch: readonly PendingAppend[]): KnownEvent | null {
  const known = batch.flatMap((append) => append.known() ?? []);
  return known.reduce<KnownEvent | null>(
    (newest, one) => (newest !== null && newest.position > one.position ? newest : one),
    null,
  );
}

/** PostgreSQL decides this before it calls the function that appends, because it depends on no row. */
export function holds(known: KnownEvent | null): RawBuilder<unknown> {
  if (known === null) return sql`true`;
  return sql`exists (select from log.events where position = ${known.position} and id = ${known.id})`;
}
