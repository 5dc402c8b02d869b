import { Logger } from '@nestjs/common';

/**
 * A service of a store to this process. Each can fail alone: an account may read and not append. `readings`
 * are those of the whole log, `streams` those of one stream.
 */
export type Service = 'connection' | 'appends' | 'readings' | 'streams';

const MINUTE_IN_MILLISECONDS = 60_000;
/** A store that answers is told to be back after so long without a fault, so that a flickering one is told of once. */
const QUIET_BEFORE_BACK_IN_MILLISECONDS = 1_000;
const MILLISECONDS_IN_A_SECOND = 1_000;
/** The most reasons that are told of one outage. A reason is told once, however often it comes back. */
const MOST_REASONS_TOLD = 16;

/**
 * Tells the log of the times in which one store does not do what is asked: that they begin and why, each new reason, a
 * line a minute, and that they end. The reasons come from servers and drivers, and contain no data and no credentials.
 */
export class Outage {
  readonly #log = new Logger('Stores');
  /** The services that fail now, with the reason. Empty: the store does all that is asked. */
  readonly #faults = new Map<Service, string>();
  readonly #told = new Set<string>();
  #hasAnswered = false;
  /** Begin and end in milliseconds, on the clock of `performance.now()`. */
  #since: number | null = null;
  #until = 0;
  #refused = 0;
  #minutes: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;

  /** @param store What the store holds: `log`, `views`, or `log and views`. */
  constructor(readonly store: string) {}

  get isOn(): boolean {
    return this.#since !== null;
  }

  /** Notes that the store failed to do something. The start of the service tells of failures before the first answer. */
  failed(because: string, service: Service = 'connection'): void {
    if (!this.#hasAnswered) return;
    clearTimeout(this.#quiet);
    this.#quiet = undefined;
    this.#faults.set(service, because);
    if (this.#since === null) this.#begin(because);
    else if (!this.#told.has(because) && this.#told.size < MOST_REASONS_TOLD) {
      this.#told.add(because);
      this.#log.error({ message: 'A store is away for another reason.', store: this.store, because });
    }
  }

  /** Notes that the store did what was asked. */
  answered(service: Service = 'connection'): void {
    this.#hasAnswered = true;
    if (!this.#faults.delete(service) || this.#faults.size > 0) return;
    this.#until = performance.now();
    this.#quiet = setTimeout(() => this.#end(), QUIET_BEFORE_BACK_IN_MILLISECONDS).unref();
  }

  /** Takes note that a command was refused because of the store. */
  commandRefused(): void {
    this.#refused += 1;
  }

  close(): void {
    this.#hasAnswered = false;
    clearTimeout(this.#quiet);
    clearInterval(this.#minutes);
  }

  #begin(because: string): void {
    this.#since = performance.now();
    this.#refused = 0;
    this.#told.clear();
    this.#told.add(because);
    this.#log.error({ message: 'A store is away.', store: this.store, because });
    this.#minutes = setInterval(() => {
      const [reason] = [...this.#faults.values()].reverse();
      this.#log.error({ message: 'A store is still away.', ...this.#figures(performance.now()), because: reason });
    }, MINUTE_IN_MILLISECONDS).unref();
  }

  #end(): void {
    clearInterval(this.#minutes);
    this.#log.log({ message: 'A store is back.', ...this.#figures(this.#until) });
    this.#since = null;
  }

  #figures(now: number) {
    const seconds = Math.round((now - (this.#since ?? now)) / MILLISECONDS_IN_A_SECOND);
    return { store: this.store, seconds, refusedCommands: this.#refused };
  }
}

/** The outages of the log and of the views, which are the same one when both are in one database. */
export class Outages {
  constructor(
    readonly log: Outage,
    readonly views: Outage,
  ) {}

  get isAny(): boolean {
    return this.log.isOn || this.views.isOn;
  }

  /** Takes note that a command was refused because of a store. Returns whether the log has been told why. */
  commandRefused(): boolean {
    const away = [...new Set([this.log, this.views])].filter(({ isOn }) => isOn);
    for (const outage of away) outage.commandRefused();
    return away.length > 0;
  }

  close(): void {
    this.log.close();
    this.views.close();
  }
}

/** Makes the outages of stores whose log is, or is not, in the database of the views. */
export function newOutages(isOneDatabase: boolean): Outages {
  if (!isOneDatabase) return new Outages(new Outage('log'), new Outage('views'));
  const both = new Outage('log and views');
  return new Outages(both, both);
}
