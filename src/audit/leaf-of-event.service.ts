import canonicalize from 'canonicalize';
import { hash } from 'node:crypto';
import type { Stored } from '../kernel/fold.js';
import { bytesOfBase64 } from './encoding.js';
import { leafEntry, payloadCommitment, SALT_BYTES } from './leaf.js';
import { leafHash } from './merkle-tree.js';

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

export function canonical(content: unknown): string {
  return canonicalize(content) ?? '';
}

/** What stands in the transparency log of an event. */
export interface Leaf {
  /** Canonical JSON of the header and the commitment. */
  readonly entry: Uint8Array;
  readonly commitment: Uint8Array;
  readonly hash: Uint8Array;
}

/** Of events that were written before there were salts. */
const noSalt = new Uint8Array(SALT_BYTES);

/** @throws RangeError for an event with a salt that is none: nobody but this service has written it. */
export function leafOf({ data, ...stored }: Stored): Leaf {
  const { salt, ...metadata } = stored.metadata;
  const bytes = salt === undefined ? noSalt : (bytesOfBase64(salt) ?? new Uint8Array());
  const commitment = payloadCommitment(sha256, canonical, bytes, data);
  const entry = leafEntry(canonical, { ...stored, metadata }, commitment);
  return { entry, commitment, hash: leafHash(sha256, entry) };
}
