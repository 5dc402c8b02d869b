import type { Json, Metadata, Stored } from '../kernel/fold.js';
import { bytesOfBase64, hexOf, joined, utf8Of } from './encoding.js';
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
