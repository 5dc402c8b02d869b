import type { Outage } from '../telemetry/outages.service.js';

/** How long a stop waits for a log that does not answer. */
const LONGEST_WAIT_FOR_LOG_IN_MILLISECONDS = 2_000;
const LOOK_EVERY_MILLISECONDS = 50;

interface Log {
  readonly outage: Pick<Outage, 'isOn'>;
  /** Ends the connection. Whoever waits for an answer of the log gets an error. */
  leave(): Promise<void>;
}

/**
 * The stop of the service. Each part finishes its work in progress, one after another. The stop leaves a log that is
 * away, so that no part waits for an answer that may never come.
 */
export class Stop {
  #isBegun = false;
  #patience: NodeJS.Timeout | undefined;

  constructor(private readonly log: Log) {}

  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Begins the stop. The root module calls it, because Nest tells the root module before all others. */
  begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#patience = setTimeout(() => {
      this.#patience = setInterval(() => this.#leaveWhenAway(), LOOK_EVERY_MILLISECONDS).unref();
    }, LONGEST_WAIT_FOR_LOG_IN_MILLISECONDS).unref();
  }

  /** Waits for the last work, for which no request waits. Leaves the log when this work takes too long. */
  async finish(work: Promise<void>): Promise<void> {
    clearInterval(this.#patience);
    const late = setTimeout(() => this.#leave(), LONGEST_WAIT_FOR_LOG_IN_MILLISECONDS);
    await work.finally(() => clearTimeout(late));
  }

  #leaveWhenAway(): void {
    if (!this.log.outage.isOn) return;
    clearInterval(this.#patience);
    this.#leave();
  }

  #leave(): void {
    void this.log.leave().catch(() => null);
  }
}
