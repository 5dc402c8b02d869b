import { metadata } from '../../../test/stores/store-under-test.js';
import { type EventOf, type Fold, kindAndIdOf, type Stored, positionOf } from '../../kernel/fold.js';
import { bindHistory, inWords, same, type StreamHistory } from '../../kernel/history.js';
import type { EventStore } from '../event-store/event-store.js';
import { HistoryRenderer } from './history-renderer.service.js';

type Named = EventOf<'Named', { name: string }>;

const fold: Fold<string, Named> = {
  kind: 'thing',
  initial: 'nothing',
  events: { Named: [] },
  evolve: (_, { data }) => data.name,
};

/** A history with the name before and after an event, and the name that the entity `other` has at that time. */
const history: StreamHistory<string, Named, string> = {
  fold,
  context: async ({ before, after }, lookAt) => `${before} to ${after}, beside ${await lookAt(fold, 'other')}`,
  sentences: { Named: (_, words) => same(words) },
  describe: () => [],
};

/** A log in memory. `reads` lists each reading of a stream with its first revision. */
class Log {
  readonly events: Stored[] = [];
  readonly reads: string[] = [];

  name(stream: string, name: string): Stored {
    const position = positionOf(this.events.length + 1);
    const revision = this.events.filter((event) => event.stream === stream).length;
    const recordedAt = '2026-05-12T08:00:00.000Z';
    const id = `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`;
    const event = { id, stream, revision, position, recordedAt, metadata, type: 'Named', version: 1, data: { name } };
    this.events.push(event);
    return event;
  }

  get store(): EventStore {
    const none = () => Promise.reject(new Error('It is not asked for.'));
    const readStream = async function* (this: Log, stream: string, from = 0) {
      this.reads.push(`${kindAndIdOf(stream)[1]} from ${from}`);
      const events = this.events.filter((event) => event.stream === stream && event.revision >= from);
      // Yields pages of two events.
      for (let at = 0; at < events.length; at += 2) yield await Promise.resolve(events.slice(at, at + 2));
    }.bind(this);
    return {
      readStream,
      append: none,
      head: none,
      eventAt: none,
      readAll: unread,
      readGrouped: unread,
      subscribe: unread,
    };
  }
}

function unread(): AsyncIterable<never> {
  throw new Error('It is not asked for.');
}

let log: Log;
let renderer: HistoryRenderer;

beforeEach(() => {
  log = new Log();
  renderer = new HistoryRenderer(new Map([['thing', bindHistory(history)]]), log.store);
});

async function predicateOf(event: Stored): Promise<string> {
  return inWords((await renderer.render(event)).line.did, String).en;
}

async function predicatesOf(stream: string, ...revisions: readonly number[]): Promise<string[]> {
  const predicates: string[] = [];
  for await (const { line } of renderer.renderSome(stream, new Set(revisions)))
    predicates.push(inWords(line.did, String).en);
  return predicates;
}

describe('a history renderer', () => {
  it('renders an event with the state before it, though no earlier event has been rendered', async () => {
    const [, , third] = ['a', 'b', 'c'].map((name) => log.name('thing-1', name));
    if (third === undefined) throw new Error('There are three.');
    expect(await predicateOf(third)).toBe('b to c, beside nothing');
    expect(log.reads).toEqual(['1 from 0', 'other from 0']);
  });

  it('goes on from where it was left, and reads nothing again', async () => {
    const events = ['a', 'b', 'c', 'd'].map((name) => log.name('thing-1', name));
    const predicates: string[] = [];
    for (const event of events) predicates.push(await predicateOf(event));
    expect(predicates.map((words) => words.split(',')[0])).toEqual(['nothing to a', 'a to b', 'b to c', 'c to d']);
    expect(log.reads).toEqual(['other from 0']);
  });

  it('renders some events of a stream in one reading of it, and reads no further than the last', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) log.name('thing-1', name);
    expect(await predicatesOf('thing-1', 3, 1)).toEqual(['a to b, beside nothing', 'c to d, beside nothing']);
    expect(await predicatesOf('thing-1', 4)).toEqual(['d to e, beside nothing']);
    expect(log.reads).toEqual(['1 from 0', 'other from 0', '1 from 4']);
  });

  it('begins again with a stream of which it has rendered more', async () => {
    for (const name of ['a', 'b', 'c']) log.name('thing-1', name);
    await predicatesOf('thing-1', 2);
    expect(await predicatesOf('thing-1', 0)).toEqual(['nothing to a, beside nothing']);
  });

  it('rule 49: looks at other things as they were when the event came, whatever became of them', async () => {
    log.name('thing-other', 'x');
    const first = log.name('thing-1', 'a');
    log.name('thing-other', 'y');
    const second = log.name('thing-1', 'b');
    expect(await predicateOf(first)).toBe('nothing to a, beside x');
    expect(await predicateOf(second)).toBe('a to b, beside y');
  });

  it('renders the events of two streams, each by its own state', async () => {
    const events = [log.name('thing-1', 'a'), log.name('thing-2', 'p'), log.name('thing-1', 'b')];
    const predicates: string[] = [];
    for (const event of events) predicates.push(await predicateOf(event));
    expect(predicates.map((words) => words.split(',')[0])).toEqual(['nothing to a', 'nothing to p', 'a to b']);
  });

  it('fails for a kind of stream that has no history', async () => {
    await expect(renderer.render(log.name('other-1', 'a'))).rejects.toThrow(
      'No feature has a history of streams of the kind other.',
    );
  });
});
