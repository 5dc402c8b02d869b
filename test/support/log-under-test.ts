import canonicalize from 'canonicalize';
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { Canonical } from '../../src/evidence/leaf.js';
import { emptyFrontier, grown, leafHash } from '../../src/evidence/merkle-tree.js';
import type { Frontier, Sha256, Subtree } from '../../src/evidence/merkle-tree.js';
import { noteKeyOf } from '../../src/evidence/note-key.js';
import type { NoteSigner, Verifies } from '../../src/evidence/signed-note.js';

export const sha256: Sha256 = (bytes) => Uint8Array.from(createHash('sha256').update(bytes).digest());

export const canonical: Canonical = (content) => canonicalize(content) ?? '';

export function base64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

/** The hashes of as many leaves, all different. */
export function leaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => leafHash(sha256, Buffer.from(`entry ${index}`)));
}

/** MTH(D[n]), word for word as RFC 6962, section 2.1, defines it, from the hashes of the leaves. */
export function rootByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return sha256(new Uint8Array());
  if (hashes.length === 1) return only;
  const k = 2 ** (Math.ceil(Math.log2(hashes.length)) - 1);
  return sha256(Buffer.from([1, ...rootByDefinition(hashes.slice(0, k)), ...rootByDefinition(hashes.slice(k))]));
}

/** A tree with every hash that was ever complete, as it grew leaf by leaf. */
export interface KeptTree {
  readonly frontiers: readonly Frontier[];
  hashAt(subtree: Subtree): Uint8Array;
}

export function keptTree(hashes: readonly Uint8Array[]): KeptTree {
  const kept = new Map<string, Uint8Array>();
  const frontiers: Frontier[] = [emptyFrontier];
  for (const hash of hashes) {
    const { frontier, completed } = grown(sha256, frontiers.at(-1) ?? emptyFrontier, hash);
    for (const [level, one] of completed.entries()) kept.set(`${level} ${frontier.size / 2 ** level - 1}`, one);
    frontiers.push(frontier);
  }
  return {
    frontiers,
    hashAt: ({ level, index }) => {
      const hash = kept.get(`${level} ${index}`);
      if (hash === undefined) throw new Error(`No subtree of level ${level} at ${index} was ever complete.`);
      return hash;
    },
  };
}

export const verifies: Verifies = (publicKey, message, signature) =>
  verify(null, message, createPublicKey({ key: jwk(publicKey), format: 'jwk' }), signature);

/** One who signs under a name, with the key that 32 bytes of this number make. */
export function signerOf(name: string, number: number): NoteSigner {
  const seed = Buffer.alloc(32, number);
  const pkcs8 = Buffer.concat([hex('302e020100300506032b657004220420'), seed]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    key: noteKeyOf(sha256, name, Uint8Array.from(Buffer.from(x, 'base64url'))),
    sign: (message) => Uint8Array.from(sign(null, message, privateKey)),
  };
}

function jwk(publicKey: Uint8Array) {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
}
