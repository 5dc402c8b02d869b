import { joined } from './encoding.js';
import { Malformed } from './malformed.js';

const LENGTH_BYTES = 2;
const LONGEST_ENTRY_IN_BYTES = 2 ** 16 - 1;

/**
 * Entries one after the other, each after its length in two bytes, the larger first (C2SP tlog-tiles, Log entries).
 *
 * @throws RangeError for an entry whose length two bytes do not hold.
 */
export function writeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joined(...entries.flatMap((entry) => [lengthOf(entry), entry]));
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  if (length > LONGEST_ENTRY_IN_BYTES) {
    throw new RangeError(`An entry has at most ${LONGEST_ENTRY_IN_BYTES} bytes, not ${length}.`);
  }
  return Uint8Array.of(Math.floor(length / 256), length % 256);
}

/** @throws Malformed when it does not hold just as many entries as the bundle is wide. */
export function parseEntryBundle(bytes: Uint8Array, width: number): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const [large, small] = bytes.slice(at, at + LENGTH_BYTES);
    if (large === undefined || small === undefined) throw new Malformed('A bundle ends within the length of an entry.');
    const start = at + LENGTH_BYTES;
    at = start + large * 256 + small;
    if (at > bytes.length) throw new Malformed(`A bundle ends within its entry ${entries.length}.`);
    entries.push(bytes.slice(start, at));
  }
  if (entries.length !== width)
    throw new Malformed(`A bundle ${width} wide has as many entries, not ${entries.length}.`);
  return entries;
}
