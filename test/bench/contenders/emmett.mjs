// Emmett's event store on PostgreSQL, with a pool as large as ours.

import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';

const CONNECTIONS = 20;

export async function open(url) {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    store,
    async append(stream, size, { data, metadata }) {
      const expectedStreamVersion = size === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(size);
      await store.appendToStream(stream, [{ type: 'ActivityStatusReported', data, metadata }], {
        expectedStreamVersion,
      });
    },
    async read(stream) {
      const { events } = await store.readStream(stream);
      // Its own metadata stand beside those given.
      return events.map(
        ({ data, metadata: { streamName, streamPosition, globalPosition, messageId, ...metadata } }) => ({
          data,
          metadata,
        }),
      );
    },
    async close() {
      await store.close();
      if (!pool.ended) await pool.end();
    },
  };
}

export const counting = 'select count(*)::int as count from emt_messages';
