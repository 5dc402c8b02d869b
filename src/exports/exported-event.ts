import type { Stored } from '../kernel/fold.js';
import { leafEntry, partsOf, payloadCommitment } from '../evidence/leaf.js';
import type { EventHeader, Hashing, Payload } from '../evidence/leaf.js';
import { leafHash } from '../evidence/merkle-tree.js';

/** An event as it is exported. */
export interface ExportedEvent {
  readonly header: EventHeader;
  /** The payload, or only its commitment when it is withheld. */
  readonly payload: Payload | { readonly commitment: Uint8Array };
}

/** The whole event. */
export function exportedEvent(stored: Stored): ExportedEvent {
  return partsOf(stored);
}

/** The same event without its payload, which its leaf still vouches for. */
export function withheld(hashing: Hashing, event: ExportedEvent): ExportedEvent {
  return { header: event.header, payload: { commitment: commitmentOf(hashing, event) } };
}

/** The event as it was stored, but for its salt; null when its payload is withheld. */
export function storedOf({ header, payload }: ExportedEvent): Stored | null {
  if ('commitment' in payload) return null;
  const { data, commandHash } = payload;
  return { ...header, data, metadata: { ...header.metadata, commandHash } };
}

function commitmentOf(hashing: Hashing, { payload }: ExportedEvent): Uint8Array {
  return 'commitment' in payload ? payload.commitment : payloadCommitment(hashing, payload);
}

/** The hash of the leaf that the log has for the event, if it is the one that was logged. */
export function leafOf(hashing: Hashing, event: ExportedEvent): Uint8Array {
  return leafHash(hashing.sha256, leafEntry(hashing.canonical, event.header, commitmentOf(hashing, event)));
}
