import { checkpointOf, positionOf } from '../../kernel/fold.js';
import { event } from '../../../test/stores/store-under-test.js';
import { SimulatedClock } from '../runtime/clock.service.js';
import { soleProcess } from '../database/database.service.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
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

const clock = new SimulatedClock('2026-05-12T08:10:30.000Z');

describe('the lag', () => {
  it('is counted in events, whatever positions count, and from the oldest of them', async () => {
    const { store } = logOf(5);
    expect(await new Lag(store, progress(20, 40), clock).measure()).toEqual({
      views: { events: 3, seconds: 8 * 60 + 30 },
      reactions: { events: 1, seconds: 6 * 60 + 30 },
    });
  });

  it('is nothing when all is taken in, also of what came since it looked', async () => {
    const { store } = logOf(5);
    const none = { events: 0, seconds: 0 };
    expect(await new Lag(store, progress(50, 60), clock).measure()).toEqual({ views: none, reactions: none });
  });

  it('is counted up to ten thousand', async () => {
    const { store } = logOf(12_500);
    const { views } = await new Lag(store, progress(0, 0), clock).measure();
    expect(views.events).toBe(10_000);
  });

  it('is never of the future, when two clocks differ', async () => {
    const { store } = logOf(60);
    const { views } = await new Lag(store, progress(590, 600), clock).measure();
    expect(views).toEqual({ events: 1, seconds: 0 });
  });

  it('asks the store once for all who ask at the same time, and again later', async () => {
    const { store, asked } = logOf(1);
    const lag = new Lag(store, progress(10, 10), clock);
    await Promise.all([lag.measure(), lag.measure()]);
    expect(asked()).toBe(1);
    await lag.measure();
    expect(asked()).toBe(2);
  });
});
