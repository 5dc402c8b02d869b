import { KeyedMutex } from './keyed-mutex.service.js';

describe('a keyed mutex', () => {
  let mutex: KeyedMutex;
  let done: string[];

  beforeEach(() => {
    [mutex, done] = [new KeyedMutex(), []];
  });

  /** Starts work that begins when its keys are free and ends when the test calls `end`. */
  function work(name: string, ...keys: readonly string[]) {
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<undefined>();
    const ended = mutex.runExclusive(keys, async () => {
      done.push(`${name} begins`);
      await mayEnd;
      done.push(`${name} ends`);
      return name;
    });
    return { ended, end: () => end(undefined) };
  }

  it('runs work of one key in the order of the calls, one at a time', async () => {
    const [first, second] = [work('first', 'x'), work('second', 'x')];
    second.end();
    first.end();
    expect(await Promise.all([first.ended, second.ended])).toEqual(['first', 'second']);
    expect(done).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('lets work of other keys pass', async () => {
    const [first, other] = [work('first', 'x'), work('other', 'y')];
    other.end();
    await other.ended;
    first.end();
    await first.ended;
    expect(done).toEqual(['first begins', 'other begins', 'other ends', 'first ends']);
  });

  it('lets nobody overtake work that waits for several keys', async () => {
    const [first, both, last] = [work('first', 'x'), work('both', 'x', 'y'), work('last', 'y')];
    last.end();
    both.end();
    first.end();
    await Promise.all([first.ended, both.ended, last.ended]);
    expect(done.filter((one) => one.endsWith('begins'))).toEqual(['first begins', 'both begins', 'last begins']);
  });

  it('goes on after work that failed', async () => {
    const failing = mutex.runExclusive(['x'], () => Promise.reject(new Error('Full.')));
    const next = work('next', 'x');
    next.end();
    await expect(failing).rejects.toThrow('Full.');
    expect(await next.ended).toBe('next');
  });
});
