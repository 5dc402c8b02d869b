import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The channel (`node:diagnostics_channel`) where an event store publishes the size of each batch: `{ appends }`. */
export const BATCHES = 'tertial.store.batch';

/** Collects the metrics of this process since its start, for Prometheus. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly #registry = new Registry();

  readonly #appends = new Histogram({
    name: 'tertial_append_seconds',
    help: 'Duration of appends to the event store, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.#registry],
  });
  readonly #batches = new Histogram({
    name: 'tertial_append_batch_size',
    help: 'Appends that one call to the event store wrote.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers: [this.#registry],
  });
  readonly #lostRaces = new Counter({
    name: 'tertial_lost_races_total',
    help: 'Appends that failed on the expected revision. Their commands are decided again.',
    registers: [this.#registry],
  });
  readonly #commands = new Counter({
    name: 'tertial_commands_total',
    help: 'Commands accepted, refused or failed, of people and of the system.',
    labelNames: ['command', 'outcome'],
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: 'tertial_refusals_total',
    help: 'Errors returned to clients, by code. REVISION_CONFLICT: the data had changed since the client read it.',
    labelNames: ['code'],
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    subscribe(BATCHES, this.#onBatch);
  }

  onApplicationShutdown(): void {
    unsubscribe(BATCHES, this.#onBatch);
  }

  readonly #onBatch = (message: unknown): void => {
    if (typeof message === 'object' && message !== null && 'appends' in message) {
      this.#batches.observe(Number(message.appends));
    }
  };

  appended(outcome: string, seconds: number): void {
    this.#appends.observe({ outcome }, seconds);
    if (outcome === 'wrong_revision') this.#lostRaces.inc();
  }

  carriedOut(command: string, outcome: 'accepted' | 'refused' | 'failed'): void {
    this.#commands.inc({ command, outcome });
  }

  refused(code: string): void {
    this.#refusals.inc({ code });
  }

  /** Adds a gauge that calls `read` at each scrape. If `read` fails, the value is NaN. */
  show(name: string, help: string, read: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect: async () => {
        try {
          gauge.set(await read());
        } catch {
          gauge.set(Number.NaN);
        }
      },
    });
  }

  /** Returns all metrics in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
