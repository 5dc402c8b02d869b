import { randomUUID } from 'node:crypto';
import { openKurrentDb } from '../../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { KurrentDbLog } from '../../support/replaceable-log-under-test.js';
import type { StoreUnderTest, SwappedStore } from '../store-under-test.js';
import { KurrentDbServer } from './server-under-test.js';

export const LARGE_APPENDS = ['--max-append-size', '16000000'];
/** Long enough for a busy machine, where nothing is meant to be late. */
export const PATIENT = 20_000;

/** With a prefix that nobody else uses, so that a server can be shared. */
export function options(deadlineInMilliseconds: number, prefix = `test-${randomUUID()}`) {
  return { prefix, deadlineInMilliseconds };
}

/** A log on a double of its own. */
export async function logOnDouble(): Promise<StoreUnderTest> {
  const server = await KurrentDbServer.start(LARGE_APPENDS);
  const { prefix, ...others } = options(PATIENT);
  const { store, close } = await openKurrentDb(server.url, { prefix, ...others });
  const lose = async (stream: string, revisions: readonly number[]): Promise<void> => {
    await server.tell('loseEvents', { stream: `${prefix}:${stream}`, revisions });
  };
  return { store, lose, close: () => close().finally(() => server.stop()) };
}

/** A log on a double of its own, which comes back with another one. */
export async function swappedOnDouble(): Promise<SwappedStore> {
  const server = await KurrentDbServer.start();
  const { store, close } = await openKurrentDb(server.url, { deadlineInMilliseconds: PATIENT });
  return { store, log: new KurrentDbLog(server, ''), close: () => close().finally(() => server.stop()) };
}
