import type { Kysely, QueryExecutorProvider } from 'kysely';
import type { Person } from '../../kernel/permissions.js';
import type { Clock } from '../runtime/clock.service.js';
import type { ViewTables } from './state-tables.view.js';

/**
 * Tables that are not derived from the log, in a schema of their own. A rebuild of the views does not change them, and
 * a backup contains their rows.
 */
export interface SideTables {
  readonly schema: string;
  /** True: a backup reads the rows after the log, because events of the log tell of them. Absent: before it. */
  readonly isReadAfterLog?: true;
  /** Creates or migrates the tables. */
  readonly create: (db: Kysely<ViewTables>) => Promise<void>;
  /** Adapts rows of older builds to this build, also those of a restored backup. Every start runs it. Absent: nothing. */
  readonly upgrade?: (db: Kysely<ViewTables>, clock: Clock) => Promise<void>;
  /** Deletes what a person has written and nobody else reads, when the name of the person is erased. Absent: nothing. */
  readonly forget?: (db: QueryExecutorProvider, person: Pick<Person, 'municipalityId' | 'personId'>) => Promise<void>;
}
