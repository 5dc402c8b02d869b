import { type Kysely, sql } from 'kysely';
import type { Stored } from '../../kernel/fold.js';
import { copyOf, outdated } from './view-schemas.service.js';
import type { EventStore } from '../event-store/event-store.js';
import { CheckpointMoved, type Projection } from './projection.service.js';
import { differenceIn, type DifferingRow, type RowDifference } from './row-difference.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

export interface RebuildProgress {
  readonly position: number;
  readonly head: number;
}

export interface RebuildResult {
  readonly events: number;
  /** The rows that came out otherwise than the live ones, or that only one side has: `table key`. */
  readonly differing: readonly string[];
}

/** What is the same of the live rows and of those that are made anew, and what is not. */
export interface CheckResult {
  readonly events: number;
  /** How many rows only one side has, or has otherwise. */
  readonly differing: number;
  /** Null: every row is the same. */
  readonly first: RowDifference | null;
}

/**
 * Makes all views anew from the first event, beside the live ones, which go on following the log. When the new ones are
 * as far, the live ones are held, compared with them row by row and replaced: nobody sees anything in between.
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

/** As {@link rebuild}, but leaves the live views as they are. A difference is an alarm (rule 48). */
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

/** Makes the views anew, nearly as far as the live ones have come meanwhile. */
async function buildCopy(
  fresh: Copy,
  live: Projection,
  onProgress: (progress: RebuildProgress) => void,
): Promise<void> {
  await fresh.begin();
  for (;;) {
    const { position: head } = await live.checkpoint();
    await fresh.catchUp(head, (position) => onProgress({ position, head }));
    const { position } = await live.checkpoint();
    // What has come meanwhile is little, and is taken in while the live ones are held.
    if (position - head <= MOST_EVENTS_BEHIND_A_SWAP) return;
  }
}

const MOST_EVENTS_BEHIND_A_SWAP = 1_000;

/** The views as they are made anew. */
class Copy {
  events = 0;
  #position = 0;

  constructor(
    readonly projection: Projection,
    private readonly store: EventStore,
  ) {}

  async begin(): Promise<void> {
    await this.projection.drop();
    await this.projection.create();
  }

  /** Takes in the events up to a position and no further. */
  async catchUp(last: number, onPosition: (position: number) => void = () => undefined): Promise<void> {
    if (this.#position >= last) return;
    for await (const position of this.projection.follow(this.eventsTo(last), this.#position)) {
      this.#position = position;
      onPosition(position);
    }
  }

  private async *eventsTo(last: number): AsyncGenerator<readonly Stored[], void, void> {
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
    // Whoever waits to take more events in finds nothing to go on from here, and begins again in the new tables.
    await sql`delete from ${sql.id(live.schema, 'checkpoint')}`.execute(transaction);
    await sql`alter schema ${sql.id(live.schema)} rename to ${sql.id(outdated(live.schema))}`.execute(transaction);
    await sql`alter schema ${sql.id(fresh.projection.schema)} rename to ${sql.id(live.schema)}`.execute(transaction);
    return differing;
  });
}

/** Keeps the live views where they are, for as long as the transaction lasts, and brings the new ones there. */
async function lockLive(live: Projection, fresh: Copy, transaction: Kysely<ViewTables>): Promise<void> {
  const held = await sql<{ position: string }>`
    select position from ${sql.id(live.schema, 'checkpoint')} for update`.execute(transaction);
  const [checkpoint] = held.rows;
  if (checkpoint === undefined) throw new CheckpointMoved('The live views have been replaced by somebody else.');
  await fresh.catchUp(Number(checkpoint.position));
}

/** Compares the rows as text, byte by byte. */
async function differences(live: Projection, fresh: Projection, db: Kysely<ViewTables>): Promise<DifferingRow[]> {
  const found: DifferingRow[][] = [];
  for (const table of live.tables) {
    const { rows } = await sql<RowOfOne>`${differingRows(live, fresh, table)} order by "isLive" desc, line`.execute(db);
    found.push(rows.map((row) => ({ table, ...row })));
  }
  return found.flat();
}

/** As {@link differences}, counted where they are: there can be as many as there are rows. */
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

/** Each row of a table as text. */
function lines({ schema }: Projection, table: string) {
  return sql`select row_to_json(t)::text as line from ${sql.id(schema, table)} t`;
}

function shown({ table, line }: DifferingRow): string {
  return `${table} ${line.slice(0, LONGEST_KEY_SHOWN)}`;
}

const LONGEST_KEY_SHOWN = 120;
