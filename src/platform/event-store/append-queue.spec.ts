import { AppendQueue, type PendingAppend } from './append-queue.js';

describe('The queue of appends', () => {
  let queue: AppendQueue;

  beforeEach(() => {
    queue = new AppendQueue();
  });

  function add(stream: string, id: string, characters = 2): void {
    const event = { id, type: 'ThingNoted', version: 1, data: ' '.repeat(characters), metadata: '', isFresh: false };
    queue.add({
      stream,
      expected: 'any',
      events: [event],
      known: () => null,
      resolve: () => undefined,
      reject: () => undefined,
    });
  }

  function batches(): string[][] {
    const taken: string[][] = [];
    while (!queue.isEmpty) taken.push(queue.take().map(nameOf));
    return taken;
  }

  it('gives one append a stream at a time, in the order of the stream', () => {
    for (const id of ['a1', 'a2', 'b1', 'a3', 'b2', 'c1']) add(id.charAt(0), id);
    expect(batches()).toEqual([['a a1', 'b b1', 'c c1'], ['a a2', 'b b2'], ['a a3']]);
  });

  it('never puts two appends with the same event id into one batch', () => {
    add('a', '1');
    add('b', '1');
    add('c', '2');
    expect(batches()).toEqual([['a 1', 'c 2'], ['b 1']]);
  });

  it('limits the appends in a batch, and no stream waits behind one with many', () => {
    for (let n = 0; n < 1100; n += 1) add(`s${n % 550}`, String(n));
    const taken = batches();
    expect(taken.map((batch) => batch.length)).toEqual([500, 500, 100]);
    expect(taken[1]?.slice(0, 2)).toEqual(['s500 500', 's501 501']);
  });

  it('limits the size of a batch, but takes a larger append alone', () => {
    add('a', '1', 3_000_000);
    add('b', '2', 9_000_000);
    add('c', '3', 1_000_000);
    add('d', '4', 3_000_000);
    expect(batches()).toEqual([['a 1'], ['b 2'], ['c 3', 'd 4']]);
  });
});

function nameOf({ stream, events }: PendingAppend): string {
  return `${stream} ${events[0]?.id ?? ''}`;
}
