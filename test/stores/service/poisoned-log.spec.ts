import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptDamagedStream, damagedStreams } from '../../../src/audit/damaged-log.service.js';
import { orderedBy, replayLog } from '../../../src/audit/replay-log.service.js';
import { EVIDENCE, passingEvidence } from '../../../src/evidence/signing-keys.service.js';
import { exportPlaces } from '../../../src/exports/export-command.service.js';
import { checkViews, rebuildAll } from '../../../src/offline.service.js';
import { openEmbedded } from '../../../src/platform/database/embedded-database.service.js';
import { openPostgres } from '../../../src/platform/database/postgres-database.service.js';
import { EVENT_STORE, type EventStore } from '../../../src/platform/event-store/event-store.js';
import { LogIndex } from '../../../src/platform/projections/log-index.service.js';
import { Projection } from '../../../src/platform/projections/projection.service.js';
import { Health } from '../../../src/platform/operations/health.service.js';
import type { Places } from '../../../src/platform/open-stores.service.js';
import { KurrentDbServer } from '../kurrentdb/server-under-test.js';
import type { Api } from '../../support/api-under-test.js';
import { inMemory } from '../../support/app-under-test.js';
import { onPostgres } from '../../support/postgres-under-test.js';
import { noKeys, serviceOn } from '../../support/service-on.js';
import { until } from '../../support/until.js';

// Everything that can be the matter with a stream, at once, on each store where it can be: what is not damaged goes on,
// each alarm says where and what it is, and the operator has a way out of each.

const LONG = 240_000;
const boardId = 'exempel.ks';
const newDatabase = onPostgres();

/** The damages of a matter's stream, which has three events. */
type Kind = 'by hand' | 'no metadata' | 'binary' | 'link' | 'tombstone' | 'no first' | 'gap' | 'gone' | 'hidden';

/** A store whose streams somebody else can reach while no service has it open. */
interface Hand {
  readonly places: Places;
  readonly kinds: readonly Kind[];
  damage(stream: string, kind: Kind): Promise<void>;
  /** Puts the events back that the stream lost. */
  putBack(stream: string): Promise<void>;
  close(): Promise<void>;
}

const event = String.raw`event [\da-f-]{36}, type`;
/** The rest of the alarm, after the name of the stream. */
const told: Readonly<Record<Kind, RegExp>> = {
  'by hand': new RegExp(`^foreign event: stream \\S+, ${event} Junk, position \\d+: its metadata is not Tertial's$`),
  'no metadata': new RegExp(
    `^foreign event: stream \\S+, ${event} Junk, position \\d+: its metadata is not Tertial's$`,
  ),
  binary: new RegExp(`^foreign event: stream \\S+, ${event} Junk, position \\d+: its data is not JSON$`),
  link: new RegExp(`^foreign event: stream \\S+, ${event} \\$>, position \\d+: it is a link to another stream$`),
  tombstone: new RegExp(
    `^deleted stream: stream \\S+, ${event} \\$streamDeleted, position \\d+: the server takes no more events of it$`,
  ),
  'no first': new RegExp(
    `^cut stream: stream \\S+: events from revision 0 are missing, before the ${event} DecisionPointAdded, position \\d+$`,
  ),
  gap: new RegExp(
    `^cut stream: stream \\S+: events from revision 1 are missing, before the ${event} DecisionPointAdded, position \\d+$`,
  ),
  gone: /^cut stream: stream \S+: events from revision 0 are missing$/,
  hidden:
    /^cut stream: stream \S+: events from revision 0 are missing, before the event \S+, type DecisionPointAdded, position \d+$/,
};

const lostBy: Partial<Record<Kind, readonly number[]>> = { 'no first': [0], gap: [1], gone: [0, 1, 2] };
const cuts: readonly Kind[] = ['no first', 'gap', 'gone', 'hidden'];

/** Somebody with the rights of the owner of the database. */
class SqlHand implements Hand {
  readonly kinds: readonly Kind[] = ['by hand', 'no metadata', 'no first', 'gap', 'gone'];

  constructor(
    readonly places: Places,
    private readonly remove: () => void = () => undefined,
  ) {}

  async damage(stream: string, kind: Kind): Promise<void> {
    const revisions = lostBy[kind];
    if (revisions === undefined) {
      const metadata = kind === 'by hand' ? '{"by": "hand"}' : 'null';
      return this.execute([
        sql`insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
          select (select max(position) + 1 from log.events), gen_random_uuid(), stream, max(revision) + 1, 'Junk', 1,
            '{}', ${metadata}, now() from log.events where stream = ${stream} group by stream`,
      ]);
    }
    const isLost = sql`stream = ${stream} and revision = any(${revisions}::int[])`;
    return this.execute([
      sql`create table if not exists log.lost as select * from log.events where false`,
      sql`insert into log.lost select * from log.events where ${isLost}`,
      sql`delete from log.events where ${isLost}`,
    ]);
  }

