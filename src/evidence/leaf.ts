import type { Json, Metadata, Stored } from '../kernel/fold.js';
import { bytesOfBase64, hexOf, joined, Malformed, utf8Of } from './encoding.js';
import type { Sha256 } from './merkle-tree.js';

/** Canonical JSON (RFC 8785): one text for each value, in any order of its fields. */
export type Canonical = (content: Json | object) => string;

/** The functions that compute leaves. */
export interface Hashing {
  readonly sha256: Sha256;
  readonly canonical: Canonical;
}

/**
 * The public part of a leaf: the event's place, time, type and actor. The hash of its
 * command is private: it would confirm a guess of the command's content.
 */
export type EventHeader = Omit<Stored, 'data' | 'metadata'> & {
  readonly metadata: Omit<Metadata, 'salt' | 'commandHash'>;
};

/** The private part of a leaf and its commitment salt. */
export interface Payload {
  readonly data: Json;
  readonly commandHash: string;
  readonly salt: Uint8Array;
}

/** The salt's length in bytes. Without the salt, a guess of the payload cannot be confirmed. */
export const SALT_BYTES = 32;

/** Splits an event into its two parts. @throws RangeError for an invalid salt, which this service never writes. */
export function partsOf({ data, metadata, ...rest }: Stored): {
  readonly header: EventHeader;
  readonly payload: Payload;
} {
  const { salt, commandHash, ...open } = metadata;
  const { id, stream, revision, position, type, version, recordedAt } = rest;
  const header = { id, stream, revision, position, type, version, recordedAt, metadata: open };
  // Events from before there were salts: a guess of the whole payload can be confirmed.
  const bytes = salt === undefined ? new Uint8Array(SALT_BYTES) : bytesOfBase64(salt);
  if (bytes?.length !== SALT_BYTES) throw new RangeError(`The salt of the event at position ${position} is none.`);
  return { header, payload: { data, commandHash, salt: bytes } };
}

/**
 * SHA-256 of the salt and the canonical JSON of the data and the command's hash. A holder of all three can prove the
 * payload. Without them, nothing of it is disclosed, be it as short as a name. So a secret payload can be
 * withheld while the proof of its event still holds.
 *
 * @throws RangeError for a salt of another length: the border of salt and payload must be unambiguous.
 */
export function payloadCommitment({ sha256, canonical }: Hashing, { salt, ...payload }: Payload): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`A salt has ${SALT_BYTES} bytes, not ${salt.length}.`);
  const { commandHash, data } = payload;
  return sha256(joined(salt, utf8Of(canonical({ commandHash, data }))));
}

/**
 * The entry of an event in the transparency log: canonical JSON of its header and of the commitment to its payload. Its
 * fields are all that the store keeps, with all digits of the time: a field that is missing here could be changed unseen.
 */
export function leafEntry(canonical: Canonical, header: EventHeader, commitment: Uint8Array): Uint8Array {
  const { id, stream, revision, position, type, version, recordedAt, metadata } = header;
  const payload = hexOf(commitment);
  return utf8Of(canonical({ id, stream, revision, position, type, version, recordedAt, metadata, payload }));
}

const LENGTH_BYTES = 2;
const LONGEST_ENTRY_IN_BYTES = 2 ** 16 - 1;

/**
 * Concatenates entries, each after its length in two bytes, big-endian (C2SP tlog-tiles, Log entries).
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

/** Reads a bundle. @throws Malformed when the number of entries is not the bundle's width. */
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
