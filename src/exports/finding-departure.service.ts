import { hashing } from '../platform/runtime/hashing.service.js';
import type { Departure } from './export-line.js';
import type { ExportedLog } from './exported-log.service.js';
import { leavesInCommon, rootBefore } from './tree-departure.js';
import type { SignedCheckpoint, Witness } from '../evidence/witness.js';

/**
 * Finds the first event that differs from the checkpoint's Merkle tree or is missing. Returns null when no event
 * differs or is missing, or when the stored Merkle tree has fewer leaves than the checkpoint covers.
 */
export async function departureOf(
  log: ExportedLog,
  witness: Witness,
  { size, root }: SignedCheckpoint,
): Promise<Departure | null> {
  const { sha256 } = hashing;
  const rootAt = async (leaves: number): Promise<Uint8Array> => {
    if (leaves === size) return root;
    return rootBefore(sha256, leaves, size, await witness.inclusion(leaves, size));
  };
  return orNone(
    (async () => {
      const index = await leavesInCommon(log.rootAt, rootAt, Math.min(log.size, size));
      if (index === size) return null;
      const [agreed, proof] = [await witness.consistency(index, size), await witness.consistency(index + 1, size)];
      return { index, agreed, root: await rootAt(index + 1), proof };
    })(),
  );
}

/** Awaits a proof. Returns null for a RangeError, which means that the stored Merkle tree has too few leaves. */
export async function orNone<Result>(asked: Promise<Result>): Promise<Result | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
