import type { Stored } from '../../src/kernel/fold.js';
import type { Projection } from '../../src/platform/projections/projection.service.js';

/**
 * Lets a projection that stands at a position take in the events that follow: all of them, or nothing when it fails.
 */
export async function apply(projection: Projection, events: readonly Stored[], after: number): Promise<void> {
  const positions = projection.follow([events], after);
  while ((await positions.next()).done !== true);
}
