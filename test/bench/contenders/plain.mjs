// What somebody writes who needs no library: pg, a pool as large as ours, and one transaction per event. The least that
// can be called an event store: the unique key refuses a wrong revision, and the position is a sequence. (Readers can
// miss events of it, since numbers of a sequence become visible out of order. Ours and Emmett's do more there.)

import pg from 'pg';

const CONNECTIONS = 20;

export async function open(url) {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  await pool.query(`
    create table if not exists events (
      position bigserial primary key,
      id uuid not null unique,
      stream text not null,
      revision int not null,
      type text not null,
      version smallint not null,
      data json not null,
      metadata json not null,
      recorded_at timestamptz not null default now(),
      unique (stream, revision)
    )`);
  return {
    async append(stream, size, { id, data, metadata }) {
      // A statement by itself is a transaction by itself.
      await pool.query({
        name: 'append',
        text: `insert into events (id, stream, revision, type, version, data, metadata)
          values ($1, $2, $3, $4, $5, $6, $7) returning position`,
        values: [id, stream, size, 'ActivityStatusReported', 1, JSON.stringify(data), JSON.stringify(metadata)],
      });
    },
    async read(stream) {
      const text = 'select data, metadata from events where stream = $1 order by revision';
      return (await pool.query(text, [stream])).rows;
    },
    close: () => pool.end(),
  };
}

export const counting = 'select count(*)::int as count from events';
