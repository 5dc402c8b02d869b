import type { Kysely } from 'kysely';
import type { ViewTables } from './state-tables.view.js';

/**
 * Tables that are no view of the log and so are in a schema of their own, beside the views: no rebuild touches them, and
 * a backup holds them whole.
 */
export interface SideTables {
  readonly schema: string;
  /** Makes the tables, or brings them up to this build. */
  readonly create: (db: Kysely<ViewTables>) => Promise<void>;
}
