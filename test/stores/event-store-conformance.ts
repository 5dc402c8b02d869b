import type { EventStore } from '../../src/platform/event-store/event-store.js';
import { appending } from './appending.js';
import { cutting } from './cutting.js';
import { knowing } from './knowing.js';
import { grouping } from './grouping.js';
import { losing } from './losing.js';
import { modelled } from './modelled.js';
import { racing } from './racing.js';
import { reading } from './reading.js';
import type { Demands, StoreUnderTest } from './store-under-test.js';
import { subscribing } from './subscribing.js';

const demands: readonly Demands[] = [appending, reading, grouping, knowing, racing, subscribing, modelled, cutting];

/**
 * What is demanded of every event store. The store is made once and shared by the tests, each with streams of its own;
 * it may hold other events, but nobody else writes to it meanwhile. Positions are demanded to ascend, not to be without
 * holes.
 *
 * @param shareOfRuns how much of the runs of each property is done, where another store has done all of them
 * @param canLose whether somebody can take events out of a stream of the store: not on a server as it is run
 */
export function conformance(
  name: string,
  makeStore: () => Promise<StoreUnderTest>,
  { shareOfRuns = 1, canLose = true }: { readonly shareOfRuns?: number; readonly canLose?: boolean } = {},
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
}

function withLosses({ store, lose }: StoreUnderTest): Required<Pick<StoreUnderTest, 'store' | 'lose'>> {
  if (lose === undefined) throw new Error('The store must be able to lose events.');
  return { store, lose };
}
