import fc from 'fast-check';
import { Logger } from '@nestjs/common';
import { metadata, seedOf } from '../../../test/stores/store-under-test.js';
import { type EventOf, type Fold, type Stored, checkpointOf, positionOf } from '../../kernel/fold.js';
import { Signal } from '../runtime/signal.service.js';
import type { WholesAtCheckpoint } from '../database/state-tables.view.js';
import type { EventStore } from '../event-store/event-store.js';
import { CurrentStates } from './current-states.service.js';
import { LogTail } from './log-tail.service.js';

/** Notes on sheets: a sheet `a.1` is a part of the pad `a`. */
const sheetFold: Fold<readonly number[], EventOf<'Noted', { n: number }>> = {
  kind: 'sheet',
  initial: [],
  events: { Noted: [] },
  partOf: (id) => id.slice(0, 1),
  evolve: (notes, { data: { n } }) => [...notes, n],
};

beforeAll(() => Logger.overrideLogger(false));

/** Waits as long as a test's scheduler lets it wait. */
type Delay = (what: string) => Promise<void>;

const atOnce: Delay = () => Promise.resolve();

type TablesUnderTest = ConstructorParameters<typeof CurrentStates>[0];

const unread = () => Promise.reject(new Error('Nobody asks for this.'));

/** A log and the tables behind it, which all processes share. */
class Town {
  readonly log: Stored[] = [];
  readonly #appended = new Signal();
  #checkpoint = 0;

  /** Writes an event and acknowledges it. */
  note(id: string, n: number): void {
    const stream = `sheet-${id}`;
    const revision = this.log.filter((event) => event.stream === stream).length;
    const position = positionOf(this.log.length + 1);
    const recordedAt = '2026-05-12T08:00:00.000Z';
    const eventId = `event ${position}`;
    this.log.push({
      id: eventId,
      stream,
      revision,
      position,
      recordedAt,
      metadata,
      type: 'Noted',
      version: 1,
      data: { n },
    });
    this.#appended.raise();
  }

  /** The leader writes the tables up to a position. */
  flush(position: number): void {
    this.#checkpoint = Math.max(this.#checkpoint, Math.min(position, this.log.length));
  }

  notesIn(id: string, position: number): number[] {
    return this.log.filter((event) => event.position <= position && event.stream === `sheet-${id}`).map(numberIn);
  }

  newProcess(delay: Delay): Process {
    return new Process(this.storeSeenBy(delay), this.tablesSeenBy(delay), () => this.#checkpoint);
  }

  private storeSeenBy(delay: Delay): EventStore {
    const { log } = this;
    const appended = this.#appended;
    return {
      append: unread,
      readStream: () => {
        throw new Error('Nobody reads a stream alone.');
      },
      async *readAll(after) {
        await delay('read');
        const page = log.slice(after);
        if (page.length > 0) yield page;
      },
      readGrouped: () => null,
      eventAt: (position) => Promise.resolve(log.find((event) => event.position === position) ?? null),
      head: async () => {
        await delay('asked');
        const head = checkpointOf(log.length);
        await delay('answered');
        return head;
      },
      async *subscribe(after, signal) {
        for (let position: number = after; !signal.aborted;) {
          const seen = appended.raised;
          if (log.length === position) await appended.wait(seen, 10_000, signal);
          await delay('notified');
          const page = log.slice(position);
          if (page.length > 0) yield page;
          position += page.length;
        }
      },
    };
  }

  private tablesSeenBy(delay: Delay): TablesUnderTest {
    return {
      one: unread,
      load: unread,
      parts: unread,
      wholes: async (names): Promise<WholesAtCheckpoint> => {
        await delay('tables asked');
        const checkpoint = this.#checkpoint;
        const ids = new Set(this.log.slice(0, checkpoint).map(({ stream }) => stream.slice('sheet-'.length)));
        const rows = [...ids].map((id) => {
          const state = this.notesIn(id, checkpoint);
          return {
            kind: 'sheet',
            id,
            whole: id.slice(0, 1),
            state,
            revision: state.length - 1,
            position: checkpoint,
            characters: 9,
          };
        });
        await delay('tables answered');
        return { checkpoint, rows: rows.filter(({ whole }) => names.includes(whole)) };
      },
    };
  }
}

function numberIn({ data }: Stored): number {
  return typeof data === 'object' && data !== null && 'n' in data && typeof data.n === 'number' ? data.n : -1;
}

class Process {
  readonly tail: LogTail;
  readonly states: CurrentStates;

  constructor(store: EventStore, tables: TablesUnderTest, viewed: () => number) {
    this.tail = new LogTail(store, viewed);
    this.states = new CurrentStates(tables, [sheetFold], this.tail);
  }
}

const ids = ['a.1', 'a.2', 'b.1'] as const;

type Step =
  | { readonly does: 'note'; readonly id: (typeof ids)[number] }
  | { readonly does: 'read'; readonly by: number; readonly whole: 'a' | 'b' }
  | { readonly does: 'flush'; readonly to: number }
  | { readonly does: 'kill'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('note' as const), id: fc.constantFrom(...ids) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('read' as const),
      by: fc.nat(1),
      whole: fc.constantFrom('a' as const, 'b' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('flush' as const), to: fc.nat(12) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('kill' as const), which: fc.nat(1) }) },
);

