import type { Stored } from '../kernel/fold.js';
import { leafEntry, partsOf, payloadCommitment } from '../evidence/leaf.js';
import type { EventHeader, Hashing, Payload } from '../evidence/leaf.js';
import { leafHash } from '../evidence/merkle-tree.js';

/** An event as an export contains it. */
export interface ExportedEvent {
  readonly header: EventHeader;
  /** The payload, or only the payload's commitment when the payload is withheld. */
  readonly payload: Payload | { readonly commitment: Uint8Array };
}

/** Returns a stored event for an export, with its whole payload. */
export function exportedEvent(stored: Stored): ExportedEvent {
  return partsOf(stored);
}

/** Replaces an event's payload by the payload's commitment, so that the leaf hash and the event's proof stay valid. */
export function withheld(hashing: Hashing, event: ExportedEvent): ExportedEvent {
  return { header: event.header, payload: { commitment: commitmentOf(hashing, event) } };
}

/** Returns an event as the event store had it, but without its salt; null when the payload is withheld. */
export function storedOf({ header, payload }: ExportedEvent): Stored | null {
  if ('commitment' in payload) return null;
  const { data, commandHash } = payload;
  return { ...header, data, metadata: { ...header.metadata, commandHash } };
}

function commitmentOf(hashing: Hashing, { payload }: ExportedEvent): Uint8Array {
  return 'commitment' in payload ? payload.commitment : payloadCommitment(hashing, payload);
}

/** Computes the event's leaf hash. It equals the leaf hash in the log only when the event is unchanged. */
export function leafOf(hashing: Hashing, event: ExportedEvent): Uint8Array {
  return leafHash(hashing.sha256, leafEntry(hashing.canonical, event.header, commitmentOf(hashing, event)));
}
