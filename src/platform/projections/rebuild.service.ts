import { type Kysely, sql } from 'kysely';
import { checkpointOf, type PositionOrStart } from '../../kernel/fold.js';
import { copyOf, outdated } from './view-schemas.service.js';
import { cutAtEnd, type Damage } from '../event-store/damage.js';
import type { EventStore } from '../event-store/event-store.js';
import type { FoundEvent } from '../event-store/foreign-event.js';
import { keepDamage } from './damage-tables.service.js';
import type { Projection } from './projection.service.js';
import { hiddenEvents } from './hidden-events.service.js';
import { CheckpointMoved } from './taken-in.js';
import { fill } from './projector.service.js';
import { differenceIn, type DifferingRow, type RowDifference } from './row-difference.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

export interface RebuildProgress {
  readonly position: number;
  readonly head: number;
}

export interface RebuildResult {
  readonly events: number;
  /** Live and rebuilt rows without an equal counterpart, as the table's name and the first 120 characters of JSON. */
  readonly differing: readonly string[];
}

/** Result of comparing the live rows with rebuilt ones. */
export interface CheckResult {
  readonly events: number;
  /** Number of live and rebuilt rows without an equal counterpart. A changed row counts twice. */
  readonly differing: number;
  /** The first difference. Null when all rows are equal. */
  readonly first: RowDifference | null;
}

/**
 * Rebuilds all views in a copy beside the live views, which continue to follow the log. When the copy has caught up,
 * one transaction locks the live views, compares the copy with them row by row and swaps the schemas.
 */
