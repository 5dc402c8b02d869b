import { checkpointOf, positionOf } from '../../kernel/fold.js';
import { event } from '../../../test/stores/store-under-test.js';
import { soleProcess } from '../database/database.service.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { LogTail } from '../projections/log-tail.service.js';
import { Lag } from './lag.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';

/** Makes a log with one event each minute, at every tenth position. `asked` counts the calls of `head`. */
function logOf(count: number): { store: EventStore; asked: () => number } {
  const stored = Array.from({ length: count }, (_, index): StoredEvent => {
    const { id, type, version, metadata } = event();
    const recordedAt = new Date(Date.UTC(2026, 4, 12, 8, index)).toISOString();
    return {
      id,
      type,
      version,
      metadata,
      data: {},
      stream: 'plan-1',
      revision: index,
      position: positionOf(10 * (index + 1)),
      recordedAt,
    };
  });
  let asked = 0;
  const store: Pick<EventStore, 'head' | 'readAll'> = {
    head: () => {
      asked += 1;
      return Promise.resolve(checkpointOf(10 * count));
    },
    async *readAll(after) {
      const left = stored.filter(({ position }) => position > after);
      for (let n = 0; n < left.length; n += 1000) yield await Promise.resolve(left.slice(n, n + 1000));
    },
  };
  const others = { append: never, eventAt: never, readStream: never, readGrouped: never, subscribe: never };
  return { store: { ...others, ...store }, asked: () => asked };
}

function never(): never {
  throw new Error('The log is only looked at.');
}

function progress(viewed: number, reacted: number): Checkpoints {
  const reached = new Checkpoints(soleProcess, 'test', () => Promise.reject(new Error('not asked')));
  reached.viewedTo(viewed);
  reached.reactedTo(reacted, 0);
  return reached;
}

const { jest } = import.meta;
const SECOND = 1_000;

/** A tail that has read the log up to a position. `arrive` hands on events as they come. */
function tailAt(position: number) {
  let arrive: (events: readonly { readonly position: number }[]) => void = () => undefined;
  const onEvents = (listener: typeof arrive): void => void (arrive = listener);
  const tail: LogTail = Object.assign(Object.create(null), { onEvents, position });
  const to = (newest: number): void => {
    arrive([{ position: newest }]);
    Object.assign(tail, { position: newest });
  };
  return { tail, to };
}

describe('the lag', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  it('is counted in events, whatever positions count', async () => {
    const { store } = logOf(5);
    const { views, reactions } = await new Lag(store, progress(20, 40), tailAt(50).tail).measure();
    expect([views.events, reactions.events]).toEqual([3, 1]);
  });

  it('is the time since the oldest of them arrived here, whatever the clock says that recorded them', async () => {
    const { store } = logOf(5);
    const { tail, to } = tailAt(20);
    const lag = new Lag(store, progress(20, 40), tail);
    for (const position of [30, 40, 50]) {
      jest.advanceTimersByTime(SECOND);
      to(position);
    }
    jest.advanceTimersByTime(4 * SECOND);
    expect(await lag.measure()).toEqual({
      views: { events: 3, seconds: 6 },
      reactions: { events: 1, seconds: 4 },
    });
  });

  it('is the time since the start for events from before', async () => {
    const { store } = logOf(5);
    const lag = new Lag(store, progress(0, 50), tailAt(50).tail);
    jest.advanceTimersByTime(7 * SECOND);
    expect((await lag.measure()).views).toEqual({ events: 5, seconds: 7 });
  });

  it('grows while the log has events that do not arrive', async () => {
    const { store } = logOf(5);
    const lag = new Lag(store, progress(40, 40), tailAt(40).tail);
    jest.advanceTimersByTime(20 * SECOND);
    expect((await lag.measure()).views).toEqual({ events: 1, seconds: 0 });
    jest.advanceTimersByTime(11 * SECOND);
    expect((await lag.measure()).views).toEqual({ events: 1, seconds: 11 });
  });

  it('is nothing when all is taken in, also of what came since it looked', async () => {
    const { store } = logOf(5);
    const none = { events: 0, seconds: 0 };
    expect(await new Lag(store, progress(50, 60), tailAt(60).tail).measure()).toEqual({ views: none, reactions: none });
  });

  it('is counted up to ten thousand', async () => {
    const { store } = logOf(12_500);
    const { views } = await new Lag(store, progress(0, 0), tailAt(125_000).tail).measure();
    expect(views.events).toBe(10_000);
  });

  it('asks the store once for all who ask at the same time, and again later', async () => {
    const { store, asked } = logOf(1);
    const lag = new Lag(store, progress(10, 10), tailAt(10).tail);
    await Promise.all([lag.measure(), lag.measure()]);
    expect(asked()).toBe(1);
    await lag.measure();
    expect(asked()).toBe(2);
  });
});
