import { type ColumnType, type Kysely, sql } from 'kysely';
import type { SideTables } from '../platform/database/side-tables.service.js';
import { migrate } from '../platform/database/migrations.service.js';
import type { Bigint, ViewTables } from '../platform/database/state-tables.view.js';
import { parseCheckpoint } from './checkpoint.js';
import { parseNote } from './signed-note.js';
import type { SignedCheckpoint } from './witness.js';

export type EvidenceTables = {
  /** One row for each signed checkpoint. */
  checkpoints: {
    size: Bigint;
    /** The log position of the last event that the checkpoint covers. */
    position: Bigint;
    /** The text of the signed note. It contains the origin, the size and the root hash. */
    note: string;
  };
  /** The checkpoints of logs that an operator has given up for another, because the adopted log contradicts them. */
  former_checkpoints: {
    size: Bigint;
    position: Bigint;
    note: string;
    adopted_at: ColumnType<Date, never, never>;
  };
};

/**
 * The table of the signed checkpoints. It is not derived from the log, so no rebuild changes it. If somebody rewrites
 * the log, the next checkpoint contradicts the stored ones, and the service does not sign it.
 */
export const evidenceTables: SideTables = {
  schema: 'evidence',
  create: (db) =>
    migrate(db, 'evidence', {
      '0001_checkpoints': async (transaction) => {
        await sql`create table evidence.checkpoints (
          size bigint primary key, position bigint not null, note text not null)`.execute(transaction);
      },
      '0002_former_checkpoints': async (transaction) => {
        await sql`create table evidence.former_checkpoints (
          size bigint not null, position bigint not null, note text not null, adopted_at timestamptz not null,
          primary key (adopted_at, size))`.execute(transaction);
      },
    }),
};

export function evidenceIn(db: Kysely<ViewTables>): Kysely<ViewTables & EvidenceTables> {
  return db.withSchema('evidence').$extendTables<EvidenceTables>();
}

/** A stored checkpoint and the origin, size and root hash parsed from its note. */
export interface KeptCheckpoint extends SignedCheckpoint {
  readonly origin: string;
}

/** Returns the newest checkpoint; null when none has been signed. */
export async function newestCheckpoint(db: Kysely<ViewTables>): Promise<KeptCheckpoint | null> {
  const row = await evidenceIn(db)
    .selectFrom('checkpoints')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : kept(row);
}

/** Returns the checkpoint that covers exactly `size` events; null when none of that size has been signed. */
export async function checkpointOfSize(db: Kysely<ViewTables>, size: number): Promise<KeptCheckpoint | null> {
  const row = await evidenceIn(db).selectFrom('checkpoints').selectAll().where('size', '=', size).executeTakeFirst();
  return row === undefined ? null : kept(row);
}

/** Returns all signed checkpoints, the smallest first. */
export async function allCheckpoints(db: Kysely<ViewTables>): Promise<KeptCheckpoint[]> {
  const rows = await evidenceIn(db).selectFrom('checkpoints').selectAll().orderBy('size').execute();
  return rows.map(kept);
}

/** Moves the checkpoints of these sizes to the former ones. */
export async function keepAsFormer(db: Kysely<ViewTables>, sizes: readonly number[]): Promise<void> {
  await sql`
    with moved as (delete from evidence.checkpoints where size = any(${sizes}::bigint[]) returning size, position, note)
    insert into evidence.former_checkpoints (size, position, note, adopted_at)
    select size, position, note, now() from moved`.execute(db);
}

function kept({ position, note }: { readonly position: number | bigint | string; readonly note: string }) {
  const { origin, size, root } = parseCheckpoint(parseNote(note).text);
  return { origin, size, root, position: Number(position), note };
}
