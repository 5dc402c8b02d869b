import type { EventStore } from '../../src/platform/event-store/event-store.js';
import { appending } from './appending.js';
import { cutting } from './cutting.js';
import { knowing } from './knowing.js';
import { grouping } from './grouping.js';
import { losing } from './losing.js';
import { modelled, modelledSwaps } from './modelled.js';
import { racing } from './racing.js';
import { reading } from './reading.js';
import type { Demands, StoreUnderTest, SwappedStore } from './store-under-test.js';
import { subscribing } from './subscribing.js';

const allDemands: readonly Demands[] = [appending, reading, grouping, knowing, racing, subscribing, modelled, cutting];

/**
 * What is demanded of every event store. The store is made once and shared by the tests, each with streams of its own;
 * it may hold other events, but nobody else writes to it meanwhile. Positions are demanded to ascend, not to be without
 * holes.
 *
 * @param demands a part of the demands, for a first look
 * @param shareOfRuns how much of the runs of each property is done, where another store has done all of them
 * @param makeSwapped makes a store on a log of its own, which can become another: not on a server as it is run
 * @param canLose whether somebody can take events out of a stream of the store: not on a server as it is run
 */
export function conformance(
  name: string,
  makeStore: () => Promise<StoreUnderTest>,
  {
    makeSwapped,
    demands = allDemands,
    shareOfRuns = 1,
    canLose = true,
  }: {
    readonly makeSwapped?: () => Promise<SwappedStore>;
    readonly demands?: readonly Demands[];
    readonly shareOfRuns?: number;
    readonly canLose?: boolean;
  } = {},
): void {
  describe(`${name} as an event store`, () => {
    let made: StoreUnderTest;

    beforeAll(async () => {
      made = await makeStore();
    });

    afterAll(() => made.close());

    const second = (): EventStore => made.second ?? made.store;
    for (const demand of demands) demand(() => made.store, second, shareOfRuns);
    // It comes last: the other tests read whole streams.
    if (canLose) losing(() => withLosses(made));
  });

  if (makeSwapped === undefined) return;
  describe(`${name} whose log is put away and back`, () => {
    let made: SwappedStore;

    beforeAll(async () => {
      made = await makeSwapped();
    });

    afterAll(() => made.close());

    modelledSwaps(() => made, shareOfRuns);
  });
}

function withLosses({ store, lose }: StoreUnderTest): Required<Pick<StoreUnderTest, 'store' | 'lose'>> {
  if (lose === undefined) throw new Error('The store must be able to lose events.');
  return { store, lose };
}
