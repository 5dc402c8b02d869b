import canonicalize from 'canonicalize';
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Hashing } from './exported-event.js';
import type { Verifies } from './signed-note.js';

/** The hash function and the canonical JSON (RFC 8785) of the log's tree. */
export const hashing: Hashing = {
  sha256: (bytes) => Uint8Array.from(createHash('sha256').update(bytes).digest()),
  canonical: (content) => canonicalize(content) ?? '',
};

export const verifiesEd25519: Verifies = (publicKey, message, signature) => {
  const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
  return verify(null, message, createPublicKey({ key, format: 'jwk' }), signature);
};
