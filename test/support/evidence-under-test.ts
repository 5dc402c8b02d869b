import { createPublicKey, verify } from 'node:crypto';
import { CheckpointSigner } from '../../src/evidence/checkpoint-signing.service.js';
import { type Checkpoint, parseCheckpoint } from '../../src/evidence/checkpoint.js';
import { parseNote, type SignedNote } from '../../src/evidence/signed-note.js';
import { type SignedCheckpoint, WITNESS, type Witness } from '../../src/evidence/witness.js';
import { LogIndex } from '../../src/platform/projections/log-index.service.js';
import type { Api } from './api-under-test.js';

export function witnessOf({ app }: Api): Witness {
  return app.get<Witness>(WITNESS, { strict: false });
}

/** The newest checkpoint once all that has been done is in it. */
export async function signedUp(api: Api): Promise<SignedCheckpoint> {
  const head = await api.head();
  await api.app.get(LogIndex).reached(head, 60_000);
  await api.app.get(CheckpointSigner, { strict: false }).sign();
  const newest = await witnessOf(api).newest();
  if (newest?.position !== head) throw new Error(`Signed up to ${newest?.position ?? 'nothing'}, not ${head}.`);
  return newest;
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

export interface ReadNote {
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

export function readNote(text: string): ReadNote {
  const note = parseNote(text);
  return { note, checkpoint: parseCheckpoint(note.text) };
}

/** Ed25519 by another way than the one that signs. */
export function verifies(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  return verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature);
}
