import { randomUUID } from 'node:crypto';
import { openKurrentDb } from '../../src/platform/kurrentdb-event-store.service.js';
import { conformance } from './event-store-conformance.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';

const realServer = process.env.EVENTS_URL;

/** A prefix that nobody else uses, so that a server can be shared. */
function newPrefix(): string {
  return `test-${randomUUID()}`;
}

if (realServer === undefined) {
  for (const [name, parameters] of [
    ['KurrentDB with BatchAppend', []],
    ['KurrentDB without BatchAppend', ['--without-batch']],
  ] as const) {
    conformance(name, async () => {
      const server = await KurrentDbServer.start(['--max-append-size', '16000000', ...parameters]);
      const { store, close } = await openKurrentDb(server.url, { prefix: newPrefix() });
      return { store, close: () => close().finally(() => server.stop()) };
    });
  }
} else {
  conformance('KurrentDB', () => openKurrentDb(realServer, { prefix: newPrefix() }));
}
