import { isRefusal } from '../../kernel/refusal.js';

export interface StoreFault {
  /** False: what was asked may have been done, because the answer to it was lost. Absent: true. */
  readonly isNothingDone?: boolean;
  /** Whether the same may succeed in a moment, as after a restart of the server. Absent: true. */
  readonly isTemporary?: boolean;
  /** The SQLSTATE of the server's error. Absent or null: the server sent none. */
  readonly code?: string | null;
  readonly cause?: unknown;
}

/** The store did not do what was asked, or did not say whether it did. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
  readonly isNothingDone: boolean;
  readonly isTemporary: boolean;
  readonly code: string | null;

  constructor(message: string, { isNothingDone = true, isTemporary = true, code = null, cause }: StoreFault = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.isNothingDone = isNothingDone;
    this.isTemporary = isTemporary;
    this.code = code;
  }
}

/** The log at the configured address is another than the one that this process and its views know. */
export class AnotherLog extends StoreUnavailable {
  override readonly name = 'AnotherLog';
}

/** The store denies its account a right, or does not know it. Nothing was done, and the same may succeed later. */
export class StoreRefused extends StoreUnavailable {
  override readonly name = 'StoreRefused';

  constructor(message: string, fault: Pick<StoreFault, 'code' | 'cause'> = {}) {
    super(message, { ...fault, isTemporary: false });
  }
}

/** The log does not take so much at once. Nothing was written, and the same would be refused again. */
export class TooLarge extends StoreUnavailable {
  override readonly name = 'TooLarge';

  /**
   * @param bytes Size of the events, in bytes.
   * @param most The largest size that the log takes at once, in bytes.
   */
  constructor(
    readonly bytes: number,
    readonly most: number,
  ) {
    super(`The events have ${bytes} bytes, and the log takes at most ${most} at once.`, { isTemporary: false });
  }
}

const OF_STORE: readonly string[] = ['STORE_UNAVAILABLE', 'OUTCOME_UNKNOWN', 'ANOTHER_LOG', 'NEWER_VERSION'];

/** Whether the store caused an error of a command. Each other command would then fail as well. */
export function isOfStore(error: unknown): boolean {
  return error instanceof StoreUnavailable || (isRefusal(error) && OF_STORE.includes(error.code));
}
