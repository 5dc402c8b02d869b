import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Stored } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { isForeign } from '../platform/event-store/foreign-event.js';
import { sha256, verifiesEd25519 } from '../platform/runtime/hashing.service.js';
import { CheckpointSigner } from './checkpoint-signing.service.js';
import { base64Of, hexOf } from './encoding.js';
import { evidenceRefusals } from './evidence-refusals.js';
import { checkpointOfSize, type KeptCheckpoint, newestCheckpoint } from './evidence-tables.service.js';
import type { CheckpointRow, ConsistencyProofRow, InclusionProofRow } from './evidence.view.js';
import { leafOf } from './leaf-of-event.service.js';
import { checkTlogProof, namedVerdict, parseTlogProof, writeTlogProof } from './tlog-proof.js';
import { rootOfSize } from './tree-tables.service.js';
import { WITNESS, type Witness } from './witness.js';

/** Makes the checkpoints and proofs that the GraphQL API returns. */
@Injectable()
export class Proofs {
  readonly #db: Kysely<ViewTables>;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(WITNESS) private readonly witness: Witness,
    private readonly signer: CheckpointSigner,
  ) {
    this.#db = db;
  }

  /** Returns the newest checkpoint. @throws Refusal `NOT_SIGNED_YET` when no checkpoint has been signed. */
  async newest(): Promise<CheckpointRow> {
    return shown(covering(await newestCheckpoint(this.#db), 1));
  }

  /** @throws Refusal `NOT_FOUND` for an unknown event or size, `NOT_SIGNED_YET` when the checkpoint lacks the event */
  async inclusion(stream: string, revision: number, size: number | null): Promise<InclusionProofRow> {
    const event = await this.event(stream, revision);
    const index = (await this.witness.indexOf(event.position)) ?? Infinity;
    const signed = size === null ? await newestCheckpoint(this.#db) : await this.signed(size);
    const checkpoint = covering(signed, index + 1);
    const hashes = await this.witness.inclusion(index, checkpoint.size);
    const { entry, commitment, hash } = leafOf(event);
    const file = writeTlogProof({ extra: null, index, hashes, checkpoint: checkpoint.note });
    const trust = { origin: checkpoint.origin, keys: this.signer.keys };
    return {
      index,
      entry: new TextDecoder().decode(entry),
      commitment: hexOf(commitment),
      hashes: hashes.map(base64Of),
      checkpoint: shown(checkpoint),
      file,
      check: namedVerdict(checkTlogProof({ sha256, verifies: verifiesEd25519 }, parseTlogProof(file), hash, trust)),
    };
  }

  /** @throws Refusal `NOT_SIGNED_YET` when the newest checkpoint covers fewer than `to` events. */
  async consistency(from: number, to: number): Promise<ConsistencyProofRow> {
    covering(await newestCheckpoint(this.#db), to);
    const hashes = await this.witness.consistency(from, to);
    const [fromRoot, toRoot] = [await rootOfSize(this.#db, from), await rootOfSize(this.#db, to)];
    return { from, to, fromRoot: base64Of(fromRoot), toRoot: base64Of(toRoot), hashes: hashes.map(base64Of) };
  }

  private async event(stream: string, revision: number): Promise<Stored> {
    for await (const [event] of this.store.readStream(stream, revision)) {
      if (event?.revision === revision && !isForeign(event)) return event;
      break;
    }
    throw new Refusal(refusals.NOT_FOUND, { id: `${stream} ${revision}` });
  }

  private async signed(size: number): Promise<KeptCheckpoint> {
    const checkpoint = await checkpointOfSize(this.#db, size);
    if (checkpoint === null) throw new Refusal(refusals.NOT_FOUND, { id: String(size) });
    return checkpoint;
  }
}

function covering(checkpoint: KeptCheckpoint | null, events: number): KeptCheckpoint {
  const signed = checkpoint?.size ?? 0;
  // Rule 89: an event is proven only when a signed checkpoint covers it.
  if (checkpoint === null || signed < events) throw new Refusal(evidenceRefusals.NOT_SIGNED_YET, { signed });
  return checkpoint;
}

function shown({ origin, size, root, note }: KeptCheckpoint): CheckpointRow {
  return { origin, size, root: base64Of(root), note };
}
