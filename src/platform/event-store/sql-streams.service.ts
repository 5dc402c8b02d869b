import { type QueryExecutorProvider, sql } from 'kysely';
import { isLarge } from './event-tables.service.js';
import type { CountedStream } from './stream-pages.js';

interface NamedStream {
  readonly stream: string;
}

const STREAMS_IN_A_PART = 10_000;

/**
 * Finds all streams of the log, also one whose first events are missing. Reads them in parts, because a connection that
 * is silent for long counts as lost. The number of events is that of a stream without a gap.
 */
export async function countedStreams(
  db: QueryExecutorProvider,
  groupOf: (stream: string) => string,
): Promise<CountedStream[]> {
  const large = await sql<NamedStream>`select distinct stream from log.events where ${isLarge}`.execute(db);
  const areLarge = new Set(large.rows.map(({ stream }) => stream));
  const streams: CountedStream[] = [];
  for (let last: string | undefined = ''; last !== undefined;) {
    const part: readonly (NamedStream & { readonly events: number })[] = (await partAfter(last).execute(db)).rows;
    for (const { stream, events } of part) {
      streams.push({ stream, events, group: groupOf(stream), isLarge: areLarge.has(stream) });
    }
    last = part.at(-1)?.stream;
  }
  return streams;
}

/** Goes from one name to the next in the index of streams. PostgreSQL would read all events for a `distinct`. */
function partAfter(last: string) {
  return sql<NamedStream & { readonly events: number }>`
    with recursive names (stream, n) as (
      select (select min(stream) from log.events where stream > ${last}), 1
      union all
      select (select min(stream) from log.events where stream > names.stream), n + 1
      from names where stream is not null and n < ${sql.lit(STREAMS_IN_A_PART)}
    )
    select stream, (select max(revision) + 1 from log.events where stream = names.stream) as events
    from names where stream is not null order by stream`;
}
