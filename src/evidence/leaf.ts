import type { Json, Metadata, Stored } from '../kernel/fold.js';
import { bytesOfBase64, hexOf, joined, Malformed, utf8Of } from './encoding.js';
import type { Sha256 } from './merkle-tree.js';

/** Canonical JSON (RFC 8785): one text for each value, in whatever order its fields stand. */
export type Canonical = (content: Json | object) => string;

/** What leaves are computed with. */
export interface Hashing {
  readonly sha256: Sha256;
  readonly canonical: Canonical;
}

/**
 * What everybody may know of an event: that it is there, where and when, of what type, by whom. Not the hash of its
 * command: whoever guessed what a command said could try the guess on it.
 */
export type EventHeader = Omit<Stored, 'data' | 'metadata'> & {
  readonly metadata: Omit<Metadata, 'salt' | 'commandHash'>;
};

/** What is to be known only by whoever is shown it, with the salt that its commitment was made with. */
export interface Payload {
  readonly data: Json;
  readonly commandHash: string;
  readonly salt: Uint8Array;
}

/** As long as what it hides: nobody who guesses a payload can try the guess without it. */
export const SALT_BYTES = 32;

/** An event in its two parts. @throws RangeError for a salt that is none: nobody but this service has written it. */
export function partsOf({ data, metadata, ...rest }: Stored): {
  readonly header: EventHeader;
  readonly payload: Payload;
} {
  const { salt, commandHash, ...open } = metadata;
  const { id, stream, revision, position, type, version, recordedAt } = rest;
  const header = { id, stream, revision, position, type, version, recordedAt, metadata: open };
  // From before events were salted: nothing hides them but that nobody guesses them.
  const bytes = salt === undefined ? new Uint8Array(SALT_BYTES) : bytesOfBase64(salt);
  if (bytes?.length !== SALT_BYTES) throw new RangeError(`The salt of the event at position ${position} is none.`);
  return { header, payload: { data, commandHash, salt: bytes } };
}

/**
 * SHA-256 of the salt and the canonical JSON of the data and the command's hash. Whoever holds all of it sees that it is
 * what was logged; whoever holds none learns nothing of it, be it as short as a name. So a payload under secrecy is
 * withheld and the proof of its event still holds.
 *
 * @throws RangeError for a salt of another length: where it ends and the payload begins must be no question.
 */
export function payloadCommitment({ sha256, canonical }: Hashing, { salt, ...payload }: Payload): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`A salt has ${SALT_BYTES} bytes, not ${salt.length}.`);
  const { commandHash, data } = payload;
  return sha256(joined(salt, utf8Of(canonical({ commandHash, data }))));
}

/**
 * The entry of an event in the transparency log: canonical JSON of its header and of the commitment to its payload. Its
 * fields are what the store keeps, and the time has all digits of it: what is not here could be changed unseen.
 */
export function leafEntry(canonical: Canonical, header: EventHeader, commitment: Uint8Array): Uint8Array {
  const { id, stream, revision, position, type, version, recordedAt, metadata } = header;
  const payload = hexOf(commitment);
  return utf8Of(canonical({ id, stream, revision, position, type, version, recordedAt, metadata, payload }));
}

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
