import { type Kysely, sql } from 'kysely';
import { kindAndIdOf } from '../../kernel/fold.js';
import { municipalityOfBoardless } from '../../kernel/identity.js';
import { referencedEntities } from '../../kernel/referenced-entities.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { rowsOf, type ViewTables } from '../database/state-tables.view.js';
import { INDEX_SCHEMA, type Indexed, indexIn } from './log-index-tables.service.js';

/**
 * Returns the id of the parent entity, such as the plan of a goal. For an entity without a parent, returns its own id.
 */
export type WholeOf = (stream: string) => string;

/** A row of `things` has at most this many events, because PostgreSQL writes a whole row anew for each addition. */
const EVENTS_OF_A_ROW = 64;

/** The row of one event in `entries`. */
interface Entry {
  readonly index: number;
  readonly position: number;
  readonly known_at: IsoInstant;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
  readonly board_id: string | null;
}

/** Writes the rows of the next events. Returns the time at which the last event became known. */
export async function writeRows(
  db: Kysely<ViewTables>,
  events: readonly Indexed[],
  knownBefore: IsoInstant | null,
  wholeOf: WholeOf,
): Promise<IsoInstant | null> {
  if (events.length === 0) return knownBefore;
  const entries = entriesOf(events, knownBefore);
  await writeEntries(db, entries);
  await writeStreams(
    db,
    events.filter(({ revision }) => revision === 0),
    wholeOf,
  );
  await writeThings(db, events);
  return entries.at(-1)?.known_at ?? knownBefore;
}

function entriesOf(events: readonly Indexed[], knownBefore: IsoInstant | null): Entry[] {
  let knownAt = knownBefore ?? '';
  return events.map(({ index, position, stream, revision, type, recordedAt }) => {
    if (recordedAt > knownAt) knownAt = recordedAt;
    const [, id] = kindAndIdOf(stream);
    return { index, position, known_at: knownAt, revision, stream, type, board_id: boardIn(id) };
  });
}

async function writeEntries(db: Kysely<ViewTables>, entries: readonly Entry[]): Promise<void> {
  const columns = {
    index: 'bigint',
    position: 'bigint',
    known_at: 'timestamptz',
    revision: 'integer',
    stream: 'text',
    type: 'text',
    board_id: 'text',
  } as const;
  await indexIn(db)
    .insertInto('entries')
    .columns(['index', 'position', 'known_at', 'revision', 'stream', 'type', 'board_id'])
    .expression(rowsOf(columns, entries))
    .execute();
}

async function writeStreams(db: Kysely<ViewTables>, firstEvents: readonly Indexed[], wholeOf: WholeOf): Promise<void> {
  if (firstEvents.length === 0) return;
  const columns = {
    stream: 'text',
    position: 'bigint',
    kind: 'text',
    whole: 'text',
    municipality_id: 'text',
    board_id: 'text',
  } as const;
  const rows = firstEvents.map(({ stream, position, metadata }) => {
    const [kind, id] = kindAndIdOf(stream);
    const { municipalityId } = metadata;
    return { stream, position, kind, whole: wholeOf(stream), municipality_id: municipalityId, board_id: boardIn(id) };
  });
  await indexIn(db)
    .insertInto('streams')
    .columns(['stream', 'position', 'kind', 'whole', 'municipality_id', 'board_id'])
    .expression(rowsOf(columns, rows))
    .execute();
}

/**
 * Adds each event to the last row of each entity or person that the event refers to. Begins a new row when the last row
 * is full. The rows therefore depend only on the log, and not on how many events come at once.
 */
async function writeThings(db: Kysely<ViewTables>, events: readonly Indexed[]): Promise<void> {
  const indexesOf = new Map<string, number[]>();
  for (const event of events) {
    for (const thing of referencedEntities(event)) {
      const indexes = indexesOf.get(thing);
      if (indexes === undefined) indexesOf.set(thing, [event.index]);
      else indexes.push(event.index);
    }
  }
  const arrays = [...indexesOf.values()].map((indexes) => `{${indexes.join()}}`);
  const [things, most] = [sql.id(INDEX_SCHEMA, 'things'), sql.lit(EVENTS_OF_A_ROW)];
  // Part 0 has the indexes that fit into the last row. Each other part becomes a new row.
  await sql`
    insert into ${things} as old (thing, first, indexes)
    select thing, case number when 0 then last_row else part[1] end, part
    from (
      select thing, last_row, number, indexes[greatest(room + ${most} * (number - 1), 0) + 1:room + ${most} * number] as part
      from (
        select new.thing, new.indexes::int[] as indexes, old.first as last_row, coalesce(old.room, 0) as room
        from unnest(${[...indexesOf.keys()]}::text[], ${arrays}::text[]) new(thing, indexes)
          left join lateral (
            select first, ${most} - cardinality(indexes) as room from ${things}
            where thing = new.thing order by first desc limit 1
          ) old on true
      ) new, generate_series(0, greatest((cardinality(indexes) - room + ${most} - 1) / ${most}, 0)) number
    ) parts
    where cardinality(part) > 0
    on conflict (thing, first) do update set indexes = old.indexes || excluded.indexes`.execute(db);
}

/** Returns the board in an id, or null when the id belongs to the whole municipality. */
function boardIn(id: string): string | null {
  return municipalityOfBoardless(id) !== null ? null : id.split('.', 2).join('.');
}
