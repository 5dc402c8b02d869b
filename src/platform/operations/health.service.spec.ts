import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { Alarms } from '../telemetry/alarms.service.js';
import type { Database } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { Leader } from '../processes/leader.service.js';
import { Admission, type WritableStores } from '../event-store/admission.service.js';
import { ClockWatch } from '../projections/clock-watch.service.js';
import { Health } from './health.service.js';
import { Stop } from '../processes/stop.service.js';
import { KnownLog } from '../projections/known-log.service.js';
import { Lag } from '../processes/lag.service.js';
import { StoreUnavailable } from '../runtime/store-unavailable.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

const none = { events: 0, seconds: 0 };
let database: Database<ViewTables>;

beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
});

afterAll(() => database.close());

const writable: WritableStores = { isLost: () => false, probe: (isThorough) => Promise.resolve(isThorough) };

function health({
  views = 0,
  reactions = 0,
  hasCaughtUp = true,
  isOvertaken = false,
  over = database,
  alarms = new Alarms(),
  known = new KnownLog(new SqlEventStore(database.db), alarms),
  admission = new Admission(writable, alarms, known),
  stop = new Stop({ outage: { isOn: false }, leave: () => Promise.resolve() }),
} = {}): Health {
  const measure = () =>
    Promise.resolve({ views: { events: 1, seconds: views }, reactions: { events: 1, seconds: reactions } });
  const lag: Lag = Object.assign(Object.create(Lag.prototype), { measure });
  const leader: Leader = Object.create(Leader.prototype, {
    hasCaughtUp: { value: hasCaughtUp },
    isOvertaken: { value: isOvertaken },
  });
  const clockWatch: ClockWatch = Object.assign(Object.create(ClockWatch.prototype), { look: () => undefined });
  return new Health(new SqlEventStore(database.db), over, leader, lag, alarms, admission, clockWatch, known, stop);
}

describe('the readiness', () => {
  it.each([
    ['ready', [], { views: 10, reactions: 10 }],
    ['behind', ['views'], { views: 10.5 }],
    ['behind', ['reactions'], { reactions: 11 }],
    ['behind', ['views', 'reactions'], { views: 20, reactions: 20 }],
    ['starting', [], { hasCaughtUp: false }],
    ['newer build', [], { isOvertaken: true }],
    ['newer build', ['views'], { isOvertaken: true, hasCaughtUp: false, views: 20 }],
  ] as const)('is %s, with %o lagging, of %o', async (status, lagging, state) => {
    expect(await health(state).readiness()).toMatchObject({ status, lagging, stores: { events: 'up', views: 'up' } });
  });

  it('is told of the views by themselves', async () => {
    const closed = new Kysely<ViewTables>({ dialect: new PostgresDialect({ pool: new Pool() }) });
    await closed.destroy();
    expect(await health({ over: { ...database, db: closed } }).readiness()).toMatchObject({
      status: 'store down',
      stores: { events: 'up', views: 'failed' },
    });
  });

  it('is told when the log answers and takes no events', async () => {
    const probe = () => Promise.reject(new StoreUnavailable('read-only'));
    const admission = new Admission({ ...writable, probe }, new Alarms(), { require: () => undefined });
    expect(await health({ admission }).readiness()).toMatchObject({
      status: 'store down',
      stores: { events: 'unwritable', views: 'up' },
    });
  });

  it('ends with a stop, whatever else holds', async () => {
    const stop = new Stop({ outage: { isOn: false }, leave: () => Promise.resolve() });
    const stopping = health({ stop });
    expect(stopping.isStopping).toBe(false);
    stop.begin();
    expect(await stopping.readiness()).toEqual({
      status: 'stopping',
      stores: { events: 'up', views: 'up' },
      behind: { views: { ...none, events: 1 }, reactions: { ...none, events: 1 } },
      lagging: [],
      alarms: [],
    });
  });

  it('names what is wrong, and is ready all the same', async () => {
    const alarms = new Alarms();
    alarms.raise('on fire');
    alarms.raise('on fire');
    expect(await health({ alarms }).readiness()).toMatchObject({ status: 'ready', alarms: ['on fire'] });
    alarms.clear('on fire');
    expect(await health({ alarms }).readiness()).toMatchObject({ status: 'ready', alarms: [] });
  });
});
