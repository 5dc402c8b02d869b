import { type Kysely, sql } from 'kysely';
import type { SideTables } from '../platform/database/side-tables.service.js';
import { migrate } from '../platform/database/migrations.service.js';
import type { Bigint, ViewTables } from '../platform/database/state-tables.view.js';
import { parseCheckpoint } from './checkpoint.js';
import { parseNote } from './signed-note.js';
import type { SignedCheckpoint } from './witness.js';

export type EvidenceTables = {
  /** A row for each that was signed. */
  checkpoints: {
    size: Bigint;
    /** Of the last event that it vouches for. */
    position: Bigint;
    /** The signed note, word for word: origin, size and root stand in it. */
    note: string;
  };
};

/**
 * What has been signed is kept beside the log, and no rebuild touches it. What is signed next must follow on it,
 * whatever has become of the log meanwhile.
 */
export const evidenceTables: SideTables = {
  schema: 'evidence',
  create: (db) =>
    migrate(db, 'evidence', {
      '0001_checkpoints': async (transaction) => {
        await sql`create table evidence.checkpoints (
          size bigint primary key, position bigint not null, note text not null)`.execute(transaction);
      },
    }),
};

export function evidenceIn(db: Kysely<ViewTables>): Kysely<ViewTables & EvidenceTables> {
  return db.withSchema('evidence').$extendTables<EvidenceTables>();
}

/** A checkpoint as it was kept, with what stands in it. */
export interface KeptCheckpoint extends SignedCheckpoint {
  readonly origin: string;
}

/** Null: none has been signed. */
export async function newestCheckpoint(db: Kysely<ViewTables>): Promise<KeptCheckpoint | null> {
  const row = await evidenceIn(db)
    .selectFrom('checkpoints')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : kept(row);
}

/** Null: none of that size has been signed. */
export async function checkpointOfSize(db: Kysely<ViewTables>, size: number): Promise<KeptCheckpoint | null> {
  const row = await evidenceIn(db).selectFrom('checkpoints').selectAll().where('size', '=', size).executeTakeFirst();
  return row === undefined ? null : kept(row);
}

function kept({ position, note }: { readonly position: number | bigint | string; readonly note: string }) {
  const { origin, size, root } = parseCheckpoint(parseNote(note).text);
  return { origin, size, root, position: Number(position), note };
}
