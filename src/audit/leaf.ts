import type { Json, Stored } from '../kernel/fold.js';
import { hexOf, joined, sameBytes, utf8Of } from './encoding.js';
import type { Sha256 } from './merkle-tree.js';

/** Canonical JSON (RFC 8785): one text for each value, in whatever order its fields stand. */
export type Canonical = (content: Json | object) => string;

/** What everybody may know of an event: that it is there, where and when, of what type, by whom. */
export type EventHeader = Omit<Stored, 'data'>;

/** As long as what it hides: nobody who guesses a payload can try the guess without it. */
export const SALT_BYTES = 32;

/**
 * SHA-256 of the salt and the payload's canonical JSON. Whoever holds both sees that the payload is the one that was
 * logged; whoever holds neither learns nothing of it, be it as short as a name. So a payload under secrecy is withheld
 * and the proof of its event still holds.
 *
 * @throws RangeError for a salt of another length: where it ends and the payload begins must be no question.
 */
export function payloadCommitment(sha256: Sha256, canonical: Canonical, salt: Uint8Array, payload: Json): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`A salt has ${SALT_BYTES} bytes, not ${salt.length}.`);
  return sha256(joined(salt, utf8Of(canonical(payload))));
}

/** Whether a payload, with its salt, is the one that was committed to. */
export function isCommitted(
  sha256: Sha256,
  canonical: Canonical,
  commitment: Uint8Array,
  { salt, payload }: { readonly salt: Uint8Array; readonly payload: Json },
): boolean {
  return salt.length === SALT_BYTES && sameBytes(payloadCommitment(sha256, canonical, salt, payload), commitment);
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
