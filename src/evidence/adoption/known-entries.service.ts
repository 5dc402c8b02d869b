import { type Kysely, sql } from 'kysely';
import { type Position, positionOf } from '../../kernel/fold.js';
import type { Bigint, ViewTables } from '../../platform/database/state-tables.view.js';
import { INDEX_SCHEMA, indexCheckpointIn, indexIn } from '../../platform/projections/log-index-tables.service.js';
import { eventAtPosition } from '../../platform/projections/taken-in.js';
import { viewSchemas } from '../../platform/projections/view-schemas.service.js';
import { TILE_WIDTH } from '../tile.js';
import { frontierIn, hashesOfTile } from '../tree-tables.service.js';
import type { KnownEntry, LostOfPerson } from './two-sides.js';

type Db = Kysely<ViewTables>;

/** The newest event that the views or the log index have taken in; null when they have taken in none. */
export interface NewestKnown {
  readonly position: Position;
  /** Null: an older build kept no id. */
  readonly id: string | null;
}

/** The facts about the log that the tables beside the views hold. Every build can read them, whichever build made them. */
export interface KnownSide {
  /** Number of events in the log index. */
  readonly indexed: number;
  /** The events of the log index, in the order of the log. */
  readonly entries: AsyncIterable<KnownEntry>;
  /** The events that a stream's state holds and the log index does not, in about the order of the log. */
  readonly unindexed: readonly KnownEntry[];
  readonly newest: NewestKnown | null;
}

export async function knownSide(db: Db): Promise<KnownSide> {
  const isIndexed = await isTableThere(db, INDEX_SCHEMA, 'counted');
  const index = isIndexed ? await indexCheckpointIn(db) : null;
  const views = await furthestViews(db);
  const indexed = index?.events ?? 0;
  const isViewsFurther = views !== null && views.position > (index?.position ?? 0);
  const ofIndex = index === null || index.position === 0 ? null : { position: index.position, id: index.event };
  return {
    indexed,
    entries: entriesIn(db, indexed),
    unindexed: isViewsFurther ? await unindexedIn(db, views.schema, { indexed, after: index?.position ?? 0 }) : [],
    newest: isViewsFurther ? { position: positionOf(views.position), id: views.event } : ofIndex,
  };
}

async function* entriesIn(db: Db, events: number): AsyncGenerator<KnownEntry, void, void> {
  const hashed = events > 0 && (await isTableThere(db, INDEX_SCHEMA, 'tree')) ? (await frontierIn(db)).size : 0;
  for (let first = 0; first < events; first += TILE_WIDTH) {
    const last = Math.min(first + TILE_WIDTH, events) - 1;
    const rows = await indexIn(db)
      .selectFrom('entries')
      .select(['index', 'position', 'stream', 'revision', 'type', 'known_at'])
      .where('index', '>=', first)
      .where('index', '<=', last)
      .orderBy('index')
      .execute();
    const width = Math.min(TILE_WIDTH, hashed - first);
    const leaves = width <= 0 ? [] : await hashesOfTile(db, { level: 0, index: first / TILE_WIDTH, width });
    for (const { index, position, known_at: knownAt, ...row } of rows) {
      const leaf = leaves[Number(index) - first] ?? null;
      yield { ...row, index: Number(index), position: Number(position), knownAt: knownAt.toISOString(), leaf };
    }
  }
}

interface FurthestViews {
  readonly schema: string;
  readonly position: number;
  readonly event: string | null;
}

/** Finds the views that have taken in most of the log. Views of several builds can stand side by side. */
export async function furthestViews(db: Db): Promise<FurthestViews | null> {
  let furthest: FurthestViews | null = null;
  for (const { schema, of } of await viewSchemas(db)) {
    if (schema !== of || !(await isTableThere(db, schema, 'checkpoint'))) continue;
    const row = await db.withSchema(schema).selectFrom('checkpoint').selectAll().executeTakeFirst();
    const position = Number(row?.position ?? 0);
    if (row === undefined || position <= (furthest?.position ?? 0)) continue;
    furthest = { schema, position, event: eventAtPosition(row) };
  }
  return furthest;
}

/** Lists the events of the streams whose state is newer than the log index. Only the last of a stream has a position. */
async function unindexedIn(
  db: Db,
  schema: string,
  { indexed, after }: { readonly indexed: number; readonly after: number },
): Promise<KnownEntry[]> {
  const known =
    indexed === 0
      ? sql`null::int`
      : sql`(
    select max(revision) from ${sql.id(INDEX_SCHEMA, 'entries')} entries where entries.stream = newer.stream)`;
  const { rows } = await sql<{ stream: string; revision: number; position: Bigint; indexed: number | null }>`
    select stream, revision, position, ${known} as indexed
    from (select kind || '-' || id as stream, revision, position from ${sql.id(schema, 'states')}) newer
    where position > ${after} order by position`.execute(db);
  const entries = rows.flatMap(({ stream, revision: last, position, indexed: before }) => {
    const first = (before ?? -1) + 1;
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => ({
      position: first + at === last ? Number(position) : null,
      stream,
      revision: first + at,
    }));
  });
  return entries.map((entry, at) => ({ ...entry, index: indexed + at, type: null, knownAt: null, leaf: null }));
}

/** Counts the events with these indexes that refer to each person, those with the most first. */
export async function peopleIn(db: Db, indexes: readonly number[]): Promise<LostOfPerson[]> {
  if (indexes.length === 0) return [];
  const { rows } = await sql<{ thing: string; events: Bigint }>`
    select thing, count(*) as events from ${sql.id(INDEX_SCHEMA, 'things')}, unnest(indexes) as one
    where position(' ' in thing) > 0 and one = any(${`{${indexes.join()}}`}::int[])
    group by thing order by count(*) desc, thing`.execute(db);
  return rows.map(({ thing, events }) => {
    const [municipalityId = '', personId = ''] = thing.split(' ');
    return { municipalityId, personId, events: Number(events) };
  });
}

export async function isTableThere(db: Db, schema: string, table: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass(${`${schema}.${table}`}) is not null as there`.execute(db);
  return rows[0]?.there === true;
}
