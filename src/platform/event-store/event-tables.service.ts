import { sql, type Kysely } from 'kysely';
import { migrate } from '../database/migrations.service.js';

/** Key of the advisory lock that appends and restores take: the ASCII bytes of `tert`. */
export const LOG_LOCK = sql.lit(0x74657274);

/**
 * Creates or migrates the log's table and functions in the schema `log`. The column `data` has the type `json`, which
 * keeps the text as written. The type `jsonb` would reject `\u0000`.
 */
export async function createEventTables<Tables>(db: Kysely<Tables>): Promise<void> {
  await migrate(db, 'log', {
    '0001_events': async (transaction) => {
      for (const statement of [table, refuseChange, refusal, append]) await statement.execute(transaction);
    },
    '0002_large_events': async (transaction) => {
      for (const statement of [largeEvents, largeEventsOfStreams]) await statement.execute(transaction);
    },
    '0003_append_batch': async (transaction) => {
      await appendBatch.execute(transaction);
    },
    '0004_recording_time': async (transaction) => {
      for (const statement of [append, appendBatch]) await statement.execute(transaction);
    },
  });
}

/** Name of the channel on which processes with the same database notify each other of appends. */
export const LOG_CHANNEL = 'tertial_log';

const table = sql`
  create table if not exists log.events (
    position bigint primary key,
    id uuid not null unique,
    stream text collate "C" not null,
    revision int not null,
    type text not null,
    version smallint not null,
    data json not null,
    metadata json not null,
    recorded_at timestamptz not null,
    unique (stream, revision)
  )`;

const refuseChange = sql`
  create or replace function log.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'Nothing in the log is ever changed or deleted (%).', tg_op using errcode = 'restrict_violation';
  end $$`;

const refusal = sql`
  create or replace trigger refuse_change before update or delete or truncate on log.events
  for each statement execute function log.refuse_change()`;

/** An event with more bytes of data than this is large. A page of 1,000 smaller events has at most about 16 MB. */
export const LARGE_FROM_BYTES = 16_384;

/** SQL condition for a large event. The indexes contain the same expression, so that PostgreSQL can use them. */
export const isLarge = sql`octet_length(data::text) > ${sql.lit(LARGE_FROM_BYTES)}`;
const largeEvents = sql`create index large_events on log.events (position) where ${isLarge}`;
const largeEventsOfStreams = sql`create index large_events_of_streams on log.events (stream, revision) where ${isLarge}`;

/**
 * Decides a batch of appends and writes the events of those that succeed. A batch has at most one append per stream,
 * and no event id twice.
 *
 * - `requests`: `[{ request, stream, expected, size }]`; `expected` is null for any revision and -1 for no stream.
 * - `arriving`: `[{ request, n, id, type, version, data, metadata }]`; `n` counts from 0 within the request. `data` and
 *   `metadata` are JSON in a text, because PostgreSQL cannot extract a value with `\u0000` from JSON.
 * - `moment`: the recording time; null for the time of the database's clock. When the clock was set back, the time of
 *   the newest event is used instead: the recording time never goes back (rule 50).
 *
 * Returns for each request its outcome, and the revision and position of its last event. For `wrong revision` it
 * returns the stream's revision, or null when the stream does not exist.
 *
 * The function takes the lock in a statement of its own, so that the next statement sees all earlier appends. Positions
 * therefore have no gaps and become visible in order. The lock lasts for one batch. Sequential scans are off and joins
 * are lateral, because PostgreSQL keeps a query plan that it may have made when the log was almost empty.
 */