  async putBack(stream: string): Promise<void> {
    await this.execute([sql`insert into log.events select * from log.lost where stream = ${stream}`]);
  }

  close(): Promise<void> {
    this.remove();
    return Promise.resolve();
  }

  private async execute(statements: readonly ReturnType<typeof sql>[]): Promise<void> {
    const { folder, viewsUrl } = this.places;
    const { db, close } = await (viewsUrl === null ? openEmbedded<unknown>(folder) : openPostgres<unknown>(viewsUrl));
    try {
      await sql`alter table log.events disable trigger all`.execute(db);
      for (const statement of statements) await statement.execute(db);
      await sql`alter table log.events enable trigger all`.execute(db);
    } finally {
      await close();
    }
  }
}

const junk = { type: 'Junk', contentType: 'application/json', data: '{}', metadata: '{"by": "hand"}' };
const octets = 'application/octet-stream';
const written: Partial<Record<Kind, object>> = {
  'by hand': {},
  'no metadata': { metadata: '' },
  binary: { contentType: octets, data: 'no JSON' },
  link: { type: '$>', contentType: octets, data: '0@other' },
  tombstone: { type: '$streamDeleted', metadata: '', isDeletion: true },
};

/** Another program on the same server. */
class KurrentDbHand implements Hand {
  readonly kinds: readonly Kind[] = [
    'by hand',
    'no metadata',
    'binary',
    'link',
    'tombstone',
    'no first',
    'gap',
    'gone',
    'hidden',
  ];
  readonly #putBack = new Map<string, () => Promise<unknown>>();

  constructor(
    private readonly server: KurrentDbServer,
    readonly places: Places,
  ) {}

  async damage(name: string, kind: Kind): Promise<void> {
    const { server } = this;
    const stream = `tertial:${name}`;
    const revisions = lostBy[kind];
    if (revisions !== undefined) {
      await server.tell('loseEvents', { stream, revisions });
      this.#putBack.set(name, () => server.tell('putBack', { stream }));
    } else if (kind === 'hidden') {
      await server.tell('showFrom', { stream, revision: 1 });
      this.#putBack.set(name, () => server.tell('showFrom', { stream, revision: 0 }));
    } else await server.tell('write', { stream, id: randomUUID(), ...junk, ...written[kind] });
  }

  async putBack(name: string): Promise<void> {
    await this.#putBack.get(name)?.();
  }

  close(): Promise<void> {
    return this.server.stop();
  }
}

async function postgresHand(): Promise<Hand> {
  return new SqlHand({ ...inMemory, viewsUrl: await newDatabase() });
}

function embeddedHand(): Promise<Hand> {
  const folder = mkdtempSync(join(tmpdir(), 'tertial-poisoned-'));
  return Promise.resolve(new SqlHand({ ...inMemory, folder }, () => rmSync(folder, { recursive: true, force: true })));
}

async function kurrentDbHand(): Promise<Hand> {
  const server = await KurrentDbServer.start();
  return new KurrentDbHand(server, { ...inMemory, eventsUrl: server.url, viewsUrl: await newDatabase() });
}

async function addPoint(api: Api, matterId: string): Promise<void> {
  await api.give('hanna', 'addOtherPoint', { matterId, wording: `Punkt ${randomUUID()}` });
}

async function open(api: Api, number: number): Promise<string> {
  const matter = { boardId, kind: 'OTHER', dnr: `KS 2026/${number}`, title: `Ärende ${number}` };
  const { id } = await api.give('hanna', 'openMatter', matter);
  for (let n = 0; n < 2; n += 1) await addPoint(api, id);
  return id;
}

/** Waits until the tables have all that the log holds, so that the service knows it when it is started again. */
async function writtenDown({ app }: Api): Promise<void> {
  const head = await app.get<EventStore>(EVENT_STORE).head();
  await until(async () => (await app.get(Projection).checkpoint()).position >= head);
  await until(async () => (await app.get(LogIndex).counted()).position >= head);
}

async function alarmsOf({ app }: Api): Promise<readonly string[]> {
  return (await app.get(Health).readiness()).alarms;
}

async function using(places: Places, use: (api: Api) => Promise<void>): Promise<void> {
  const { api, close } = await serviceOn(places, noKeys);
  try {
    await use(api);
  } finally {
    await close();
  }
}

// The embedded log is read by the same statements as PostgreSQL's.
const quick = { PostgreSQL: postgresHand, KurrentDB: kurrentDbHand };
const makers = process.env.STORE_RUNS === 'all' ? { ...quick, 'the embedded store': embeddedHand } : quick;
process.stdout.write(`damaged streams: ${Object.keys(makers).length} of 3 stores\n`);

