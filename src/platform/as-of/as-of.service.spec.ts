import { ClockSkew } from '../event-store/clock-skew.service.js';
import { Logger } from '@nestjs/common';
import { event, given } from '../../../test/stores/store-under-test.js';
import { statesUnderTest } from '../../../test/support/states-under-test.js';
import { idOf } from '../../kernel/identity.js';
import { SimulatedClock } from '../runtime/clock.service.js';
import type { Database } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { LogIndex } from '../projections/log-index.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { AsOfLookup } from './as-of.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
const rut = {
  kind: 'person',
  personId: idOf('Person', 'rut'),
  municipalityId: idOf('Municipality', 'a'),
  grants: [],
} as const;

let database: Database<ViewTables>;
let lookup: AsOfLookup;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  const store = new SqlEventStore(database.db, { now: () => clock.now() });
  await given(store, 'plan-a.b.2026', [event()]);
  clock.set('2026-05-12T09:00:00.000Z');
  const index = new LogIndex([], store, database);
  await index.prepare();
  // Simulates an index that is still being built, so that every wait for it times out.
  index.reached = (position) => Promise.reject(new TimedOut(`Position ${position} was not counted.`));
  const { current } = statesUnderTest(store, database.db, []);
  lookup = new AsOfLookup(store, database, current, null, index, clock, new ClockSkew(clock));
});
afterAll(() => database.close());

describe('a moment in a log that is not counted so far yet', () => {
  it.each([{ position: 1 }, { knownAt: '2026-05-12T08:30:00.000Z' }, { validOn: '2026-05-01' }])(
    'is to be asked for again: %j',
    async (asOf) => {
      await expect(lookup.momentOf({ asOf }, rut)).rejects.toMatchObject({ code: 'STARTING' });
    },
  );
});
