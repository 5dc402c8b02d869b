import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { EventStore, ExpectedRevision } from '../../src/platform/event-store.js';
import { all, event, newStream } from './store-under-test.js';

interface Request {
  readonly stream: number;
  readonly expected: ExpectedRevision | 'the right one';
  /** Numbers of the ids to send: few, so that they often come again. */
  readonly ids: readonly number[];
}

const requests = fc.array(
  fc.record<Request>({
    stream: fc.nat(2),
    expected: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('any' as const, 'the right one' as const) },
      { weight: 1, arbitrary: fc.oneof(fc.constant('no stream' as const), fc.nat(5)) },
    ),
    ids: fc.oneof(
      fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 4 }),
      fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 4 })).map(([first, count]) => from(first, count)),
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

function from(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => first + n);
}

/** The port's words as plainly as they can be put: a list of what stands where. */
class Model {
  readonly log: { stream: number; revision: number; id: number; position: number }[] = [];

  last(stream: number): number | 'no stream' {
    return this.log.findLast((entry) => entry.stream === stream)?.revision ?? 'no stream';
  }

  answer({ stream, ids }: Request, expected: ExpectedRevision): object {
    const inStream = this.log.filter((entry) => entry.stream === stream).map(({ id }) => id);
    const at = inStream.indexOf(ids[0] ?? -1);
    const areThere = at >= 0 && ids.every((id, n) => inStream[at + n] === id);
    if (areThere) return { outcome: 'repeated', revision: at + ids.length - 1 };
    if (this.log.some(({ id }) => ids.includes(id))) return { outcome: 'ids taken' };
    const actual = this.last(stream);
    if (expected !== 'any' && expected !== actual) return { outcome: 'wrong revision', actual };
    return { outcome: 'appended', revision: (actual === 'no stream' ? -1 : actual) + ids.length };
  }

  write({ stream, ids }: Request, position: (n: number) => number): void {
    const last = this.last(stream);
    const first = last === 'no stream' ? 0 : last + 1;
    ids.forEach((id, n) => this.log.push({ stream, revision: first + n, id, position: position(n) }));
  }
}

async function compare(store: EventStore, sent: readonly Request[]): Promise<void> {
  const model = new Model();
  const streams = [newStream(), newStream(), newStream()];
  const ids: string[] = Array.from({ length: 40 }, () => randomUUID());
  const base = await store.head();
  for (const request of sent) {
    const stream = streams[request.stream] ?? '';
    const expected = request.expected === 'the right one' ? model.last(request.stream) : request.expected;
    const answer = model.answer(request, expected);
    const newEvents = request.ids.map((id) => event({ id }, ids[id]));
    const outcome = await store.append(stream, expected, newEvents);
    expect(outcome).toMatchObject(answer);
    if (outcome.outcome === 'appended') {
      const placed = (await all(store.readAll(model.log.at(-1)?.position ?? base))).map(({ position }) => position);
      expect(placed.at(-1)).toBe(outcome.position);
      model.write(request, (n) => placed[n] ?? -1);
    }
    if (outcome.outcome === 'repeated') {
      const last = model.log.find(({ id }) => id === request.ids.at(-1));
      expect(outcome.position).toBe(last?.position);
    }
  }
  const log = (await all(store.readAll(base))).map(({ stream, revision, id, position }) => {
    return { stream: streams.indexOf(stream), revision, id: ids.indexOf(id), position };
  });
  expect(log).toEqual(model.log);
  for (const [n, stream] of streams.entries()) {
    const expected = model.log.filter((entry) => entry.stream === n).map(({ revision, id }) => [revision, ids[id]]);
    expect((await all(store.readStream(stream))).map(({ revision, id }) => [revision, id])).toEqual(expected);
  }
}

/** The seed is printed, and `FC_SEED` gives it back. */
export function modelled(store: () => EventStore): void {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

  it(`answers as a plain list in memory would (FC_SEED=${seed})`, async () => {
    process.stdout.write(`FC_SEED=${seed}\n`);
    const same = fc.asyncProperty(requests, (sent) => compare(store(), sent));
    await fc.assert(same, { seed, numRuns: 250, verbose: fc.VerbosityLevel.Verbose, endOnFailure: false });
  }, 120_000);
}
