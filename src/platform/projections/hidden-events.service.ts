import { sql } from 'kysely';
import { isRefusal } from '../../kernel/refusal.js';
import { cutAtEnd, type Damage, damageOf } from '../event-store/damage.js';
import type { EventStore } from '../event-store/event-store.js';
import type { Projection } from './projection.service.js';

const STREAMS_AT_ONCE = 16;

/**
 * Finds the streams whose first events a reader of the stream does not see, although a reader of the whole log does: a
 * server can hide what its limits for a stream say. Tertial reads both ways, so that the two must agree.
 */
export async function hiddenEvents(store: EventStore, { db, schema }: Projection): Promise<Damage[]> {
  const { rows } = await sql<{ readonly stream: string }>`
    select kind || '-' || id as stream from ${sql.id(schema, 'states')} where revision >= 0 and not exists (
      select 1 from damage.found where stream = states.kind || '-' || states.id and found.kind = 'stream deleted')`.execute(
    db,
  );
  const found: Damage[] = [];
  for (let from = 0; from < rows.length; from += STREAMS_AT_ONCE) {
    const some = rows.slice(from, from + STREAMS_AT_ONCE);
    const cuts = await Promise.all(some.map(({ stream }) => cutAtBeginning(store, stream)));
    found.push(...cuts.filter((cut) => cut !== null));
  }
  return found;
}

async function cutAtBeginning(store: EventStore, stream: string): Promise<Damage | null> {
  try {
    for await (const [first] of store.readStream(stream)) {
      if (first !== undefined) return damageOf(first, -1).find(({ kind }) => kind === 'cut') ?? null;
    }
    return cutAtEnd(stream, 0);
  } catch (error) {
    // Whoever refuses a stream for its damage has taken note of it.
    if (isRefusal(error) && error.code === 'STREAM_DAMAGED') return null;
    throw error;
  }
}