describe.each(Object.entries(makers))('streams that somebody else damaged, on %s', (_, make) => {
  let hand: Hand;
  let whole: string;
  const hit = new Map<Kind, string>();

  function expectAlarms(alarms: readonly string[], kinds: readonly Kind[]): void {
    for (const kind of kinds) {
      const named = alarms.filter((alarm) => alarm.includes(`stream matter-${hit.get(kind)}`));
      expect([kind, ...named]).toEqual([kind, expect.stringMatching(told[kind])]);
    }
    expect(alarms).toHaveLength(kinds.length);
  }

  async function expectRefused(api: Api, kind: Kind): Promise<void> {
    const matterId = hit.get(kind);
    const { extensions } = await api.refused('hanna', 'addOtherPoint', { matterId, wording: 'Punkt' });
    expect([kind, extensions]).toMatchObject([kind, { code: 'STREAM_DAMAGED', details: { id: matterId } }]);
  }

  beforeAll(async () => {
    hand = await make();
    await using(hand.places, async (api) => {
      whole = await open(api, 1);
      for (const [n, kind] of hand.kinds.entries()) hit.set(kind, await open(api, n + 2));
      // The newest event that the views know is the one by which the log is known.
      await addPoint(api, whole);
      await writtenDown(api);
    });
    for (const [kind, id] of hit) await hand.damage(`matter-${id}`, kind);
  }, LONG);

  afterAll(() => hand.close());

  it(
    'stop nothing else, and are passed over by a start, rebuild, replay and the check of the views',
    async () => {
      await using(hand.places, async (api) => {
        await addPoint(api, whole);
        await open(api, 99);
        const foreign = hand.kinds.filter((kind) => !cuts.includes(kind));
        await until(async () => (await alarmsOf(api)).length >= foreign.length);
        for (const kind of foreign) await expectRefused(api, kind);
      });
      await rebuildAll(hand.places, () => undefined);
      expect(await checkViews(hand.places, () => undefined)).toMatchObject({ differing: 0 });
      let replayed = 0;
      await replayLog(hand.places, orderedBy({}), () => {
        replayed += 1;
        return 'go on';
      });
      expect(replayed).toBeGreaterThan(hand.kinds.length);
    },
    LONG,
  );

  it(
    'are each named by an alarm, and refuse what rests on them',
    async () => {
      expect(await damagedStreams(hand.places)).toHaveLength(hand.kinds.length);
      await using(hand.places, async (api) => {
        await until(async () => (await alarmsOf(api)).length >= hand.kinds.length);
        expectAlarms(await alarmsOf(api), hand.kinds);
        for (const kind of hand.kinds) await expectRefused(api, kind);
        await addPoint(api, whole);
      });
    },
    LONG,
  );

  it(
    'are used again when an operator has accepted what is foreign, and put back what was missing',
    async () => {
      const isFinal = (kind: Kind): boolean => kind === 'tombstone' || cuts.includes(kind);
      for (const [kind, id] of hit) {
        const sentence = await acceptDamagedStream(hand.places, `matter-${id}`);
        expect([kind, sentence]).toEqual([kind, expect.stringMatching(isFinal(kind) ? /stays refused/ : /used again/)]);
      }
      await using(hand.places, async (api) => {
        expect(await alarmsOf(api)).toEqual([]);
        for (const [kind, id] of hit) await (isFinal(kind) ? expectRefused(api, kind) : addPoint(api, id));
      });
      for (const [kind, id] of hit) {
        if (!cuts.includes(kind)) continue;
        await hand.putBack(`matter-${id}`);
        expect([kind, await acceptDamagedStream(hand.places, `matter-${id}`)]).toEqual([
          kind,
          expect.stringMatching(/is whole/),
        ]);
      }
      await rebuildAll(hand.places, () => undefined);
      await using(hand.places, async (api) => {
        for (const [kind, id] of hit) await (kind === 'tombstone' ? expectRefused(api, kind) : addPoint(api, id));
        expect(await alarmsOf(api)).toEqual([]);
      });
      expect(await checkViews(hand.places, () => undefined)).toMatchObject({ differing: 0 });
    },
    LONG,
  );

  it(
    'are passed over by an export',
    async () => {
      for (const [kind, id] of hit) if (kind !== 'tombstone') await hand.damage(`matter-${id}`, kind);
      const file = join(mkdtempSync(join(tmpdir(), 'tertial-exported-')), 'everything.jsonl');
      const request = { scope: { kind: 'everything' }, file, format: 'jsonl', withhold: [], since: null } as const;
      const given = [{ provide: EVIDENCE, useValue: passingEvidence() }];
      const exported = await exportPlaces(hand.places, given, request, () => undefined);
      expect(exported.events).toBeGreaterThan(2 * hand.kinds.length);
    },
    LONG,
  );
});
