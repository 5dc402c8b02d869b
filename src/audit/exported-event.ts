import type { Json, Stored } from '../kernel/fold.js';
import { bytesOfBase64 } from './encoding.js';
import { type Canonical, type EventHeader, leafEntry, payloadCommitment, SALT_BYTES } from './leaf.js';
import { leafHash, type Sha256 } from './merkle-tree.js';

/** What an event's leaf is computed with. */
export interface Hashing {
  readonly sha256: Sha256;
  readonly canonical: Canonical;
}

/** The payload with what opens it, or only what vouches for it when it is withheld. */
export type Payload = { readonly data: Json; readonly salt: Uint8Array } | { readonly commitment: Uint8Array };

/** An event as it leaves the house. */
export interface ExportedEvent {
  /** As in its leaf: without the salt, which goes with the payload. */
  readonly header: EventHeader;
  readonly payload: Payload;
}

/** The event with everything of it. */
export function exportedEvent({ data, metadata: { salt, ...metadata }, ...rest }: Stored): ExportedEvent {
  const { id, stream, revision, position, type, version, recordedAt } = rest;
  const header = { id, stream, revision, position, type, version, recordedAt, metadata };
  // From before events were salted: nothing hides them but that nobody guesses them.
  const bytes = salt === undefined ? new Uint8Array(SALT_BYTES) : bytesOfBase64(salt);
  if (bytes?.length !== SALT_BYTES) throw new Error(`The salt of the event at position ${rest.position} is none.`);
  return { header, payload: { data, salt: bytes } };
}

/** The same event without its payload, which its leaf still vouches for. */
export function withheld(hashing: Hashing, { header, payload }: ExportedEvent): ExportedEvent {
  return { header, payload: { commitment: commitmentOf(hashing, payload) } };
}

/** The event as it was stored; null when its payload is withheld. */
export function storedOf({ header, payload }: ExportedEvent): Stored | null {
  return 'data' in payload ? { ...header, data: payload.data } : null;
}

function commitmentOf({ sha256, canonical }: Hashing, payload: Payload): Uint8Array {
  return 'data' in payload ? payloadCommitment(sha256, canonical, payload.salt, payload.data) : payload.commitment;
}

/** The hash of the leaf that the log has for the event, if it is the one that was logged. */
export function leafOf(hashing: Hashing, { header, payload }: ExportedEvent): Uint8Array {
  return leafHash(hashing.sha256, leafEntry(hashing.canonical, header, commitmentOf(hashing, payload)));
}
