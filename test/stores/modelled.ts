import { positionOf, type PositionOrStart } from '../../src/kernel/fold.js';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  KnownEvent,
  StoredEvent,
} from '../../src/platform/event-store/event-store.js';
import { AnotherLog } from '../../src/platform/runtime/store-unavailable.js';
import type { Kind } from '../support/replaceable-log-under-test.js';
import { all, event, newStream, runsOf, seedOf, type SwappedLog, type SwappedStore } from './store-under-test.js';

export interface Request {
  /** The instance that it is sent to. */
  readonly isToSecond: boolean;
  readonly stream: number;
  readonly expected: ExpectedRevision | 'the right one';
  /** Numbers of the ids to send: few, so that they often come again. */
  readonly ids: readonly number[];
}

const request = fc.record<Request>({
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
});

const requests = fc.array(request, { minLength: 1, maxLength: 8 });

/** The log becomes another one for a while, and is then itself again. */
interface Swap {
  readonly kind: Kind;
  /** The number of events that are written after the other log was copied from it. */
  readonly lag: number;
  /** They are sent while the log is another. */
  readonly away: readonly Request[];
}

const swap = fc.record<Swap>({
  kind: fc.constantFrom<Kind>('empty', 'older', 'grown', 'unrelated'),
  lag: fc.integer({ min: 1, max: 3 }),
  away: fc.array(request, { minLength: 1, maxLength: 3 }),
});

const steps = fc
  .tuple(requests, swap, requests)
  .chain(([before, one, after]) =>
    fc.array(fc.oneof(request, swap), { maxLength: 3 }).map((more) => [...before, one, ...more, ...after]),
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

/** A log that is asked one thing after another, beside the list that says what it must answer. */
class Compared {
  readonly #model = new Model();
  readonly #streams = [newStream(), newStream(), newStream()];
  readonly #ids: string[] = Array.from({ length: 40 }, () => randomUUID());

  private constructor(
    private readonly store: EventStore,
    private readonly second: EventStore,
    private readonly base: PositionOrStart,
  ) {}

  static async on(store: EventStore, second: EventStore): Promise<Compared> {
    return new Compared(store, second, await store.head());
  }

  /** The newest event that was written. */
  get #known(): KnownEvent | null {
    const last = this.#model.log.at(-1);
    return last === undefined ? null : { position: positionOf(last.position), id: this.#ids[last.id] ?? '' };
  }

  async send(one: Request): Promise<void> {
    const answer = this.#model.answer(one, this.#expectedOf(one));
    const outcome = await this.#append(one);
    expect(outcome).toMatchObject(answer);
    if (outcome.outcome !== 'appended') return;
    const last = this.#model.log.at(-1)?.position;
    const written = await all(this.store.readAll(last === undefined ? this.base : positionOf(last)));
    const placed = written.map(({ position }) => position);
    expect(placed.at(-1)).toBe(outcome.position);
    this.#model.write(one, (n) => placed[n] ?? -1);
  }

  async swap(log: SwappedLog, { kind, lag, away }: Swap): Promise<void> {
    await log.keep(kind);
    for (let n = 0; n < lag; n += 1) {
      this.#ids.push(randomUUID());
      await this.send({ isToSecond: false, stream: n, expected: 'any', ids: [this.#ids.length - 1] });
    }
    await log.become(kind);
    const before = await log.count();
    const outcomes = await Promise.allSettled(away.map((one) => this.#append(one)));
    const reason: unknown = expect.any(AnotherLog);
    expect(outcomes).toEqual(away.map(() => ({ status: 'rejected', reason })));
    const known = this.#known;
    if (known !== null) expect((await this.second.eventAt(known.position))?.id).not.toBe(known.id);
    expect(await log.count()).toBe(before);
    await log.comeBack(kind);
  }

  async expectAll(): Promise<void> {
    const log = await all(this.second.readAll(this.base));
    const streams = this.#streams;
    expect(log.map((each) => shortOf(each, streams, this.#ids))).toEqual(this.#model.log);
    for (const [n, stream] of streams.entries()) {
      const expected = this.#model.log.filter((entry) => entry.stream === n);
      const read = await all(this.store.readStream(stream));
      expect(read.map(({ revision, id }) => [revision, id])).toEqual(
        expected.map(({ revision, id }) => [revision, this.#ids[id]]),
      );
    }
  }

  #expectedOf({ expected, stream }: Request): ExpectedRevision {
    return expected === 'the right one' ? this.#model.last(stream) : expected;
  }

  #append(one: Request): Promise<AppendOutcome> {
    const newEvents = one.ids.map((id) => event({ id }, this.#ids[id]));
    const stream = this.#streams[one.stream] ?? '';
    return (one.isToSecond ? this.second : this.store).append(
      stream,
      this.#expectedOf(one),
      newEvents,
      () => this.#known,
    );
  }
}

async function compare(store: EventStore, second: EventStore, sent: readonly Request[]): Promise<void> {
  const compared = await Compared.on(store, second);
  for (const one of sent) await compared.send(one);
  await compared.expectAll();
}

async function compareSwapped(
  { store, second = store, log }: SwappedStore,
  played: readonly (Request | Swap)[],
): Promise<void> {
  await log.clear?.();
  const compared = await Compared.on(store, second);
  for (const step of played) await ('kind' in step ? compared.swap(log, step) : compared.send(step));
  await compared.expectAll();
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

/** @param made a store on a log that nobody else uses, which can be put away and back */
export function modelledSwaps(made: () => SwappedStore, shareOfRuns: number): void {
  const seed = seedOf('a plain list, and another log');
  const numRuns = runsOf('a plain list, and another log', 50, shareOfRuns);

  it(`answers as a plain list, and writes nothing while the log is another (FC_SEED=${seed})`, async () => {
    const same = fc.asyncProperty(steps, (played) => compareSwapped(made(), played));
    await fc.assert(same, { seed, numRuns, verbose: fc.VerbosityLevel.Verbose, endOnFailure: false });
  });
}
