import { StoreUnavailable } from '../runtime/store-unavailable.js';
import type { Alarms } from '../telemetry/alarms.service.js';
import type { Outage } from '../telemetry/outages.service.js';

/** The alarm when the data folder was deleted or replaced while this process had it open. */
export const FOLDER_LOST = 'data folder lost';
/** The alarm when the log took no events the last time. */
export const APPENDS_FAIL = 'appends fail';

export interface WritableStores {
  /** Whether what is written now would be lost, because the files are no longer those that were opened. */
  isLost(): boolean;
  /**
   * Asks whether the log takes events. `isThorough`: also tries to write, and leaves nothing behind. Returns whether it
   * proved that an append succeeds now.
   *
   * @throws StoreUnavailable when the log takes no events.
   */
  probe(isThorough: boolean): Promise<boolean>;
}

interface KnowsLog {
  /** @throws AnotherLog when the log is another than the one that is known. */
  require(): void;
}

/** An unproved failure of an append is held against the log for this long. */
const DOUBTED_FOR_MILLISECONDS = 10_000;

/** Says whether commands may be carried out. It is the one place that does. */
export class Admission {
  #failedAt: number | null = null;

  constructor(
    private readonly stores: WritableStores,
    private readonly alarms: Alarms,
    private readonly log: KnowsLog,
    private readonly outage?: Outage,
  ) {}

  /** @throws StoreUnavailable when a command that is carried out now would be lost, or AnotherLog. */
  require(): void {
    this.requireFolder();
    this.log.require();
  }

  private requireFolder(): void {
    if (!this.stores.isLost()) return;
    this.alarms.raise(FOLDER_LOST);
    throw new StoreUnavailable('The data folder was deleted or replaced. Start Tertial again on a whole data folder.');
  }

  /** Takes note that the log took events. */
  appended(): void {
    this.#failedAt = null;
    this.alarms.clear(APPENDS_FAIL);
    this.outage?.answered('appends');
  }

  /** Takes note that the log took no events, or did not say so. Of what passes by itself, its connection tells. */
  failed(error: unknown): void {
    this.#failedAt = performance.now();
    this.alarms.raise(APPENDS_FAIL);
    if (isLasting(error)) this.outage?.failed(error.message, 'appends');
  }

  /**
   * Resolves when the log takes events, whichever log it is. After a failed append it tries to write.
   *
   * @throws StoreUnavailable
   */
  async check(): Promise<void> {
    this.requireFolder();
    const failedAt = this.#failedAt;
    const isProved = await this.stores.probe(failedAt !== null);
    if (failedAt === null || failedAt !== this.#failedAt) return;
    if (!isProved && performance.now() - failedAt < DOUBTED_FOR_MILLISECONDS) {
      throw new StoreUnavailable('The last append failed.');
    }
    this.appended();
  }
}

/** Whether the log will say the same until somebody has changed something. */
export function isLasting(error: unknown): error is StoreUnavailable {
  return error instanceof StoreUnavailable && !error.isTemporary;
}
