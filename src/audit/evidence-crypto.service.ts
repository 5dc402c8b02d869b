import { createPublicKey, verify } from 'node:crypto';
import type { Hashing } from './exported-event.js';
import { canonical, sha256 } from './leaf-of-event.service.js';
import type { Verifies } from './signed-note.js';

/** The hash function and the canonical JSON (RFC 8785) of the log's tree. */
export const hashing: Hashing = { sha256, canonical };

export const verifiesEd25519: Verifies = (publicKey, message, signature) => {
  const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
  return verify(null, message, createPublicKey({ key, format: 'jwk' }), signature);
};
