import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import type { OpenKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { StoreRefused, StoreUnavailable } from '../../src/platform/runtime/store-unavailable.js';
import { options } from './kurrentdb/server-options.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';
import { all, events, idsOf, newStream } from './store-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

/** Short, where the server goes on refusing. Longer than a busy machine keeps an answer back: silence is another reason. */
const DEADLINE = 4_000;
const ALWAYS = 1_000_000;

const undone = { isNothingDone: true, isTemporary: true };
const final = { isNothingDone: true, isTemporary: false };
const open = { isNothingDone: false };

interface Row {
  readonly kind: string;
  readonly times?: number;
  /** Whether the server wrote the events all the same. */
  readonly isWritten?: boolean;
  readonly told: 'appended' | typeof undone | typeof final | typeof open;
  readonly words?: RegExp;
}

const rows: readonly Row[] = [
  { kind: 'not ready', told: 'appended' },
  { kind: 'busy', told: 'appended' },
  { kind: 'no leader info', told: 'appended' },
  { kind: 'not ready', times: ALWAYS, told: undone, words: /^No node of KurrentDB leads just now\. Wait until/ },
  { kind: 'busy', times: ALWAYS, told: undone, words: /Server Is Busy/ },
  { kind: 'no leader info', times: ALWAYS, told: undone, words: /^No node of KurrentDB leads just now/ },
  { kind: 'leader info', times: ALWAYS, told: undone, words: /^No node of KurrentDB leads just now/ },
  { kind: 'timeout', told: 'appended' },
  { kind: 'timeout', isWritten: true, told: 'appended' },
  { kind: 'timeout', times: ALWAYS, told: open, words: /did not agree on an append in time/ },
  {
    kind: 'denied',
    times: ALWAYS,
    told: final,
    words: /^KurrentDB denies the account of the address a right\. Let it/,
  },
  { kind: 'bad request', times: ALWAYS, told: final, words: /Required field StreamIdentifier not set/ },
  { kind: 'invalid call', times: ALWAYS, told: final, words: /Not a request/ },
  { kind: 'unknown', times: ALWAYS, told: open },
  { kind: 'unknown', isWritten: true, told: 'appended' },
  { kind: 'without details', times: ALWAYS, told: open, words: /Envelope callback expected something else/ },
  { kind: 'twice', told: 'appended' },
];

describe('what KurrentDB answers to an append', () => {
  let server: KurrentDbServer;
  let made: OpenKurrentDb;

  beforeAll(async () => {
    server = await KurrentDbServer.start();
    made = await openKurrentDb(server.url, options(DEADLINE, 'own'));
  });

  afterAll(async () => {
    await made.close();
    await server.stop();
  });

  it('is taken for what it is, and the same ids can be sent again', async () => {
    const { store } = made;
    const wrong = await wrongRowsInTurn(rows, async ({ kind, times = 1, isWritten = false, told, words = /./ }) => {
      const [stream, sent] = [newStream(), events(2)];
      await server.tell('answer', { kind, prefix: 'own:', times, isWritten });
      const answer = await store.append(stream, 'no stream', sent).catch((error: unknown) => error);
      await server.tell('answer', { kind, prefix: 'nobody' });
      if (told === 'appended') expect(answer).toMatchObject({ outcome: 'appended', revision: 1 });
      else {
        if (!(answer instanceof StoreUnavailable)) throw new Error(`The answer was ${JSON.stringify(answer)}.`);
        expect(answer.message).toMatch(words);
        expect(answer).toMatchObject(told);
      }
      const again = await store.append(stream, 'no stream', sent);
      expect(again).toMatchObject({ outcome: expect.stringMatching(/appended|repeated/), revision: 1 });
      expect(idsOf(await all(store.readStream(stream)))).toEqual(idsOf(sent));
    });
    expect(wrong).toEqual([]);
  });

  it('can be that the account has lost a right: nothing is done, and all goes on when it has it again', async () => {
    const { store } = made;
    const append = (stream: string) => store.append(stream, 'no stream', events(1));
    const readStream = () => all(store.readStream('here'));
    const denied = /^KurrentDB denies the account of the address a right\. Let it/;
    const unknown = /^KurrentDB does not accept the name and the password\. Correct/;
    const lost = [
      { right: 'write', refuses: [append], words: denied },
      { right: 'all', refuses: [() => store.head(), () => all(store.readAll(0))], words: denied },
      { right: 'read', refuses: [readStream], words: denied },
      {
        right: 'known',
        refuses: [append, () => store.head(), readStream, () => all(store.readAll(0))],
        words: unknown,
      },
    ];
    const wrong = await wrongRowsInTurn(lost, async ({ right, refuses, words }) => {
      const stream = newStream();
      await server.tell('deny', { rights: [right] });
      for (const ask of refuses) {
        const answer = await ask(stream).catch((error: unknown) => error);
        expect(answer).toBeInstanceOf(StoreRefused);
        expect(answer).toMatchObject({ ...final, message: expect.stringMatching(words) });
      }
      await server.tell('deny', { rights: [] });
      for (const ask of refuses) await ask(stream);
      if (right === 'write') expect(await all(store.readStream(stream))).toHaveLength(1);
    });
    expect(wrong).toEqual([]);
  });
});
