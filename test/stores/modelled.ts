import { checkpointOf } from '../../src/kernel/fold.js';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  StoredEvent,
} from '../../src/platform/event-store/event-store.js';
import { all, event, newStream, runsOf, seedOf } from './store-under-test.js';

interface Request {
  /** Which of the two instances it is sent to. */
  readonly isToSecond: boolean;
  readonly stream: number;
  readonly expected: ExpectedRevision | 'the right one';
  /** Numbers of the ids to send: few, so that they often come again. */
  readonly ids: readonly number[];
}

const requests = fc.array(
  fc.record<Request>({
    isToSecond: fc.boolean(),
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
  { minLength: 1, maxLength: 8 },
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
    if (areThere) {
      const position = this.log.find(({ id }) => id === ids.at(-1))?.position;
      return { outcome: 'repeated', revision: at + ids.length - 1, position };
    }
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

async function compare(store: EventStore, second: EventStore, sent: readonly Request[]): Promise<void> {
  const model = new Model();
  const streams = [newStream(), newStream(), newStream()];
  const ids: string[] = Array.from({ length: 40 }, () => randomUUID());
  const base = await store.head();
  for (const request of sent) {
    const stream = streams[request.stream] ?? '';
    const expected = request.expected === 'the right one' ? model.last(request.stream) : request.expected;
    const answer = model.answer(request, expected);
    const newEvents = request.ids.map((id) => event({ id }, ids[id]));
    const outcome = await (request.isToSecond ? second : store).append(stream, expected, newEvents);
    expect(outcome).toMatchObject(answer);
    if (outcome.outcome === 'appended') {
      const placed = (await all(store.readAll(checkpointOf(model.log.at(-1)?.position ?? base)))).map(
        ({ position }) => position,
      );
      expect(placed.at(-1)).toBe(outcome.position);
      model.write(request, (n) => placed[n] ?? -1);
    }
  }
  const log = await all(second.readAll(base));
  expect(log.map((each) => shortOf(each, streams, ids))).toEqual(model.log);
  for (const [n, stream] of streams.entries()) {
    const expected = model.log.filter((entry) => entry.stream === n).map(({ revision, id }) => [revision, ids[id]]);
    expect((await all(store.readStream(stream))).map(({ revision, id }) => [revision, id])).toEqual(expected);
  }
}

/**
 * Sends all at once. The log then tells in which order those that won came: a list in memory that takes them in that
 * order must answer each in the same way, and must be able to give the others' answers at some moment in between.
 */
async function compareAtOnce(store: EventStore, second: EventStore, sent: readonly Request[]): Promise<void> {
  const streams = [newStream(), newStream(), newStream()];
  const ids: string[] = Array.from({ length: 40 }, () => randomUUID());
  const base = await store.head();
  const asked = sent.map((request) => {
    // Nobody knows the right one beforehand: the first to come is right.
    const expected = request.expected === 'the right one' ? 'no stream' : request.expected;
    return { request, expected, events: request.ids.map((id) => event({ id }, ids[id])) };
  });
  const outcomes = await Promise.all(
    asked.map(({ request, expected, events }) =>
      (request.isToSecond ? second : store).append(streams[request.stream] ?? '', expected, events),
    ),
  );
  const log = await all(store.readAll(base));
  const answered = asked.map((each, n) => ({ ...each, outcome: outcomes[n], answers: new Array<object>() }));
  const isWinner = ({ outcome }: { outcome: AppendOutcome | undefined }): boolean => outcome?.outcome === 'appended';
  const winners = answered.filter(isWinner).sort((a, b) => placeOf(a.outcome) - placeOf(b.outcome));
  const others = answered.filter((each) => !isWinner(each));

  const model = new Model();
  const place = (n: number): number => log[n]?.position ?? -1;
  const askOthers = (): void => {
    for (const { request, expected, answers } of others) answers.push(model.answer(request, expected));
  };
  askOthers();
  for (const { request, expected, outcome } of winners) {
    const position = place(model.log.length + request.ids.length - 1);
    expect(outcome).toEqual({ ...model.answer(request, expected), position });
    const before = model.log.length;
    model.write(request, (n) => place(before + n));
    askOthers();
  }
  for (const { outcome, answers } of others) expect(answers).toContainEqual(outcome);
  expect(log.map((each) => shortOf(each, streams, ids))).toEqual(model.log);
}

function placeOf(outcome: AppendOutcome | undefined): number {
  return outcome && 'position' in outcome ? outcome.position : NaN;
}

function shortOf({ stream, revision, id, position }: StoredEvent, streams: string[], ids: string[]): object {
  return { stream: streams.indexOf(stream), revision, id: ids.indexOf(id), position };
}

export function modelled(store: () => EventStore, second: () => EventStore, shareOfRuns: number): void {
  const seed = seedOf('a plain list');
  const inTurn = runsOf('a plain list', 500, shareOfRuns);
  const atOnce = runsOf('a plain list, at once', 300, shareOfRuns);
  const options = { seed, verbose: fc.VerbosityLevel.Verbose, endOnFailure: false };

  it(`answers as a plain list in memory would (FC_SEED=${seed})`, async () => {
    const same = fc.asyncProperty(requests, (sent) => compare(store(), second(), sent));
    await fc.assert(same, { ...options, numRuns: inTurn });
  });

  it(`answers those who come at once as a plain list would in some order (FC_SEED=${seed})`, async () => {
    const same = fc.asyncProperty(requests, (sent) => compareAtOnce(store(), second(), sent));
    await fc.assert(same, { ...options, numRuns: atOnce });
  });
}
