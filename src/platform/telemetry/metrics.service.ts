import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The channel (`node:diagnostics_channel`) where an event store publishes the size of each batch: `{ appends }`. */
export const BATCHES = 'tertial.store.batch';

/** What this process has counted and measured since it began, as Prometheus reads it. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly #registry = new Registry();

  readonly #appends = new Histogram({
    name: 'tertial_append_seconds',
    help: 'From asking the event store to append until it answered, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.#registry],
  });
  readonly #batches = new Histogram({
    name: 'tertial_append_batch_size',
    help: 'How many appends were written with one call to the store.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers: [this.#registry],
  });
  readonly #lostRaces = new Counter({
    name: 'tertial_lost_races_total',
    help: 'Appends that somebody else came before. They are decided anew.',
    registers: [this.#registry],
  });
  readonly #commands = new Counter({
    name: 'tertial_commands_total',
    help: "Commands carried out, refused or failed, people's and Tertial's own.",
    labelNames: ['command', 'outcome'],
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: 'tertial_refusals_total',
    help: 'Errors that were answered with, by code. REVISION_CONFLICT: what was read had been changed since.',
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

  /** Shows what is read at the time of looking; what cannot be read then is not a number. */
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

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
