import { type Kysely, sql } from 'kysely';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { IsoInstant } from '../../kernel/tertial.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import type { EventStore } from '../../platform/event-store/event-store.js';
import { INDEX_SCHEMA } from '../../platform/projections/log-index-tables.service.js';
import { writeNewFile } from '../../platform/runtime/new-file.service.js';
import { furthestViews } from './known-entries.service.js';
import { entryLine, type KnownEntry, linesOf, type TwoSides } from './two-sides.js';
import { compareSides, type ComparisonProgress } from './two-sides.service.js';

type Db = Kysely<ViewTables>;

/**
 * Writes what the views' side still knows of events that the log does not hold to a new text file: both sides, each
 * such event with its people, and the state that the views have of each thing whose events are missing.
 *
 * @throws Error when nothing is missing, or the file exists already or cannot be written.
 */
export async function saveKnown(
  db: Db,
  store: EventStore,
  file: string,
  at: IsoInstant,
  onProgress: (progress: ComparisonProgress) => void = () => undefined,
): Promise<TwoSides> {
  const missing: KnownEntry[] = [];
  const sides = await compareSides(db, store, { onProgress, onMissing: (entry) => missing.push(entry) });
  if (missing.length === 0) throw new Error('The log holds all events that the views know. There is nothing to save.');
  const lines = async function* (): AsyncGenerator<string, void, void> {
    yield `What the views of Tertial knew at ${at} of events that the log does not hold.\n\n`;
    for (const line of linesOf(sides)) yield `${line}\n`;
    yield '\nThe events, in the order of the log:\n';
    const people = await peopleOf(db, missing);
    for (const entry of missing) yield `${entryLine(entry, people.get(entry.index) ?? [])}\n`;
    yield '\nWhat the views have of each thing that they are about:\n';
    yield* statesOf(db, [...new Set(missing.map(({ stream }) => stream))]);
  };
  await writeNewFile(file, 'file', (part) =>
    // Only the file's owner may read it, because it can contain all that people wrote.
    pipeline(lines(), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true })),
  );
  return sides;
}

/** Reads the people that each event refers to, by the event's number in the log. */
async function peopleOf(db: Db, missing: readonly KnownEntry[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const indexes = missing.filter(({ type }) => type !== null).map(({ index }) => index);
  if (indexes.length === 0) return new Map();
  const { rows } = await sql<{ index: number; people: string[] }>`
    select one as index, array_agg(split_part(thing, ' ', 2) order by thing) as people
    from ${sql.id(INDEX_SCHEMA, 'things')}, unnest(indexes) as one
    where position(' ' in thing) > 0 and one = any(${`{${indexes.join()}}`}::int[])
    group by one`.execute(db);
  return new Map(rows.map(({ index, people }) => [index, people]));
}

const STREAMS_IN_A_STATEMENT = 100;

async function* statesOf(db: Db, streams: readonly string[]): AsyncGenerator<string, void, void> {
  const views = await furthestViews(db);
  for (let first = 0; views !== null && first < streams.length; first += STREAMS_IN_A_STATEMENT) {
    const { rows } = await sql<{ stream: string; revision: number; position: string; state: unknown }>`
      select kind || '-' || id as stream, revision, position::text as position, state from ${sql.id(views.schema, 'states')}
      where kind || '-' || id = any(${streams.slice(first, first + STREAMS_IN_A_STATEMENT)}::text[])
      order by states.position`.execute(db);
    for (const { stream, revision, position, state } of rows) {
      yield `\n${stream}, after its event ${revision + 1}, at position ${position}:\n`;
      yield `${JSON.stringify(state, null, 2)}\n`;
    }
  }
}
