import type { Kysely } from 'kysely';
import { soleProcess } from '../../src/platform/database/database.service.js';
import { States, type ViewTables } from '../../src/platform/database/state-tables.view.js';
import type { EventStore } from '../../src/platform/event-store/event-store.js';
import { Checkpoints } from '../../src/platform/projections/checkpoints.service.js';
import { CurrentStates } from '../../src/platform/projections/current-states.service.js';
import { ListTables } from '../../src/platform/projections/list-tables.service.js';
import { LogTail } from '../../src/platform/projections/log-tail.service.js';
import type { AnyFold } from '../../src/platform/projections/state-cache.service.js';

export interface StatesUnderTest {
  readonly tail: LogTail;
  readonly current: CurrentStates;
  readonly tables: ListTables;
}

/** The states of a process that does not follow the log yet: it reads them from the tables and the streams. */
export function statesUnderTest(
  store: EventStore,
  db: Kysely<ViewTables>,
  folds: readonly AnyFold[],
  checkpoints = new Checkpoints(soleProcess, 'test', () => Promise.reject(new Error('Nobody looks.'))),
): StatesUnderTest {
  const tail = new LogTail(store, () => checkpoints.viewed);
  return {
    tail,
    current: new CurrentStates(new States(db), folds, tail),
    tables: new ListTables(db, tail, checkpoints),
  };
}
