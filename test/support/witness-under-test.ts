import { writeCheckpoint } from '../../src/evidence/checkpoint.js';
import { exportedEvent, leafOf } from '../../src/exports/exported-event.js';
import { consistencyParts, inclusionParts, proofFrom } from '../../src/evidence/merkle-proof.js';
import { rootOf } from '../../src/evidence/merkle-tree.js';
import { type NoteSigner, signedNote, writeNote } from '../../src/evidence/signed-note.js';
import type { SignedCheckpoint, Witness } from '../../src/evidence/witness.js';
import type { Stored } from '../../src/kernel/fold.js';
import type { EventStore } from '../../src/platform/event-store/event-store.js';
import { ownIn } from '../../src/platform/event-store/foreign-event.js';
import { canonical, keptTree, sha256, signerOf } from './log-under-test.js';

export const ORIGIN = 'tertial.test/log';
export const logKey = signerOf(ORIGIN, 7);

/** Vouches for the events that the log has now, with a checkpoint of each of the sizes, the last being the newest. */
export async function witnessOf(
  store: EventStore,
  sizes: readonly number[] | null = null,
  signer: NoteSigner = logKey,
): Promise<Witness> {
  const events: Stored[] = [];
  for await (const page of store.readAll(0)) events.push(...ownIn(page));
  const tree = keptTree(events.map((event) => leafOf({ sha256, canonical }, exportedEvent(event))));
  const checkpoint = (size: number): SignedCheckpoint | null => {
    const [frontier, last] = [tree.frontiers[size], events[size - 1]];
    if (frontier === undefined || last === undefined) return null;
    const root = rootOf(sha256, frontier);
    const text = writeCheckpoint({ origin: ORIGIN, size, root, extensions: [] });
    return { size, root, note: writeNote(signedNote(text, [signer])), position: last.position };
  };
  return {
    vouch: () => Promise.resolve(),
    newest: async () => checkpoint(sizes?.at(-1) ?? events.length),
    ofSize: async (size) => (sizes?.includes(size) === false ? null : checkpoint(size)),
    indexOf: async (position) => {
      const index = events.findIndex((event) => event.position === position);
      return index === -1 ? null : index;
    },
    inclusion: async (index, size) => proofFrom(sha256, inclusionParts(index, size), tree.hashAt),
    consistency: async (from, to) => proofFrom(sha256, consistencyParts(from, to), tree.hashAt),
  };
}
