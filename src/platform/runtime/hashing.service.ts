import canonicalize from 'canonicalize';
import { createPublicKey, hash, verify } from 'node:crypto';

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

/** Returns canonical JSON (RFC 8785). Equal values give the same text, in any order of their fields. */
export function canonical(content: unknown): string {
  return canonicalize(content) ?? '';
}

/** Returns the SHA-256 of the canonical JSON (RFC 8785) of an object, as 64 lower-case hexadecimal digits. */
export function canonicalHash(content: object): string {
  return hash('sha256', canonical(content), 'hex');
}

export const hashing = { sha256, canonical } as const;

/** Checks an Ed25519 signature (RFC 8032). The public key is 32 bytes. */
export function verifiesEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
  return verify(null, message, createPublicKey({ key, format: 'jwk' }), signature);
}
