import type { Stored } from '../kernel/fold.js';
import { Projection } from './projection.service.js';
import { noTracing, type Tracing } from './tracing.service.js';

/** A projection whose batches show in the traces of the requests that their events came from. */
export class TracedProjection extends Projection {
  #tracing: Tracing = noTracing;

  tracedBy(tracing: Tracing): this {
    this.#tracing = tracing;
    return this;
  }

  override async apply(events: readonly Stored[], after: number): Promise<void> {
    const traceIds = events.flatMap(({ metadata }) => metadata.traceId ?? []);
    await this.#tracing.following('project', traceIds, () => super.apply(events, after));
  }
}
