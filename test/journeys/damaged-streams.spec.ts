import { Client } from 'pg';
import { randomUUID } from 'node:crypto';
import { acceptDamagedStream, damagedStreams } from '../../src/audit/damaged-log.service.js';
import { orderedBy, replayLog } from '../../src/audit/replay-log.service.js';
import { passingEvidence } from '../../src/evidence/signing-keys.service.js';
import { checkViews, rebuildAll } from '../../src/offline.service.js';
import { Health } from '../../src/platform/operations/health.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import type { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { onPostgres } from '../support/postgres-under-test.js';
import { serviceOn, type ServiceOn } from '../support/service-on.js';
import { until } from '../support/until.js';

// Somebody else writes to the streams of Tertial, or takes events out of them.

const LONG = 180_000;
const boardId = 'exempel.ks';
const newDatabase = onPostgres();

async function open(api: Api, number: number): Promise<string> {
  const matter = { boardId, kind: 'OTHER', dnr: `KS 2026/${number}`, title: `Ärende ${number}` };
  const { id } = await api.give('hanna', 'openMatter', matter);
  return id;
}

async function addPoint(api: Api, matterId: string): Promise<void> {
  await api.give('hanna', 'addOtherPoint', { matterId, wording: `Punkt ${randomUUID()}` });
}

async function refusal(api: Api, matterId: string): Promise<unknown> {
  return (await api.refused('hanna', 'addOtherPoint', { matterId, wording: 'Punkt' })).extensions;
}

async function readiness({ app }: Api) {
  return app.get(Health).readiness();
}

async function ask<Row extends object>(places: Places, statement: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: places.viewsUrl ?? '' });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Counts the events that a replay of everything tells. */
async function replayed(places: Places): Promise<number> {
  let count = 0;
  await replayLog(places, orderedBy({}), () => {
    count += 1;
    return 'go on';
  });
  return count;
}

const places = async (): Promise<Places> => ({ ...inMemory, viewsUrl: await newDatabase() });

/** An event that somebody else writes at the end of a stream. */
const byHand = [
  `'JunkWritten', 1, '{"junk": true}', '{"by": "hand"}'`,
  `'JunkWritten', 1, '[]', 'null'`,
  `'MatterOpened', 1, '{}', '{}'`,
];

describe('events by another hand, on PostgreSQL', () => {
  let at: Places;
  let running: ServiceOn;
  let other: string;
  const hit: string[] = [];
  const alarms: string[] = [];

  beforeAll(async () => {
    at = await places();
    running = await serviceOn(at, passingEvidence());
    other = await open(running.api, 1);
    for (const [n, values] of byHand.entries()) {
      const stream = await open(running.api, n + 2);
      hit.push(stream);
      const [written] = await ask<{ id: string; type: string; position: string }>(
        at,
        `insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
        select (select max(position) + 1 from log.events), gen_random_uuid(), stream, max(revision) + 1, ${values}, now()
        from log.events where stream = 'matter-${stream}' group by stream returning id, type, position`,
      );
      const event = `event ${written?.id}, type ${written?.type}, position ${written?.position}`;
      alarms.push(`foreign event: stream matter-${stream}, ${event}: its metadata is not Tertial's`);
    }
  }, LONG);

  afterAll(() => running.close());

  it('are named by alarms, and stop nothing else', async () => {
    const { api } = running;
    await open(api, 9);
    await addPoint(api, other);
    const { edges } = await api.see('rut', 'matters', { boardId, first: 100 });
    expect(edges).toHaveLength(5);
    await until(async () => (await readiness(api)).alarms.length === 3);
    expect(await readiness(api)).toMatchObject({ status: 'ready', alarms });
  });

  it('make what rests on their streams refused', async () => {
    for (const id of hit) {
      const refused = { code: 'STREAM_DAMAGED', details: { id, damage: 'not ours' } };
      expect(await refusal(running.api, id)).toMatchObject(refused);
    }
  });

  it(
    'are passed over by a start, rebuild, replay and the check of the views',
    async () => {
      await running.close();
      running = await serviceOn(at, passingEvidence());
      expect(await readiness(running.api)).toMatchObject({ status: 'ready', alarms });
      for (const id of hit) expect(await refusal(running.api, id)).toMatchObject({ code: 'STREAM_DAMAGED' });
      await addPoint(running.api, other);
      expect(await checkViews(at, () => undefined)).toMatchObject({ differing: 0 });
      expect(await rebuildAll(at, () => undefined)).toMatchObject({ differing: [] });
      const [log] = await ask<{ count: string }>(at, 'select count(*) as count from log.events');
      expect(await replayed(at)).toBe(Number(log?.count) - byHand.length);
    },
    LONG,
  );

  it(
    'are no longer the matter when an operator has accepted them',
    async () => {
      for (const id of hit) expect(await acceptDamagedStream(at, `matter-${id}`)).toMatch(/is used again/);
      await until(async () => (await readiness(running.api)).alarms.length === 0);
      for (const id of [...hit, ...hit]) await addPoint(running.api, id);
      expect(await checkViews(at, () => undefined)).toMatchObject({ differing: 0 });
      expect(await damagedStreams(at)).toMatchObject(hit.map(() => ({ isAccepted: true })));
    },
    LONG,
  );

  it('cannot be accepted where there are none', async () => {
    await expect(acceptDamagedStream(at, `matter-${other}`)).rejects.toThrow(/is not damaged/);
  });
});
