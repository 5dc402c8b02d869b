import { type Kysely, sql } from 'kysely';
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
    /** Position of the last event that it covers. */
    position: Bigint;
    /** The signed note, word for word, with origin, size and root. */
    note: string;
  };
};

/**
 * The signed checkpoints are kept beside the log, and no rebuild touches them. The next one must follow them,
 * whatever has happened to the log meanwhile.
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

/** A stored checkpoint with its parsed text. */
export interface KeptCheckpoint extends SignedCheckpoint {
  readonly origin: string;
}

/** The newest checkpoint; null: none has been signed. */
export async function newestCheckpoint(db: Kysely<ViewTables>): Promise<KeptCheckpoint | null> {
  const row = await evidenceIn(db)
    .selectFrom('checkpoints')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : kept(row);
}

/** The checkpoint of a size; null: none of that size has been signed. */
export async function checkpointOfSize(db: Kysely<ViewTables>, size: number): Promise<KeptCheckpoint | null> {
  const row = await evidenceIn(db).selectFrom('checkpoints').selectAll().where('size', '=', size).executeTakeFirst();
  return row === undefined ? null : kept(row);
}

function kept({ position, note }: { readonly position: number | bigint | string; readonly note: string }) {
  const { origin, size, root } = parseCheckpoint(parseNote(note).text);
  return { origin, size, root, position: Number(position), note };
}
