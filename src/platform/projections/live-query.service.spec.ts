import { setImmediate as turn } from 'node:timers/promises';
import { LiveQueries } from './live-query.service.js';

const { jest } = import.meta;

/** Wholes that change when the test says so. */
class StatesUnderTest {
  readonly listeners = new Map<string, Set<() => void>>();

  onChange(whole: string, listener: () => void): () => void {
    const listeners = this.listeners.get(whole) ?? new Set();
    this.listeners.set(whole, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(whole);
    };
  }

  change(whole = 'plan'): void {
    for (const listener of this.listeners.get(whole) ?? []) listener();
  }
}

type Row = { readonly version: number } | null;

let states: StatesUnderTest;
let queries: LiveQueries<Row>;
let row: Row;
let reads: number;
/** The clock that measures how long a result takes, and what each reading adds to it. */
let now: number;
let work: number;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  states = new StatesUnderTest();
  queries = new LiveQueries(states);
  row = { version: 1 };
  reads = 0;
  [now, work] = [1_000_000, 0];
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

async function read(): Promise<Row> {
  reads += 1;
  now += work;
  await turn();
  return row;
}

function follow(name = 'view', wholes: readonly string[] = ['plan', 'model']): AsyncIterableIterator<Row> {
  return queries.follow({ name, wholes, read });
}

async function idle(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await turn();
}

/** Lets the milliseconds pass, and lets all readers do what they then can. */
async function pass(milliseconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(milliseconds);
  await idle();
}

/** Longer than any pause between two results, and shorter than until the next look. */
const A_WHILE = 5_000;

/** Requests the next result, and lets the reader start to wait for a change. */
async function asking(
  rows: AsyncIterableIterator<unknown>,
): Promise<{ readonly next: Promise<unknown>; isDone: boolean }> {
  const asked = { next: rows.next().then(({ value, done }) => (done === true ? 'the end' : value)), isDone: false };
  void asked.next.finally(() => {
    asked.isDone = true;
  });
  await idle();
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

  it.each(['plan', 'model'])('gives the result again when it has changed with the %s', async (whole) => {
    const rows = follow();
    await rows.next();
    const second = await asking(rows);
    row = { version: 2 };
    states.change(whole);
    await pass(1);
    expect(await second.next).toEqual({ version: 2 });
    await rows.return?.();
  });

  it('gives no result again that is equal', async () => {
    const rows = follow();
    await rows.next();
    const second = await asking(rows);
    row = { version: 1 };
    states.change();
    await pass(A_WHILE);
    expect(reads).toBe(2);
    expect(second.isDone).toBe(false);
    row = { version: 2 };
    states.change();
    await pass(1);
    expect(await second.next).toEqual({ version: 2 });
    await rows.return?.();
  });

  it('does not read while nothing happens that it depends on', async () => {
    const rows = follow();
    await rows.next();
    await asking(rows);
    states.change('another plan');
    await pass(A_WHILE);
    expect(reads).toBe(1);
    await rows.return?.();
  });

  it('looks again now and then, because tables can get a change after it was told of', async () => {
    const all = [follow(), follow()];
    for (const rows of all) await rows.next();
    const asked = await Promise.all(all.map(asking));
    row = { version: 2 };
    await pass(30_001);
    expect(asked.map(({ isDone }) => isDone)).toEqual([true, true]);
    for (const rows of all) await rows.return?.();
  });

  it('gives a slow reader the newest result', async () => {
    const rows = follow();
    await rows.next();
    for (const version of [2, 3, 4]) {
      row = { version };
      states.change();
      await pass(A_WHILE);
    }
    expect(reads).toBe(1);
    expect(await rows.next()).toEqual({ value: { version: 4 }, done: false });
    const next = await asking(rows);
    expect(next.isDone).toBe(false);
    await rows.return?.();
  });

  it('does not lose a change during a read', async () => {
    const versions = [1, 2];
    const rows = queries.follow({
      name: 'view',
      wholes: ['plan'],
      read: () => {
        const version = versions.shift() ?? 0;
        if (version === 1) states.change();
        return Promise.resolve({ version });
      },
    });
    expect(await rows.next()).toEqual({ value: { version: 1 }, done: false });
    const second = await asking(rows);
    await pass(1);
    expect(second.isDone).toBe(true);
    expect(await second.next).toEqual({ version: 2 });
    await rows.return?.();
  });

  it('gives the first result of a burst at once, and after a pause only the newest', async () => {
    work = 5_000;
    const rows = follow();
    await rows.next();
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const given of rows) seen.push(given);
    })();
    await idle();
    for (let version = 2; version <= 40; version += 1) {
      row = { version };
      states.change();
      await pass(1);
    }
    expect(seen).toEqual([{ version: 2 }]);
    await pass(A_WHILE);
    expect(seen).toEqual([{ version: 2 }, { version: 40 }]);
    await rows.return?.();
    await reading;
  });

  it.each([
    { took: 500, readers: 1, pause: 10 },
    { took: 10, readers: 50, pause: 10 },
    { took: 10, readers: 400, pause: 80 },
    { took: 10_000, readers: 50, pause: 1_000 },
  ])('pauses for $pause ms after a result that took $readers readers $took ms', async ({ took, readers, pause }) => {
    work = took;
    const all = Array.from({ length: readers }, () => follow());
    await Promise.all(all.map((rows) => rows.next()));
    const second = await Promise.all(all.map(asking));
    row = { version: 2 };
    states.change();
    await idle();
    expect(await Promise.all(second.map(({ next }) => next))).toEqual(all.map(() => row));
    const third = await Promise.all(all.map(asking));
    row = { version: 3 };
    states.change();
    await pass(pause - 1);
    expect(third.some(({ isDone }) => isDone)).toBe(false);
    await pass(1);
    expect(await Promise.all(third.map(({ next }) => next))).toEqual(all.map(() => row));
    for (const rows of all) await rows.return?.();
  });

  it('pauses no longer for a reader who is slow', async () => {
    const [slow, ...others] = [follow(), follow(), follow()];
    for (const rows of [slow, ...others]) await rows.next();
    for (const version of [2, 3]) {
      const asked = await Promise.all(others.map(asking));
      row = { version };
      states.change();
      await pass(1);
      expect(asked.map(({ isDone }) => isDone)).toEqual([true, true]);
      expect(await Promise.all(asked.map(({ next }) => next))).toEqual([row, row]);
    }
    expect(await slow.next()).toEqual({ value: { version: 3 }, done: false });
    for (const rows of [slow, ...others]) await rows.return?.();
  });
});

