import { isDeepStrictEqual } from 'node:util';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import type { RequestContext } from './caller.resolver.js';

/** WebSocket close code for a client that is not signed in (graphql-transport-ws). */
const UNAUTHORIZED = 4401;
const LONGEST_TIMER_IN_MILLISECONDS = 2 ** 31 - 1;

/** Closes a WebSocket whose session expired or changed. */
export function hangUp({ socket }: Pick<RequestContext, 'socket'>): void {
  // The delay lets the service send the refusal before it closes the WebSocket.
  setImmediate(() => socket?.close(UNAUTHORIZED, 'Sign in again.'));
}

/** @throws Refusal `UNAUTHENTICATED` when the reader's roles in the register have changed since the sign-in. */
export async function requireAsBefore({ person, asNow }: Pick<RequestContext, 'person' | 'asNow'>): Promise<void> {
  if (asNow === undefined) return;
  // Rule 43: a person whose role has ended gets no more data of that role, even on an open WebSocket.
  if (!isDeepStrictEqual(await asNow(), person)) throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
}

/** Passes the rows on until the reader's session expires. Then it throws the refusal `UNAUTHENTICATED` (rule 44). */
export function untilExpired<Row>(
  { expiresAt }: Pick<RequestContext, 'expiresAt'>,
  rows: AsyncIterator<Row>,
): AsyncIterator<Row> & { return(): Promise<IteratorResult<Row>> } {
  let hasExpired = false;
  const leave = async (): Promise<IteratorResult<Row>> => (await rows.return?.()) ?? { done: true, value: undefined };
  const forget = onceAt(expiresAt, () => {
    hasExpired = true;
    // Ends a pending wait for the next row.
    void leave();
  });
  return {
    next: async () => {
      const result = await rows.next();
      if (result.done === true) forget();
      // Rule 44: an expired session gets no row.
      if (hasExpired) throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
      return result;
    },
    return: () => {
      forget();
      return leave();
    },
  };
}

/** Calls a function at a time in milliseconds since 1970. Returns a function that cancels the call. */
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
