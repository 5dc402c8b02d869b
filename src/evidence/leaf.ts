import type { Json, Metadata, Stored } from '../kernel/fold.js';
import { bytesOfBase64, hexOf, joined, Malformed, utf8Of } from './encoding.js';
import type { Sha256 } from './merkle-tree.js';

/** Returns a value as canonical JSON (RFC 8785). The text does not depend on the order of the fields. */
export type Canonical = (content: Json | object) => string;

/** SHA-256 and canonical JSON, the two functions that compute leaves. */
export interface Hashing {
  readonly sha256: Sha256;
  readonly canonical: Canonical;
}

/**
 * The public part of a leaf: the event's stream, position, time, type and actor. It leaves out the command's hash,
 * because that hash would confirm a guess of the command's content.
 */
export type EventHeader = Omit<Stored, 'data' | 'metadata'> & {
  readonly metadata: Omit<Metadata, 'salt' | 'commandHash'>;
};

/** The private part of a leaf, and the salt that hides it in the leaf's commitment. */
export interface Payload {
  readonly data: Json;
  readonly commandHash: string;
  readonly salt: Uint8Array;
}

/** The length of a salt in bytes. A reader without the salt cannot confirm a guess of the payload. */
export const SALT_BYTES = 32;

/** Splits an event into a public and a private part. @throws RangeError for a salt that is not 32 bytes in Base 64. */
export function partsOf({ data, metadata, ...rest }: Stored): {
  readonly header: EventHeader;
  readonly payload: Payload;
} {
  const { salt, commandHash, ...open } = metadata;
  const { id, stream, revision, position, type, version, recordedAt } = rest;
  const header = { id, stream, revision, position, type, version, recordedAt, metadata: open };
  // Events from older builds have no salt. 32 zero bytes take the place of the salt. They do not protect the payload
  // from a guess.
  const bytes = salt === undefined ? new Uint8Array(SALT_BYTES) : bytesOfBase64(salt);
  if (bytes?.length !== SALT_BYTES) throw new RangeError(`The salt of the event at position ${position} is none.`);
  return { header, payload: { data, commandHash, salt: bytes } };
}

/**
 * Returns SHA-256 of the salt followed by the canonical JSON of the data and the command's hash. A reader who has all
 * three can verify the payload. The commitment alone discloses nothing, however short the payload is. An export can
 * therefore withhold a secret payload while the proof of its event stays valid.
 *
 * @throws RangeError for a salt that is not 32 bytes, because the end of the salt must be unambiguous.
 */
export function payloadCommitment({ sha256, canonical }: Hashing, { salt, ...payload }: Payload): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`A salt has ${SALT_BYTES} bytes, not ${salt.length}.`);
  const { commandHash, data } = payload;
  return sha256(joined(salt, utf8Of(canonical({ commandHash, data }))));
}

/**
 * Returns the log entry of an event: canonical JSON of its header and of the commitment to its payload. The entry
 * covers every stored field, because nobody could detect a change of a field that it left out.
 */
export function leafEntry(canonical: Canonical, header: EventHeader, commitment: Uint8Array): Uint8Array {
  const { id, stream, revision, position, type, version, recordedAt, metadata } = header;
  const payload = hexOf(commitment);
  return utf8Of(canonical({ id, stream, revision, position, type, version, recordedAt, metadata, payload }));
}

const LENGTH_BYTES = 2;
const LONGEST_ENTRY_IN_BYTES = 2 ** 16 - 1;

/**
 * Concatenates entries. Before each entry comes its length in two bytes, big-endian (C2SP tlog-tiles, Log entries).
 *
 * @throws RangeError for an entry longer than 65 535 bytes.
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

/** Splits a bundle into its entries. @throws Malformed when it is cut short or does not have `width` entries. */
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
