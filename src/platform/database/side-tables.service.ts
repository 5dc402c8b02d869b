import type { Kysely } from 'kysely';
import type { ViewTables } from './state-tables.view.js';

/**
 * Tables that are not derived from the log. They have a schema of their own: a rebuild leaves them alone, and a backup
 * holds them.
 */
export interface SideTables {
  readonly schema: string;
  /** Creates or migrates the tables. */
  readonly create: (db: Kysely<ViewTables>) => Promise<void>;
}
