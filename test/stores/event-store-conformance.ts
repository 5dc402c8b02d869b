import { appending } from './appending.js';
import { modelled } from './modelled.js';
import { reading } from './reading.js';
import type { StoreUnderTest } from './store-under-test.js';
import { subscribing } from './subscribing.js';

/**
 * What is demanded of every event store. The store is made once and shared by the tests, each with streams of its own;
 * it may hold other events. Positions are demanded to ascend, not to be without holes.
 */
export function conformance(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`${name} as an event store`, () => {
    let made: StoreUnderTest;

    beforeAll(async () => {
      made = await makeStore();
    });

    afterAll(() => made.close());

    appending(() => made.store);
    reading(() => made.store);
    subscribing(() => made.store);
    modelled(() => made.store);
  });
}
