import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { indexIn } from '../platform/projections/log-index-tables.service.js';
import { CheckpointSigner } from './checkpoint-signing.service.js';
import { checkpointOfSize, newestCheckpoint } from './evidence-tables.service.js';
import { consistencyIn, inclusionIn } from './tree-tables.service.js';
import type { SignedCheckpoint, Witness } from './witness.js';

/** Reads proofs and checkpoints of the log from the database tables that all processes share. */
@Injectable()
export class LogWitness implements Witness {
  readonly #db: Kysely<ViewTables>;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    private readonly signer: CheckpointSigner,
  ) {
    this.#db = db;
  }

  async vouch(): Promise<void> {
    await this.signer.sign();
  }

  newest(): Promise<SignedCheckpoint | null> {
    return newestCheckpoint(this.#db);
  }

  ofSize(size: number): Promise<SignedCheckpoint | null> {
    return checkpointOfSize(this.#db, size);
  }

  async indexOf(position: number): Promise<number | null> {
    const row = await indexIn(this.#db)
      .selectFrom('entries')
      .select('index')
      .where('position', '=', position)
      .executeTakeFirst();
    return row === undefined ? null : Number(row.index);
  }

  inclusion(index: number, size: number): Promise<readonly Uint8Array[]> {
    return inclusionIn(this.#db, index, size);
  }

  consistency(from: number, to: number): Promise<readonly Uint8Array[]> {
    return consistencyIn(this.#db, from, to);
  }
}
