// Castore's adapter for PostgreSQL, with a pool as large as ours. It makes its own event ids and times.

import { PostgresEventStorageAdapter } from '@castore/event-storage-adapter-postgres';

const CONNECTIONS = 20;
const aggregateId = { type: 'VARCHAR', length: 200 };

export async function open(url) {
  const connectionString = `${url}?max=${CONNECTIONS}`;
  // Says that the table is there already as a notice; the table is made once.
  await PostgresEventStorageAdapter.createEventTable({ connectionString: url, tableName: 'event', aggregateId });
  const adapter = new PostgresEventStorageAdapter({ connectionString, tableName: 'event' });
  const context = { eventStoreId: 'goal' };
  return {
    async append(stream, size, { data: payload, metadata }) {
      const event = { aggregateId: stream, version: size + 1, type: 'ActivityStatusReported', payload, metadata };
      await adapter.pushEvent(event, context);
    },
    async read(stream) {
      const { events } = await adapter.getEvents(stream, context);
      return events.map(({ payload: data, metadata }) => ({ data, metadata }));
    },
    // It has no way to close what it has opened.
    close: () => Promise.resolve(),
  };
}

export const counting = 'select count(*)::int as count from event';