/** Plays the steps at the same time, in the order that the scheduler chooses. */
async function play(scheduler: fc.Scheduler, steps: readonly Step[]): Promise<void> {
  const town = new Town();
  const delay: Delay = async (what) => scheduler.schedule(Promise.resolve(), what);
  const running: Process[] = [];
  const started: Process[] = [];
  const start = async (at: number) => {
    const one = town.newProcess(delay);
    started.push(one);
    await one.tail.start();
    // A process answers nobody before the tables have reached the log's head of its start.
    await delay('caught up');
    town.flush(one.tail.position);
    running[at] = one;
  };
  const doStep = async (one: Step, n: number): Promise<void> => {
    await delay(one.does);
    switch (one.does) {
      case 'note':
        town.note(one.id, n);
        return;
      case 'flush':
        town.flush(one.to);
        return;
      case 'kill':
        await start(one.which);
        return;
      case 'read': {
        const process = running[one.by];
        if (process === undefined) return;
        const acknowledged = town.log.length;
        await process.tail.upToDate(10_000);
        await readsWhatWas(town, process, one.whole, acknowledged);
      }
    }
  };
  const all = Promise.all([start(0), start(1), ...steps.map(doStep)]);
  try {
    await scheduler.waitFor(all);
  } finally {
    const stopped = Promise.all(started.map(({ tail }) => tail.stop()));
    await scheduler.waitFor(stopped);
  }
}

/** A whole is read as the log up to one position. No acknowledged event stands after that position. */
async function readsWhatWas(town: Town, { states }: Process, whole: string, acknowledged: number): Promise<void> {
  const read = await states.parts(sheetFold, [whole]);
  const seen = new Set(read.flat());
  const sheets = ids.filter((id) => id.startsWith(whole));
  const positions = town.log.flatMap((_, at) => (at + 1 >= acknowledged ? [at + 1] : []));
  const isThere = [...positions, acknowledged].some((position) => {
    const notes = sheets.map((id) => town.notesIn(id, position));
    const expected = notes.filter((one) => one.length > 0);
    return (
      expected.flat().length === seen.size && JSON.stringify(expected.toSorted()) === JSON.stringify(read.toSorted())
    );
  });
  if (!isThere) {
    throw new Error(
      `Read ${JSON.stringify(read)} of ${whole}, when ${acknowledged} of ${JSON.stringify(town.log)} were acknowledged.`,
    );
  }
}

describe('the states of now', () => {
  it('are never older than what was acknowledged when somebody asked, and of one moment', async () => {
    await fc.assert(fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 1, maxLength: 14 }), play), {
      seed: seedOf('states of now'),
      numRuns: 5_000,
    });
  });

  it('are those of the tables and of the events since', async () => {
    const town = new Town();
    town.note('a.1', 1);
    town.flush(1);
    const process = town.newProcess(atOnce);
    await process.tail.start();
    town.note('a.1', 2);
    town.note('a.2', 3);
    await process.tail.upToDate(10_000);
    expect(await process.states.one(sheetFold, 'a.1')).toEqual([1, 2]);
    expect(await process.states.parts(sheetFold, ['a'])).toEqual([[1, 2], [3]]);
    expect(await process.states.at(sheetFold, 'a.2')).toEqual({ kind: 'sheet', state: [3], revision: 0, position: 3 });
    await process.tail.stop();
  });

  it('are loaded in one question when things of several wholes are asked for at once', async () => {
    const town = new Town();
    town.note('a.1', 1);
    town.note('b.1', 2);
    town.flush(2);
    const asked: string[] = [];
    const process = town.newProcess((what) => {
      asked.push(what);
      return Promise.resolve();
    });
    await process.tail.start();
    const sheets = ['a.1', 'b.1', 'c.1'].map((id) => process.states.one(sheetFold, id));
    expect(await Promise.all(sheets)).toEqual([[1], [2], []]);
    expect(asked.filter((what) => what === 'tables asked')).toHaveLength(1);
    await process.tail.stop();
  });

  it('are not known where the tables lack events from before the process', async () => {
    const town = new Town();
    town.note('a.1', 1);
    const process = town.newProcess(atOnce);
    await process.tail.start();
    expect(await process.states.at(sheetFold, 'a.1')).toBeNull();
    town.flush(1);
    expect(await process.states.at(sheetFold, 'a.1')).toMatchObject({ state: [1], revision: 0 });
    await process.tail.stop();
  });

  it('wake who follows the whole, and nobody else', async () => {
    const town = new Town();
    const process = town.newProcess(atOnce);
    await process.tail.start();
    const woken: string[] = [];
    const leave = process.states.onChange('a', () => woken.push('a'));
    process.states.onChange('b', () => woken.push('b'));
    town.note('a.1', 1);
    await process.tail.upToDate(10_000);
    leave();
    town.note('a.1', 2);
    town.note('b.1', 2);
    await process.tail.upToDate(10_000);
    expect(woken).toEqual(['a', 'b']);
    await process.tail.stop();
  });
});
