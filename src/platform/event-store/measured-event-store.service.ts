import type { Position, PositionOrStart } from '../../kernel/fold.js';
import type { AppendOutcome, EventStore, ExpectedRevision, Known, NewEvent } from './event-store.js';
import type { Admission } from './admission.service.js';
import type { ClockSkew } from './clock-skew.service.js';
import type { FoundEvent } from './foreign-event.js';
import { AnotherLog, TooLarge } from '../runtime/store-unavailable.js';
import type { Metrics } from '../telemetry/metrics.service.js';
import type { Tracing } from '../telemetry/tracing.service.js';

/** Wraps an event store. Measures the duration of each append, records a trace span, and notes whether it failed. */
export class MeasuredEventStore implements EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
    private readonly admission: Admission,
    private readonly skew: ClockSkew,
  ) {}

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    known?: Known,
  ): Promise<AppendOutcome> {
    const began = performance.now();
    let label = 'failed';
    this.skew.sends(events);
    try {
      const answer = await this.tracing.within('append', { 'tertial.events': events.length }, () =>
        this.store.append(stream, expected, events, known),
      );
      label = answer.outcome.replace(' ', '_');
      if (answer.outcome !== 'appended') this.skew.hasNotWritten(events);
      this.admission.appended();
      return answer;
    } catch (error) {
      // A TypeError is a fault of the caller, which the store never got. Another log can be one that takes events.
      const isOfCaller = error instanceof TypeError || error instanceof TooLarge;
      if (!isOfCaller && !(error instanceof AnotherLog)) this.admission.failed(error);
      throw error;
    } finally {
      this.metrics.appended(label, (performance.now() - began) / 1000);
    }
  }

  async *readStream(stream: string, fromRevision?: number): AsyncGenerator<readonly FoundEvent[], void, void> {
    try {
      yield* this.store.readStream(stream, fromRevision);
      this.admission.did('streams');
    } catch (error) {
      this.admission.didNot('streams', error);
      throw error;
    }
  }

  readAll(afterPosition: PositionOrStart): AsyncIterable<readonly FoundEvent[]> {
    return this.store.readAll(afterPosition);
  }

  readGrouped(upTo: number, groupOf: (stream: string) => string): AsyncIterable<readonly FoundEvent[]> | null {
    return this.store.readGrouped(upTo, groupOf);
  }

  async head(): Promise<PositionOrStart> {
    try {
      const head = await this.store.head();
      this.admission.did('readings');
      return head;
    } catch (error) {
      this.admission.didNot('readings', error);
      throw error;
    }
  }

  eventAt(position: Position): Promise<FoundEvent | null> {
    return this.store.eventAt(position);
  }

  subscribe(
    afterPosition: PositionOrStart,
    signal: AbortSignal,
    known?: Known,
  ): AsyncIterable<readonly FoundEvent[] | 'caught up'> {
    return this.store.subscribe(afterPosition, signal, known);
  }
}
