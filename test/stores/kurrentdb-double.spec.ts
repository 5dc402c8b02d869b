import { END, START } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { kurrentDbAddressOf } from '../../src/platform/event-store/kurrentdb/address.js';
import type { SentRevision } from '../../src/platform/event-store/kurrentdb/batch-append.service.js';
import { NotWritten, OutcomeOpen } from '../../src/platform/event-store/kurrentdb/errors.service.js';
import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { Node } from '../../src/platform/event-store/kurrentdb/node.service.js';
import type { Proposed } from '../../src/platform/event-store/kurrentdb/records.service.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';
import { options, PATIENT } from './kurrentdb/server-options.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';
import { all, events, given, idsOf, newStream } from './store-under-test.js';

// What the double must be able to play, as servers were measured and read. Each row asks the double itself.

const LONG = 120_000;
const DAY_IN_MILLISECONDS = 86_400_000;
const BEYOND_THE_DEADLINE_IN_DAYS = 400;
/** More than what a live subscriber may be late by, together with all buffers between. */
const MANY = 3_000;
const GRPC_UNKNOWN = 2;
const GRPC_ABORTED = 10;
const noFiles = { authority: null, userCertificate: null, userKey: null };

let server: KurrentDbServer;
let nodes: readonly Node[];

beforeAll(async () => {
  server = await KurrentDbServer.start(['--nodes', '2']);
  const address = kurrentDbAddressOf(server.url);
  nodes = server.ports.map((port) => new Node(`127.0.0.1:${port}`, address, noFiles, () => undefined));
});

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close(PATIENT)));
  await server.stop();
});

function node(number: number): Node {
  const found = nodes[number];
  if (found === undefined) throw new Error(`There is no node ${number}.`);
  return found;
}

function proposed(count = 1, data = '{}'): Proposed[] {
  return Array.from({ length: count }, () => ({ id: randomUUID(), type: 'Noted', data, metadata: '{}' }));
}

function append(stream: string, expected: SentRevision = 'no stream', sent = proposed(), to = 0) {
  return node(to).appends.append(stream, expected, sent);
}

async function whole<Item>(reading: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of reading) items.push(item);
  return items;
}

/** The revisions of a stream as a node reads them. */
async function revisionsOf(stream: string, from = 0): Promise<number[]> {
  return (await whole(node(from).readStream(stream))).map(({ event }) => Number(event?.revision));
}

const refusals = [
  { error: NotWritten, kinds: ['not ready', 'busy', 'no leader info', 'leader info', 'denied', 'bad request'] },
  { error: OutcomeOpen, kinds: ['timeout', 'unknown', 'without details'] },
];