export async function rebuild(
  live: Projection,
  store: EventStore,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<RebuildResult> {
  const fresh = copyBeside(live, store);
  await buildCopy(fresh, live, onProgress);
  const differing = await swapped(live, fresh);
  await live.beside(outdated(live.schema)).drop();
  return { events: fresh.events, differing: differing.map(shown) };
}

/** Compares rows like {@link rebuild}, but keeps the live views. A difference must raise an alarm (rule 48). */
export async function check(
  live: Projection,
  store: EventStore,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<CheckResult> {
  const fresh = copyBeside(live, store);
  try {
    await buildCopy(fresh, live, onProgress);
    return await live.db.transaction().execute(async (transaction) => {
      await lockLive(live, fresh, transaction);
      const { differing, first } = await firstOf(live, fresh.projection, transaction);
      return {
        events: fresh.events,
        differing,
        first: first === null ? null : await differenceIn(first, live, fresh.projection, transaction),
      };
    });
  } finally {
    await fresh.projection.drop();
  }
}

function copyBeside(live: Projection, store: EventStore): Copy {
  return new Copy(live.beside(copyOf(live.schema)), store);
}

/** Builds the copy until only a few events of the live views are missing. */
async function buildCopy(
  fresh: Copy,
  live: Projection,
  onProgress: (progress: RebuildProgress) => void,
): Promise<void> {
  await fresh.begin();
  await catchUp(fresh, live, onProgress);
  await fresh.keepHidden();
}

async function catchUp(fresh: Copy, live: Projection, onProgress: (progress: RebuildProgress) => void): Promise<void> {
  for (;;) {
    const { position: head } = await live.checkpoint();
    const before = fresh.events;
    await fresh.catchUp(head, (position) => onProgress({ position, head }));
    // After a short round, the live views have gained few events. The rebuild projects those while it holds the lock on
    // the live views. Positions do not tell how many events there are, because those of some stores count bytes.
    if (fresh.events - before <= MOST_EVENTS_BEHIND_A_SWAP) return;
  }
}

const MOST_EVENTS_BEHIND_A_SWAP = 1_000;

/** A copy of the views that is being built. */
class Copy {
  events = 0;
  #position: PositionOrStart = 0;

  constructor(
    readonly projection: Projection,
    private readonly store: EventStore,
  ) {}

  async begin(): Promise<void> {
    await this.projection.createAnew();
  }

  /** Keeps which streams hide events, when the log was read in its order and not stream by stream. */
  async keepHidden(): Promise<void> {
    if (this.store.readGrouped(0, (stream) => stream) !== null) return;
    await keepDamage(this.projection.db, await hiddenEvents(this.store, this.projection));
  }

  /** Projects the events up to a position. */
  async catchUp(last: PositionOrStart, onPosition: (position: number) => void = () => undefined): Promise<void> {
    if (this.#position === 0) {
      // Only a store without gaps in its positions is read in this way. The number of events is then also a position.
      const onEvents = (events: number): void => onPosition((this.events = events));
      this.#position = await fill(this.projection, this.store, last, { onEvents });
    }
    if (this.#position >= last) return;
    for await (const position of this.projection.follow(this.eventsTo(last), this.#position)) {
      this.#position = position;
      onPosition(position);
    }
  }

  private async *eventsTo(last: number): AsyncGenerator<readonly FoundEvent[], void, void> {
    for await (const page of this.store.readAll(this.#position)) {
      const events = page.filter(({ position }) => position <= last);
      this.events += events.length;
      yield events;
      if (events.length < page.length) return;
    }
  }
}

async function swapped(live: Projection, fresh: Copy): Promise<DifferingRow[]> {
  await live.beside(outdated(live.schema)).drop();
  return live.db.transaction().execute(async (transaction) => {
    await lockLive(live, fresh, transaction);
    const differing = await differences(live, fresh.projection, transaction);
    // A projector that waits for the lock then finds no checkpoint, and starts again with the new tables.
    await sql`delete from ${sql.id(live.schema, 'checkpoint')}`.execute(transaction);
    await sql`alter schema ${sql.id(live.schema)} rename to ${sql.id(outdated(live.schema))}`.execute(transaction);
    await sql`alter schema ${sql.id(fresh.projection.schema)} rename to ${sql.id(live.schema)}`.execute(transaction);
    return differing;
  });
}

/** Locks the live views for the transaction, and projects the copy up to their position. */
async function lockLive(live: Projection, fresh: Copy, transaction: Kysely<ViewTables>): Promise<void> {
  const held = await sql<{ position: string }>`
    select position from ${sql.id(live.schema, 'checkpoint')} for update`.execute(transaction);
  const [checkpoint] = held.rows;
  if (checkpoint === undefined) throw new CheckpointMoved('Another process has replaced the live views.');
  await fresh.catchUp(checkpointOf(checkpoint.position));
  await keepDamage(transaction, await goneThoughKnown(live, fresh.projection, transaction));
}

/** Finds the streams of which the live views know more than the log holds up to the same position. */
async function goneThoughKnown(live: Projection, fresh: Projection, db: Kysely<ViewTables>): Promise<Damage[]> {
  const { rows } = await sql<{ readonly stream: string; readonly revision: number }>`
    select old.kind || '-' || old.id as stream, coalesce(made.revision, -1) + 1 as revision
    from ${sql.id(live.schema, 'states')} old left join ${sql.id(fresh.schema, 'states')} made using (kind, id)
    where coalesce(made.revision, -1) < old.revision and not exists (
      select 1 from damage.found where stream = old.kind || '-' || old.id and found.kind = 'unreadable')`.execute(db);
  return rows.map(({ stream, revision }) => cutAtEnd(stream, revision));
}

/** Finds the rows that only the live views or only the copy has. It compares them as text, byte by byte. */
async function differences(live: Projection, fresh: Projection, db: Kysely<ViewTables>): Promise<DifferingRow[]> {
  const found: DifferingRow[][] = [];
  for (const table of live.tables) {
    const { rows } = await sql<RowOfOne>`${differingRows(live, fresh, table)} order by "isLive" desc, line`.execute(db);
    found.push(rows.map((row) => ({ table, ...row })));
  }
  return found.flat();
}

/** Returns the number of differing rows and the first one. It loads only one row, because very many can differ. */
async function firstOf(live: Projection, fresh: Projection, db: Kysely<ViewTables>) {
  let [differing, first]: [number, DifferingRow | null] = [0, null];
  for (const table of live.tables) {
    const { rows } = await sql<RowOfOne & { readonly count: string }>`
      select line, "isLive", count(*) over () as count from (${differingRows(live, fresh, table)}) differing
      order by "isLive" desc, line limit 1`.execute(db);
    for (const { count, ...row } of rows) {
      differing += Number(count);
      first ??= { table, ...row };
    }
  }
  return { differing, first };
}

type RowOfOne = Omit<DifferingRow, 'table'>;

function differingRows(live: Projection, fresh: Projection, table: string) {
  return sql`
    with old as (${lines(live, table)}), made as (${lines(fresh, table)})
    (select line, true as "isLive" from old except all select line, true from made)
    union all
    (select line, false from made except all select line, false from old)`;
}

/** Selects the rows of a table as JSON text. */
function lines({ schema }: Projection, table: string) {
  return sql`select row_to_json(t)::text as line from ${sql.id(schema, table)} t`;
}

function shown({ table, line }: DifferingRow): string {
  return `${table} ${line.slice(0, LONGEST_KEY_SHOWN)}`;
}

const LONGEST_KEY_SHOWN = 120;
