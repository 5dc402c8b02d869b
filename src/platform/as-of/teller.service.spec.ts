import { metadata } from '../../../test/stores/store-under-test.js';
import { type EventOf, type Fold, kindAndIdOf, type Stored } from '../../kernel/fold.js';
import { type Narration, same } from '../../kernel/telling.js';
import { narrated } from '../../kernel/narrator.js';
import type { EventStore } from '../event-store/event-store.js';
import { Teller } from './teller.service.js';

type Named = EventOf<'Named', { name: string }>;

const fold: Fold<string, Named> = {
  kind: 'thing',
  initial: 'nothing',
  events: { Named: [] },
  evolve: (_, { data }) => data.name,
};

/** Tells what the thing was called before, and what the thing called `other` is called at the time. */
const narration: Narration<string, Named, string> = {
  fold,
  context: (_, lookAt) => lookAt(fold, 'other'),
  tell: (_, { before, after }, other) => ({
    did: same(`${before} to ${after}, beside ${other}`),
    changes: [],
    reason: null,
  }),
};

/** The events of the log, and which streams have been read from where. */
class Log {
  readonly events: Stored[] = [];
  readonly reads: string[] = [];

  name(stream: string, name: string): Stored {
    const position = this.events.length + 1;
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
      // In pages of two.
      for (let at = 0; at < events.length; at += 2) yield await Promise.resolve(events.slice(at, at + 2));
    }.bind(this);
    return { readStream, append: none, head: none, readAll: unread, subscribe: unread };
  }
}

function unread(): AsyncIterable<never> {
  throw new Error('It is not asked for.');
}

let log: Log;
let teller: Teller;

beforeEach(() => {
  log = new Log();
  teller = new Teller(new Map([['thing', narrated(narration)]]), log.store);
});

async function tellingOf(event: Stored): Promise<string> {
  return (await teller.tell(event)).telling.did.en;
}

async function tellingsOf(stream: string, ...revisions: readonly number[]): Promise<string[]> {
  const told: string[] = [];
  for await (const { telling } of teller.tellOf(stream, new Set(revisions))) told.push(telling.did.en);
  return told;
}

describe('a teller', () => {
  it('tells each event with the state before it, though nobody has told of what came earlier', async () => {
    const [, , third] = ['a', 'b', 'c'].map((name) => log.name('thing-1', name));
    if (third === undefined) throw new Error('There are three.');
    expect(await tellingOf(third)).toBe('b to c, beside nothing');
    expect(log.reads).toEqual(['1 from 0', 'other from 0']);
  });

  it('goes on from where it was left, and reads nothing again', async () => {
    const events = ['a', 'b', 'c', 'd'].map((name) => log.name('thing-1', name));
    const told: string[] = [];
    for (const event of events) told.push(await tellingOf(event));
    expect(told.map((words) => words.split(',')[0])).toEqual(['nothing to a', 'a to b', 'b to c', 'c to d']);
    expect(log.reads).toEqual(['other from 0']);
  });

  it('tells of some events of a stream in one reading of it, and no further than the last', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) log.name('thing-1', name);
    expect(await tellingsOf('thing-1', 3, 1)).toEqual(['a to b, beside nothing', 'c to d, beside nothing']);
    expect(await tellingsOf('thing-1', 4)).toEqual(['d to e, beside nothing']);
    expect(log.reads).toEqual(['1 from 0', 'other from 0', '1 from 4']);
  });

  it('begins again with a stream that it has told of further', async () => {
    for (const name of ['a', 'b', 'c']) log.name('thing-1', name);
    await tellingsOf('thing-1', 2);
    expect(await tellingsOf('thing-1', 0)).toEqual(['nothing to a, beside nothing']);
  });

  it('rule 49: looks at other things as they were when the event came, whatever became of them', async () => {
    log.name('thing-other', 'x');
    const first = log.name('thing-1', 'a');
    log.name('thing-other', 'y');
    const second = log.name('thing-1', 'b');
    expect(await tellingOf(first)).toBe('nothing to a, beside x');
    expect(await tellingOf(second)).toBe('a to b, beside y');
  });

  it('tells of one stream and of another, each by its own', async () => {
    const events = [log.name('thing-1', 'a'), log.name('thing-2', 'p'), log.name('thing-1', 'b')];
    const told: string[] = [];
    for (const event of events) told.push(await tellingOf(event));
    expect(told.map((words) => words.split(',')[0])).toEqual(['nothing to a', 'nothing to p', 'a to b']);
  });

  it('says so when nobody tells of a kind of stream', async () => {
    await expect(teller.tell(log.name('other-1', 'a'))).rejects.toThrow(
      'No feature tells of streams of the kind other.',
    );
  });
});
