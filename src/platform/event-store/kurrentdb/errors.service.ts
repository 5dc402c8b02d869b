import {
  AccessDeniedError,
  CancelledError,
  InvalidArgumentError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  UnavailableError,
} from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnotherLog, StoreRefused, StoreUnavailable, TooLarge } from '../../runtime/store-unavailable.js';
import { sentenceOf } from './reasons.js';

/** The server did not answer within the deadline. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor() {
    super('KurrentDB did not answer in time.');
  }
}

/** The connection was closed, because the service stops. */
export class Closed extends Error {
  override readonly name = 'Closed';

  constructor() {
    super('The connection to KurrentDB was closed.');
  }
}

/** The events of an append were not written, and the cause says why. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten';
  /** Whether the same append would fail in the same way. */
  readonly isFinal: boolean;

  constructor(cause: unknown, { isFinal = isRefused(cause) || cause instanceof Closed } = {}) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.isFinal = isFinal;
  }
}

/** The server itself does not know whether it wrote the events of an append. */
export class OutcomeOpen extends Error {
  override readonly name = 'OutcomeOpen';
}

/** The log has a record that this service cannot read, or a position that it cannot represent as a number. */
export class UnusableRecord extends Error {
  override readonly name = 'UnusableRecord';
}

/** A restore has begun to write the log and has not ended. */
export class UnfinishedRestore extends Error {
  override readonly name = 'UnfinishedRestore';

  constructor() {
    super('A restore into this log has not ended. Wait for it, or give the command restore the same backup again.');
  }
}

const GRPC_INVALID_ARGUMENT = 3;
const GRPC_PERMISSION_DENIED = 7;
const GRPC_UNKNOWN = 2;
const GRPC_UNAVAILABLE = 14;
const GRPC_UNAUTHENTICATED = 16;

/** Whether the server refuses this service's account. It may be given the right while the service runs. */
export function isRefused(error: unknown): boolean {
  if (error instanceof NotWritten) return isRefused(error.cause);
  return (
    error instanceof StoreRefused ||
    error instanceof AccessDeniedError ||
    [GRPC_PERMISSION_DENIED, GRPC_UNAUTHENTICATED].some((code) => codeOf(error) === code)
  );
}

/** Whether the server ended a call because it takes a request in it for a faulty one. */
export function isFaultyRequest(error: unknown): boolean {
  return codeOf(error) === GRPC_INVALID_ARGUMENT;
}

/** Whether another connection, perhaps to another node, may do better. */
export function isOfTheConnection(error: unknown): boolean {
  if (error instanceof NotWritten) return !error.isFinal && isOfTheConnection(error.cause);
  if (isOfElection(error) || error instanceof OutcomeOpen) return true;
  if (error instanceof UnavailableError || error instanceof CancelledError) return true;
  return codeOf(error) === GRPC_UNAVAILABLE;
}

/** Whether the nodes may elect a leader in a moment. Silence may come from a node that the others will replace. */
export function isOfElection(error: unknown): boolean {
  if (error instanceof NoAnswer || error instanceof NotLeaderError) return true;
  return error instanceof Error && /Not Ready|No leader info/i.test(error.message);
}

/** Whether the server gives no reason. */
export function isUnknown(error: unknown): boolean {
  return codeOf(error) === GRPC_UNKNOWN;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

const FIRST_PAUSE_IN_MILLISECONDS = 50;
const LONGEST_PAUSE_IN_MILLISECONDS = 500;

/** Whether a retry would fail in the same way. All other errors may be temporary. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof Closed ||
    error instanceof TooLarge ||
    error instanceof StreamDeletedError ||
    error instanceof StreamNotFoundError ||
    error instanceof InvalidArgumentError ||
    error instanceof UnusableRecord ||
    error instanceof AnotherLog ||
    (error instanceof NotWritten && error.isFinal && !isRefused(error))
  );
}

/** Waits before each retry with exponential backoff, up to a time limit. */
export class Backoff {
  #pause = FIRST_PAUSE_IN_MILLISECONDS;
  #since = performance.now();

  /** @param milliseconds The time limit of all retries; null for no limit. */
  constructor(private readonly milliseconds: number | null) {}

  /** Starts again with the shortest pause and the full time limit. Call it after a success. */
  renew(): void {
    this.#pause = FIRST_PAUSE_IN_MILLISECONDS;
    this.#since = performance.now();
  }

  /**
   * Waits before the next retry.
   *
   * @throws the given error when a retry would be useless
   * @throws StoreUnavailable after the time limit
   * @throws StoreRefused when the account is refused and there is a limit
   */
  async after(error: unknown, signal?: AbortSignal): Promise<void> {
    if (isFinal(error)) throw error;
    const { milliseconds } = this;
    if (milliseconds !== null) {
      const isUp = performance.now() - this.#since + this.#pause >= milliseconds;
      if (isRefused(error)) throw new StoreRefused(sentenceOf(error), { cause: error });
      if (isUp) throw new StoreUnavailable(sentenceOf(error), { cause: error });
    }
    await sleep(this.#pause, undefined, { signal }).catch(() => undefined);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_IN_MILLISECONDS);
  }
}

/** Waits for a promise at most this long. @throws NoAnswer after that, and then ignores the result of the promise. */
export async function inTime<Result>(promise: Promise<Result>, milliseconds: number): Promise<Result> {
  promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // An answer that came while the process was busy is still in the socket, and is read in this turn.
    timer = setTimeout(() => setImmediate(() => reject(new NoAnswer())), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