describe('the readers of one query', () => {
  it('share one reading, and the object that it gave', async () => {
    const all = [follow(), follow(), follow('another')];
    for (const rows of all) await rows.next();
    const asked = await Promise.all(all.map(asking));
    reads = 0;
    row = { version: 2 };
    states.change();
    await pass(1);
    const [one, two, other] = await Promise.all(asked.map(({ next }) => next));
    expect([one, two, other]).toEqual([row, row, row]);
    expect(one).toBe(two);
    expect(reads).toBe(2);
    for (const rows of all) await rows.return?.();
  });

  it('begin each with a reading of their own', async () => {
    const early = follow();
    await early.next();
    const waiting = await asking(early);
    row = { version: 2 };
    const late = follow();
    expect(await late.next()).toEqual({ value: { version: 2 }, done: false });
    expect(waiting.isDone).toBe(false);
    await early.return?.();
    await late.return?.();
  });

  it('go on when one of them leaves, and share with who comes after', async () => {
    const [leaving, staying, coming] = [follow(), follow(), follow()];
    await leaving.next();
    await staying.next();
    await leaving.return?.();
    await coming.next();
    const asked = [await asking(staying), await asking(coming)];
    reads = 0;
    row = { version: 2 };
    states.change();
    await pass(1);
    expect(await Promise.all(asked.map(({ next }) => next))).toEqual([row, row]);
    expect(reads).toBe(1);
    await staying.return?.();
    await coming.return?.();
    expect(states.listeners.size).toBe(0);
  });

  it('are told of changes also when all before them have left', async () => {
    const before = follow();
    await before.next();
    await before.return?.();
    const after = follow();
    await after.next();
    const second = await asking(after);
    row = { version: 2 };
    states.change();
    await pass(1);
    expect(await second.next).toEqual({ version: 2 });
    await after.return?.();
  });
});

describe('a reader who leaves', () => {
  it('while waiting ends the query and its listeners', async () => {
    const rows = follow();
    await rows.next();
    expect([...states.listeners.keys()]).toEqual(['plan', 'model']);
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

  it('during a pause leaves no timer', async () => {
    const rows = follow();
    await rows.next();
    await asking(rows);
    states.change();
    await rows.return?.();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('before the first result prevents any read', async () => {
    const rows = follow();
    await rows.return?.();
    expect(await rows.next()).toEqual({ value: undefined, done: true });
    expect(reads).toBe(0);
  });

  it('gets the error that ends it, and the next reader reads again', async () => {
    let failures = 1;
    const query = {
      name: 'view',
      wholes: ['plan'],
      read: () => ((failures -= 1) === 0 ? Promise.reject(new Error('No room.')) : read()),
    };
    const rows = queries.follow(query);
    await expect(rows.next()).rejects.toThrow('No room.');
    expect(states.listeners.size).toBe(0);
    expect(await rows.next()).toEqual({ value: undefined, done: true });
    const others = queries.follow(query);
    expect(await others.next()).toEqual({ value: { version: 1 }, done: false });
    await others.return?.();
  });
});