const rows: Readonly<Record<string, () => Promise<unknown>>> = {
  'answers inside a batch of appends, at one node': async () => {
    for (const { kind, error } of refusals.flatMap(({ error, kinds }) => kinds.map((kind) => ({ kind, error })))) {
      await server.tell('answer', { kind, prefix: 'answered', node: 0 });
      await expect(append(`answered-${kind}`)).rejects.toBeInstanceOf(error);
    }
    await server.tell('answer', { kind: 'not ready', prefix: 'answered', node: 1 });
    expect(await append('answered')).toMatchObject({ revision: 0 });
    await server.tell('answer', { kind: 'not ready', prefix: 'nobody' });
  },
  'the position of a repeat, told or not': async () => {
    const [stream, sent] = [newStream(), proposed(2)];
    const first = await append(stream, 'no stream', sent);
    for (const tellsPosition of [true, false]) {
      await server.tell('repeats', { tellsPosition });
      expect(await append(stream, 'no stream', sent)).toEqual(tellsPosition ? first : { ...first, position: null });
    }
  },
  'a deadline that its own clock has passed': async () => {
    await server.tell('clock', { milliseconds: BEYOND_THE_DEADLINE_IN_DAYS * DAY_IN_MILLISECONDS });
    await expect(append(newStream())).rejects.toBeInstanceOf(OutcomeOpen);
    await server.tell('clock', { milliseconds: 0 });
  },
  'a position that is no record’s': async () => {
    const { position } = { position: null, ...(await append(newStream())) };
    if (position === null) throw new Error('The append tells no position.');
    const inside = { commit: position - 1n, prepare: position - 1n };
    const reading = whole(node(0).readAll({ fromPosition: inside, maxCount: 1 }));
    await expect(reading).rejects.toMatchObject({ code: GRPC_UNKNOWN });
  },
  'a node whose log stands still': async () => {
    const stream = newStream();
    await append(stream);
    await server.tell('stand', { node: 1 });
    await append(stream, 0);
    expect([await revisionsOf(stream, 0), await revisionsOf(stream, 1)]).toEqual([[0, 1], [0]]);
    await server.tell('stand', { node: null });
    expect(await revisionsOf(stream, 1)).toEqual([0, 1]);
  },
  'a stream that is cut, whose events stay in the log': async () => {
    const [stream, sent] = [newStream(), proposed(3)];
    await append(stream, 'no stream', sent);
    await server.tell('showFrom', { stream, revision: 2 });
    expect(await revisionsOf(stream)).toEqual([2]);
    const log = await whole(node(0).readAll({ fromPosition: START }));
    expect(log.filter(({ event }) => event?.streamId === stream)).toHaveLength(3);
  },
  'each right that an account can lack': async () => {
    const stream = newStream();
    await append(stream);
    const asks = {
      write: () => append(newStream()),
      all: () => whole(node(0).readAll({ fromPosition: END, direction: 'backwards', maxCount: 1 })),
      read: () => revisionsOf(stream),
    };
    for (const right of ['write', 'all', 'read'] as const) {
      await server.tell('deny', { rights: [right] });
      for (const [other, ask] of Object.entries(asks)) {
        if (other === right) await expect(ask()).rejects.toThrow();
        else await ask();
      }
    }
    await server.tell('deny', { rights: [] });
  },
  'a live subscriber that is too slow, who loses the subscription': async () => {
    const subscription = node(0).subscribeToAll({ fromPosition: END }, { highWaterMark: 1 });
    await once(subscription, 'caughtUp');
    await append(newStream(), 'no stream', proposed(MANY, JSON.stringify({ text: 'x'.repeat(200) })));
    const lost = once(subscription.resume(), 'error', { signal: AbortSignal.timeout(PATIENT) });
    await expect(lost).resolves.toMatchObject([{ code: GRPC_ABORTED }]);
  },
};

describe('the double of KurrentDB', () => {
  it(
    'plays what servers do',
    async () => {
      const wrong = await wrongRowsInTurn(Object.keys(rows), async (name) => rows[name]?.());
      expect(wrong).toEqual([]);
    },
    LONG,
  );
});

describe('a subscription', () => {
  it(
    'that is too slow is taken up again, and one at a node whose log stands still goes on at the leader',
    async () => {
      const url = `esdb://127.0.0.1:${server.ports[0]},127.0.0.1:${server.ports[1]}?tls=false`;
      const [reader, writer] = await Promise.all([0, 1].map(() => openKurrentDb(url, options(PATIENT, 'slow'))));
      if (reader === undefined || writer === undefined) throw new Error('A store is missing.');
      const stop = new AbortController();
      const sent = idsOf(events(0));
      const write = async (count: number): Promise<void> => {
        const these = events(count);
        await given(writer.store, newStream(), these);
        sent.push(...idsOf(these));
      };
      const pages = reader.store.subscribe(0, stop.signal)[Symbol.asyncIterator]();
      const got: string[] = [];
      const readOn = async (): Promise<void> => {
        while (got.length < sent.length) {
          const { value, done } = await pages.next();
          if (done === true) throw new Error('The subscription has ended.');
          if (value !== 'caught up') got.push(...idsOf(value));
        }
      };
      await write(1);
      await readOn();
      for (let time = 0; time < 3; time += 1) await write(1_000);
      await readOn();
      await server.tell('stand', { node: 0 });
      await server.tell('lead', { node: 1 });
      await write(2);
      await readOn();
      expect(got).toEqual(sent);
      expect(idsOf(await all(writer.store.readAll(0)))).toEqual(sent);
      await server.tell('stand', { node: null });
      stop.abort();
      await Promise.all([reader.close(), writer.close()]);
    },
    LONG,
  );
});
