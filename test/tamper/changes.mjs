// Each way in which somebody who may do anything in the database can rewrite the log, and where it is first wrong then.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { SqlEventStore } from '../../dist/platform/event-store/sql-event-store.service.js';

/** The trigger that refuses changes stands in nobody's way who owns the table. */
export async function withoutTrigger(db, change) {
  await sql`alter table log.events disable trigger refuse_change`.execute(db);
  await change();
  await sql`alter table log.events enable trigger refuse_change`.execute(db);
}

/**
 * What is done to the log with `events` events. `victim` is the position of an early one, `held` that of the last one
 * that the auditor's older checkpoint vouches for. `wrongAfter` is the last position that is left as it was.
 */
export function changesOf({ victim, held, events }) {
  const tail = (db, from) => sql`delete from log.events where position > ${from}`.execute(db);
  return [
    {
      name: 'change a payload',
      wrongAfter: victim - 1,
      change: (db) =>
        sql`
        update log.events set data = jsonb_set(data::jsonb, '{comment}', '"Allt gick bra."')::json
        where position = ${victim}`.execute(db),
    },
    {
      name: 'change an actor',
      wrongAfter: victim - 1,
      change: (db) =>
        sql`
        update log.events set metadata = jsonb_set(metadata::jsonb, '{actor}', '"nils"')::json
        where position = ${victim}`.execute(db),
    },
    {
      name: 'change a time',
      wrongAfter: victim - 1,
      change: (db) =>
        sql`
        update log.events set recorded_at = recorded_at - interval '1 day' where position = ${victim}`.execute(db),
    },
    {
      name: 'change a time by a microsecond',
      wrongAfter: victim - 1,
      change: (db) =>
        sql`
        update log.events set recorded_at = recorded_at + interval '1 microsecond' where position = ${victim}`.execute(
          db,
        ),
    },
    {
      name: 'change the order',
      wrongAfter: victim - 1,
      change: async (db) => {
        await sql`update log.events set position = -position where position in (${victim}, ${victim + 1})`.execute(db);
        await sql`update log.events set position = ${victim * 2 + 1} + position where position < 0`.execute(db);
      },
    },
    {
      name: 'delete an event',
      wrongAfter: victim - 1,
      change: (db) => sql`delete from log.events where position = ${victim}`.execute(db),
    },
    {
      name: 'delete, and close the gap',
      wrongAfter: victim - 1,
      change: async (db) => {
        const { rows } = await sql`
          delete from log.events where position = ${victim} returning stream, revision`.execute(db);
        const [{ stream, revision }] = rows;
        await sql`update log.events set position = 1 - position where position > ${victim}`.execute(db);
        await sql`update log.events set position = -position where position < 0`.execute(db);
        await sql`update log.events set revision = 999 + revision
          where stream = ${stream} and revision > ${revision}`.execute(db);
        await sql`update log.events set revision = revision - 1000
          where stream = ${stream} and revision > 999`.execute(db);
      },
    },
    {
      name: 'insert an event',
      wrongAfter: victim,
      change: async (db) => {
        await sql`update log.events set position = -1 - position where position > ${victim}`.execute(db);
        await sql`update log.events set position = -position where position < 0`.execute(db);
        await sql`
          insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
          select ${victim + 1}, ${randomUUID()}::uuid, stream,
            (select max(revision) + 1 from log.events other where other.stream = e.stream),
            type, version, data, metadata, recorded_at
          from log.events e where position = ${victim}`.execute(db);
      },
    },
    { name: 'truncate before a checkpoint', wrongAfter: held - 5, change: (db) => tail(db, held - 5) },
    { name: 'truncate after a checkpoint', wrongAfter: held, change: (db) => tail(db, held) },
    {
      name: 'fork after a checkpoint',
      wrongAfter: held,
      change: async (db) => {
        const { rows } = await sql`select * from log.events where position > ${held} order by position`.execute(db);
        await tail(db, held);
        const store = new SqlEventStore(db);
        // The same story with another ending: as many events, each otherwise.
        for (const { stream, type, version, data, metadata } of rows.slice(0, events - held)) {
          const told = JSON.parse(JSON.stringify(metadata));
          await store.append(stream, 'any', [{ id: randomUUID(), type, version, data, metadata: told }]);
        }
      },
    },
  ];
}
