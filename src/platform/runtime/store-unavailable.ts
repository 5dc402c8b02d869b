export interface StoreFault {
  /** False: what was asked may have been done, because the answer to it was lost. Absent: true. */
  readonly isNothingDone?: boolean;
  /** Whether the same may succeed in a moment, as after a restart of the server. Absent: true. */
  readonly isTemporary?: boolean;
  readonly cause?: unknown;
}

/** The store did not do what was asked, or did not say whether it did. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly isNothingDone: boolean;
  readonly isTemporary: boolean;

  constructor(message: string, { isNothingDone = true, isTemporary = true, cause }: StoreFault = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.isNothingDone = isNothingDone;
    this.isTemporary = isTemporary;
  }
}
