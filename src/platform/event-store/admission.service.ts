import type { NewerEvent } from '../../kernel/fold.js';
import { StoreRefused, StoreUnavailable } from '../runtime/store-unavailable.js';
import type { Alarms } from '../telemetry/alarms.service.js';
import type { Outage, Service } from '../telemetry/outages.service.js';

/** The alarm when the data folder was deleted or replaced while this process had it open. */
export const FOLDER_LOST = 'data folder lost';
/** The alarm when the log took no events the last time. */
export const APPENDS_FAIL = 'appends fail';
/** The alarm when the log denies the account of this service a right. */
export const ACCESS_REFUSED = 'access refused';

export interface WritableStores {
  /** Whether what is written now would be lost, because the files are no longer those that were opened. */
  isLost(): boolean;
  /**
   * Asks whether the log takes events. `isThorough`: also tries each right of the account, and leaves nothing behind.
   * Returns whether it proved that an append succeeds now.
   *
   * @throws StoreUnavailable when the log takes no events, StoreRefused when the account has not the right.
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
  /** The question in flight whether the account has its rights again. */
  #question: Promise<void> | undefined;
  /** The event of a newer build that this one does not know; null: there is none. */
  #newer: NewerEvent | null = null;
  /** The operations that the log has denied the account and not done since, each with the reason. */
  readonly #refused = new Map<Service, string>();

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

  /**
   * Says whether a command may begin. Whoever cannot read the log would write, and never see what was written.
   *
   * @throws the errors of {@link require}, StoreRefused, or NewerEvent
   */
  admit(): void {
    this.require();
    this.requireKnown();
    const because = this.#refused.get('readings');
    if (because === undefined) return;
    // Nobody else asks whether the account has the right again. One question at a time is enough, however many are refused.
    this.#question ??= this.check()
      .catch(() => undefined)
      .finally(() => (this.#question = undefined));
    throw new StoreRefused(because);
  }

  /** Takes note that a newer build has written what this one does not know. It learns nothing while it runs. */
  overtake(by: NewerEvent): void {
    this.#newer = by;
  }

  get isOvertaken(): boolean {
    return this.#newer !== null;
  }

  /** @throws NewerEvent when this process stands still, because a newer build has overtaken it. */
  requireKnown(): void {
    if (this.#newer !== null) throw this.#newer;
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
    this.did('appends');
  }

  /** Takes note that the log took no events, or did not say so. Of what passes by itself, its connection tells. */
  failed(error: unknown): void {
    this.didNot('appends', error);
    if (error instanceof StoreRefused) return;
    this.#failedAt = performance.now();
    this.alarms.raise(APPENDS_FAIL);
  }

  /** Takes note that the log did what it was asked. */
  did(service: Service): void {
    this.outage?.answered(service);
    if (this.#refused.delete(service) && this.#refused.size === 0) this.alarms.clear(ACCESS_REFUSED);
  }

  /** Takes note of an error of the log. */
  didNot(service: Service, error: unknown): void {
    if (isLasting(error)) this.outage?.failed(error.message, service);
    if (!(error instanceof StoreRefused)) return;
    this.#refused.set(service, error.message);
    this.alarms.raise(ACCESS_REFUSED);
  }

  /**
   * Resolves when the log takes events, whichever log it is. After a failed append it tries to write, and after a
   * refusal each right.
   *
   * @throws StoreUnavailable, or StoreRefused
   */
  async check(): Promise<void> {
    this.requireFolder();
    const failedAt = this.#failedAt;
    const refused = [...this.#refused.keys()];
    const isProved = await this.stores.probe(failedAt !== null || refused.length > 0);
    for (const service of refused) this.did(service);
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
