import { Projection, type Unsaved } from './projection.service.js';
import { noTracing, type Tracing } from '../telemetry/tracing.service.js';

/** A projection whose batches show in the traces of the requests that their events came from. */
export class TracedProjection extends Projection {
  #tracing: Tracing = noTracing;

  tracedBy(tracing: Tracing): this {
    this.#tracing = tracing;
    return this;
  }

  protected override save(unsaved: Unsaved, from: number): Promise<number> {
    return this.#tracing.following('project', unsaved.traceIds, () => super.save(unsaved, from));
  }
}
