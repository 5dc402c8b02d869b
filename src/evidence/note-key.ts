import { base64Of, bytesOfBase64, hexOf, joined, Malformed, sameBytes, utf8Of } from './encoding.js';
import type { Sha256 } from './merkle-tree.js';

/** A public key that verifies signatures of notes (C2SP signed-note, Signatures). */
export interface NoteKey {
  readonly name: string;
  /** The first four bytes of the SHA-256 hash that {@link noteKeyOf} computes. */
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

export const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
/** The byte that identifies an Ed25519 key (C2SP signed-note, Signature types). */
const ED25519 = Uint8Array.of(0x01);

/**
 * Gives an Ed25519 public key a name and an id. The id is the first four bytes of
 * `SHA-256(name || 0x0A || 0x01 || public key)` (C2SP signed-note, Ed25519 signatures).
 *
 * @throws Malformed for an invalid name or public key.
 */
export function noteKeyOf(sha256: Sha256, name: string, publicKey: Uint8Array): NoteKey {
  if (!isKeyName(name)) throw new Malformed(`${JSON.stringify(name)} is no name of a key.`);
  if (publicKey.length !== PUBLIC_KEY_BYTES) {
    throw new Malformed(`A public key of Ed25519 has ${PUBLIC_KEY_BYTES} bytes, that of ${name} ${publicKey.length}.`);
  }
  const hash = sha256(joined(utf8Of(`${name}\n`), ED25519, publicKey));
  return { name, id: hash.slice(0, KEY_ID_BYTES), publicKey };
}

/** Checks a key name. White space and `+` are invalid, because they end a name (C2SP signed-note, Format). */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\0-\u001f+]+$/u.test(name) && name.isWellFormed();
}

/** Writes a public key as `name+id+base64(type, public key)`, the format of golang.org/x/mod/sumdb/note. */
export function writeNoteKey({ name, id, publicKey }: NoteKey): string {
  return `${name}+${hexOf(id)}+${base64Of(joined(ED25519, publicKey))}`;
}

/** Parses a public key. @throws Malformed for a wrong id and any text that {@link writeNoteKey} does not write. */
export function parseNoteKey(sha256: Sha256, text: string): NoteKey {
  // Base 64 can contain a plus sign, so only the first two plus signs separate the parts.
  const [name = '', id = '', ...rest] = text.split('+');
  const typed = bytesOfBase64(rest.join('+'));
  if (typed === null || !sameBytes(typed.slice(0, ED25519.length), ED25519)) {
    // The message leaves out the text, because somebody may have given the private key by mistake.
    throw new Malformed(`${name} is followed by no public key of Ed25519. It looks like name+1a2b3c4d+ARpc...`);
  }
  const key = noteKeyOf(sha256, name, typed.slice(ED25519.length));
  if (hexOf(key.id) !== id) {
    throw new Malformed(`The id of this key of ${name} is ${hexOf(key.id)}, not ${id}: some letter is wrong.`);
  }
  return key;
}
