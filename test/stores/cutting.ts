import { type PositionOrStart } from '../../src/kernel/fold.js';
import fc from 'fast-check';
import type { EventStore } from '../../src/platform/event-store/event-store.js';
import { events, given, idsOf, newStream, runsOf, seedOf } from './store-under-test.js';

interface Sitting {
  /** How many events are appended before the subscription is opened, and how many while it is read. */
  readonly before: number;
  readonly during: number;
  /** After so many events it is left, in the middle of a page or not. */
  readonly take: number;
  readonly isAborted: boolean;
}

const sittings = fc.array(
  fc.record<Sitting>({ before: fc.nat(4), during: fc.nat(3), take: fc.nat(6), isAborted: fc.boolean() }),
  { minLength: 1, maxLength: 5 },
);

/** Reads on from where the last reader stopped. Whatever it takes, gaps and doubles show in the ids. */
async function sit(store: EventStore, writer: EventStore, after: PositionOrStart, sitting: Sitting) {
  const stop = new AbortController();
  const taken: string[] = [];
  const sent: string[] = [];
  let position = after;
  let isLeft = sitting.take === 0;
  for await (const delivery of store.subscribe(after, stop.signal)) {
    if (sent.length < sitting.during) sent.push(...(await append(writer, sitting.during - sent.length)));
    if (delivery === 'caught up') isLeft = true;
    else {
      for (const event of delivery.slice(0, sitting.take - taken.length)) {
        taken.push(event.id);
        position = event.position;
      }
    }
    isLeft ||= taken.length >= sitting.take;
    if (isLeft && !sitting.isAborted) break;
    if (isLeft) stop.abort();
  }
  return { taken, sent, position };
}

async function append(store: EventStore, count: number): Promise<string[]> {
  if (count === 0) return [];
  const these = events(count);
  await given(store, newStream(), these);
  return idsOf(these);
}

async function readInSittings(store: EventStore, writer: EventStore, plan: readonly Sitting[]): Promise<void> {
  const taken: string[] = [];
  const sent: string[] = [];
  let position = await store.head();
  for (const sitting of [...plan, { before: 0, during: 0, take: Infinity, isAborted: false }]) {
    sent.push(...(await append(writer, sitting.before)));
    const sat = await sit(store, writer, position, sitting);
    taken.push(...sat.taken);
    sent.push(...sat.sent);
    position = sat.position;
  }
  expect(taken).toEqual(sent);
}

export function cutting(store: () => EventStore, second: () => EventStore, shareOfRuns: number): void {
  const seed = seedOf('cut subscriptions');
  const numRuns = runsOf('cut subscriptions', 200, shareOfRuns);

  it(`has no gap and no double for who leaves a subscription and comes back (FC_SEED=${seed})`, async () => {
    const whole = fc.asyncProperty(sittings, fc.boolean(), (plan, isOthers) =>
      readInSittings(store(), isOthers ? second() : store(), plan),
    );
    await fc.assert(whole, { seed, numRuns, verbose: fc.VerbosityLevel.Verbose });
  });
}
