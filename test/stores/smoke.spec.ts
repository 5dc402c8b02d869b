import { openEmbedded } from '../../src/platform/database/embedded-database.service.js';
import { createEventTables } from '../../src/platform/event-store/event-tables.service.js';
import { SqlEventStore } from '../../src/platform/event-store/sql-event-store.service.js';
import { onPostgres } from '../support/postgres-under-test.js';
import { appending } from './appending.js';
import { conformance } from './event-store-conformance.js';
import { logOnDouble } from './kurrentdb/server-options.js';
import { logOnPostgres } from './postgres-log.js';
import { reading } from './reading.js';

// A part of what is demanded of each store. All of it, on all of them, is `npm run test:stores`.

const newDatabase = onPostgres();
const few = { demands: [appending, reading], canLose: false };

conformance(
  'The embedded database',
  async () => {
    const database = await openEmbedded<unknown>('memory');
    await createEventTables(database.db);
    return { store: new SqlEventStore(database.db), close: () => database.close() };
  },
  few,
);
conformance('PostgreSQL', async () => logOnPostgres(await newDatabase()), few);
conformance('KurrentDB', logOnDouble, few);