const append = sql`
  create or replace function log.append(requests json, arriving json, moment timestamptz)
  returns table (request int, outcome text, revision int, "position" bigint)
  language plpgsql set enable_seqscan = off as $$
  #variable_conflict use_column
  declare recorded timestamptz;
  begin
    perform pg_advisory_xact_lock(${LOG_LOCK});
    recorded := greatest(date_trunc('milliseconds', coalesce(moment, clock_timestamp())),
      (select e.recorded_at from log.events e order by e.position desc limit 1));
    return query
    with asked as materialized (
      select r.*,
        (select e.revision from log.events e where e.stream = r.stream order by e.revision desc limit 1) as actual
      from json_to_recordset(requests) as r(request int, stream text, expected bigint, size int)
    ), coming as materialized (
      select * from json_to_recordset(arriving)
        as c(request int, n int, id uuid, type text, version smallint, data text, metadata text)
    ), known as materialized (
      select c.request, count(*) as size, max(e.revision) as revision, max(e.position) as position,
        bool_and(e.stream = a.stream) and min(e.revision - c.n) = max(e.revision - c.n) as in_place
      from coming c join asked a on a.request = c.request
      cross join lateral (select * from log.events e where e.id = c.id offset 0) e
      group by c.request
    ), decided as materialized (
      select a.*, k.revision, k.position, case
        when k.in_place and k.size = a.size then 'repeated'
        when k.request is not null then 'ids taken'
        when a.expected is null or a.expected = coalesce(a.actual, -1) then 'appended'
        else 'wrong revision' end as outcome
      from asked a left join known k on k.request = a.request
    ), placed as materialized (
      select d.request, d.stream, d.size, coalesce(d.actual, -1) + 1 as first_revision,
        coalesce((select max(e.position) from log.events e), 0) + 1 + sum(d.size) over (order by d.request) - d.size
          as first_position
      from decided d where d.outcome = 'appended'
    ), written as (
      insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
      select p.first_position + c.n, c.id, p.stream, p.first_revision + c.n, c.type, c.version,
        c.data::json, c.metadata::json, recorded
      from coming c join placed p on p.request = c.request
      order by 1
    )
    select d.request, d.outcome,
      case d.outcome when 'appended' then p.first_revision + p.size - 1 when 'repeated' then d.revision
        else d.actual end,
      case d.outcome when 'appended' then p.first_position + p.size - 1 else d.position end
    from decided d left join placed p on p.request = d.request;
  end $$`;

/**
 * Decides a batch of appends like `log.append`, faster when all of them succeed. Processes of older builds call
 * `log.append` on the same database.
 *
 * - `streams`, `expected`, `sizes`: one element per request, with the values that `log.append` takes.
 * - `requests`, `places`, `ids`, `types`, `versions`: one element per event, in the order of the requests. `requests`
 *   has the number of the event's request, from 1. `places` has the event's place within the request, from 0.
 * - `data`, `metadata`: a line of JSON per event. JSON on one line contains no line feed.
 * - `moment`: the recording time; null for the time of the database's clock.
 * - `shared`: whether other processes use the database. They get a notification of the new events after the commit.
 *
 * Returns `head`, the position of the last event before the batch; `revisions`, the last revision of each stream before
 * the batch, -1 for no stream; and `outcomes`, the rows of `log.append`, or null when all requests succeeded.
 *
 * The query plans are generic. Otherwise PostgreSQL would make a new plan for each length of the arrays, which takes
 * longer than the statements.
 */
const appendBatch = sql`
  create or replace function log.append_batch(streams text[], expected bigint[], sizes int[], requests int[], places int[],
    ids uuid[], types text[], versions smallint[], data text, metadata text, moment timestamptz, shared boolean)
  returns json
  language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
  #variable_conflict use_variable
  declare
    recorded timestamptz;
    head bigint;
    last bigint;
    revisions bigint[];
    fits boolean;
    outcomes json;
  begin
    perform pg_advisory_xact_lock(${LOG_LOCK});
    recorded := greatest(date_trunc('milliseconds', coalesce(moment, clock_timestamp())),
      (select e.recorded_at from log.events e order by e.position desc limit 1));
    select
      coalesce((select max(e.position) from log.events e), 0),
      array(
        select coalesce((select max(e.revision) from log.events e where e.stream = asked.stream), -1)
        from unnest(streams) as asked(stream)
      ),
      not exists (
        select from unnest(ids) as coming(id)
        where exists (select from log.events e where e.id = coming.id offset 0)
      )
    into head, revisions, fits;
    if fits and expected <> revisions then
      fits := not exists (
        select from unnest(expected, revisions) as asked(expected, actual) where asked.expected <> asked.actual
      );
    end if;
    if fits then
      insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
      select head + c.n, c.id, streams[c.request], revisions[c.request] + 1 + c.place, c.type, c.version,
        c.data::json, c.metadata::json, recorded
      from unnest(
        ids, requests, places, types, versions, string_to_array(data, e'\n'), string_to_array(metadata, e'\n')
      ) with ordinality as c(id, request, place, type, version, data, metadata, n);
      last := head + cardinality(ids);
    else
      select json_agg(o order by o.request) into outcomes from log.append(
        (
          select json_agg(r) from unnest(streams, expected, sizes)
            with ordinality as r(stream, expected, size, request)
        ), (
          select json_agg(c) from unnest(
            ids, requests, places, types, versions, string_to_array(data, e'\n'), string_to_array(metadata, e'\n')
          ) as c(id, request, n, type, version, data, metadata)
        ),
        recorded
      ) o;
      last := (select max(e.position) from log.events e);
    end if;
    if shared and last > head then
      perform pg_notify(${sql.lit(LOG_CHANNEL)}, '');
    end if;
    return json_build_object('head', head, 'revisions', revisions, 'outcomes', outcomes);
  end $$`;
