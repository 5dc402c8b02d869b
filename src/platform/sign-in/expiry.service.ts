import { isDeepStrictEqual } from 'node:util';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import type { RequestContext } from './caller.resolver.js';

/** As a WebSocket is closed on somebody who is not signed in (graphql-transport-ws). */
const UNAUTHORIZED = 4401;
const LONGEST_TIMER_IN_MILLISECONDS = 2 ** 31 - 1;

/** Closes the WebSocket of whose sign-in has ended, or is another than it was opened with: nothing more can be asked on it. */
export function hangUp({ socket }: Pick<RequestContext, 'socket'>): void {
  // After the refusal has been sent.
  setImmediate(() => socket?.close(UNAUTHORIZED, 'Sign in again.'));
}

/** @throws Refusal `UNAUTHENTICATED` when a register says something else of the reader than when the WebSocket was opened. */
export async function requireAsBefore({ person, asNow }: Pick<RequestContext, 'person' | 'asNow'>): Promise<void> {
  if (asNow === undefined) return;
  // Rule 43: a role that has ended shows nothing more, however long a WebSocket stays open.
  if (!isDeepStrictEqual(await asNow(), person)) throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
}

/** The rows, for as long as the reader's sign-in holds. Then the reader is refused (rule 44). */
export function untilExpired<Row>(
  { expiresAt }: Pick<RequestContext, 'expiresAt'>,
  rows: AsyncIterator<Row>,
): AsyncIterator<Row> & { return(): Promise<IteratorResult<Row>> } {
  let hasExpired = false;
  const leave = async (): Promise<IteratorResult<Row>> => (await rows.return?.()) ?? { done: true, value: undefined };
  const forget = onceAt(expiresAt, () => {
    hasExpired = true;
    // Lets go of who waits for a row.
    void leave();
  });
  return {
    next: async () => {
      const result = await rows.next();
      if (result.done === true) forget();
      // Rule 44: nothing is told to somebody who is no longer signed in.
      if (hasExpired) throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
      return result;
    },
    return: () => {
      forget();
      return leave();
    },
  };
}

/** Calls at a time, in milliseconds since 1970. Returns what calls it off. */
function onceAt(time: number, call: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = time - Date.now();
    if (left <= 0) call();
    else timer = setTimeout(wait, Math.min(left, LONGEST_TIMER_IN_MILLISECONDS)).unref();
  };
  timer = setTimeout(wait, 0);
  return () => clearTimeout(timer);
}
