import { setImmediate as turn } from 'node:timers/promises';
import { States } from '../database/state-tables.view.js';
import { CurrentStates } from './current-states.service.js';
import { LiveQueries } from './live-query.service.js';
import { LogTail } from './log-tail.service.js';

/** States that signal a change of a whole when the test calls `change`. */
class StatesUnderTest extends CurrentStates {
  readonly listeners = new Set<() => void>();

  constructor() {
    const tables: States = Object.create(States.prototype);
    const tail: LogTail = Object.create(LogTail.prototype);
    super(tables, [], Object.assign(tail, { onEvents: () => undefined }));
  }

  override onChange(whole: string, listener: () => void): () => void {
    if (whole === WHOLE) this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async change(): Promise<void> {
    for (const listener of this.listeners) listener();
    await turn();
  }
}

const WHOLE = 'exempel.ks.2026';

let states: StatesUnderTest;
let row: { readonly version: number } | null;
let reads: number;

beforeEach(() => {
  states = new StatesUnderTest();
  row = { version: 1 };
  reads = 0;
});

function follow(): AsyncIterableIterator<unknown> {
  return new LiveQueries(states).follow([WHOLE], async () => {
    reads += 1;
    await turn();
    return row;
  });
}

/** Requests the next result, and lets the query start to wait for a change. */
async function asking(
  rows: AsyncIterableIterator<unknown>,
): Promise<{ readonly next: Promise<unknown>; isDone: boolean }> {
  const asked = { next: rows.next().then(({ value, done }) => (done === true ? 'the end' : value)), isDone: false };
  void asked.next.finally(() => {
    asked.isDone = true;
  });
  for (let n = 0; n < 5; n += 1) await turn();
  return asked;
}

describe('a live query', () => {
  it('gives the first result at once', async () => {
    const rows = follow();
    expect(await rows.next()).toEqual({ value: { version: 1 }, done: false });
    await rows.return?.();
  });

  it('gives a result of null too', async () => {
    row = null;
    const rows = follow();
    expect(await rows.next()).toEqual({ value: null, done: false });
    await rows.return?.();
  });

  it('gives a result again only when it has changed', async () => {
    const rows = follow();
    await rows.next();
    const second = await asking(rows);
    row = { version: 1 };
    await states.change();
    await states.change();
    expect(second.isDone).toBe(false);
    expect(reads).toBeGreaterThan(1);
    row = { version: 2 };
    await states.change();
    expect(await second.next).toEqual({ version: 2 });
    await rows.return?.();
  });

  it('does not read while nothing happens', async () => {
    const rows = follow();
    await rows.next();
    await asking(rows);
    expect(reads).toBe(1);
    await rows.return?.();
  });

  it('gives a slow reader the newest result', async () => {
    const rows = follow();
    await rows.next();
    for (const version of [2, 3, 4]) {
      row = { version };
      await states.change();
    }
    expect(reads).toBe(1);
    expect(await rows.next()).toEqual({ value: { version: 4 }, done: false });
    const next = await asking(rows);
    expect(next.isDone).toBe(false);
    await rows.return?.();
  });

  it('does not lose a change during a read', async () => {
    const versions = [1, 2];
    const rows = new LiveQueries(states).follow([WHOLE], async () => {
      const version = versions.shift();
      await states.change();
      return version;
    });
    expect(await rows.next()).toEqual({ value: 1, done: false });
    expect(await rows.next()).toEqual({ value: 2, done: false });
    await rows.return?.();
  });
});

describe('a reader who leaves', () => {
  it('while waiting ends the query and its listener', async () => {
    const rows = follow();
    await rows.next();
    expect(states.listeners.size).toBe(1);
    const waiting = await asking(rows);
    await rows.return?.();
    expect(await waiting.next).toBe('the end');
    expect(states.listeners.size).toBe(0);
    expect(await rows.next()).toEqual({ value: undefined, done: true });
  });

  it('between two results ends it', async () => {
    const rows = follow();
    for await (const given of rows) {
      expect(given).toEqual({ version: 1 });
      break;
    }
    expect(states.listeners.size).toBe(0);
    expect(reads).toBe(1);
  });

  it('during a read ends it', async () => {
    const rows = follow();
    const first = rows.next();
    await rows.return?.();
    await first;
    expect(states.listeners.size).toBe(0);
  });

  it('before the first result prevents any read', async () => {
    const rows = follow();
    await rows.return?.();
    expect(await rows.next()).toEqual({ value: undefined, done: true });
    expect(reads).toBe(0);
  });

  it('gets the error that ends it', async () => {
    const rows = new LiveQueries(states).follow([WHOLE], () => Promise.reject(new Error('No room.')));
    await expect(rows.next()).rejects.toThrow('No room.');
    expect(states.listeners.size).toBe(0);
    expect(await rows.next()).toEqual({ value: undefined, done: true });
  });
});
