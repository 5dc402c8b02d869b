import { base64Of, bytesOfBase64, hexOf, joined, Malformed, sameBytes, utf8Of } from './encoding.js';
import type { Sha256 } from './merkle-tree.js';

/** A public key that notes are signed with (C2SP signed-note, Signatures). */
export interface NoteKey {
  readonly name: string;
  /** Four bytes. */
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
}

export const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
/** The signature type of Ed25519 (C2SP signed-note, Signature types). */
const ED25519 = Uint8Array.of(0x01);

/**
 * An Ed25519 key under a name; its id is the first bytes of `SHA-256(name || 0x0A || 0x01 || public key)`
 * (C2SP signed-note, Ed25519 signatures).
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

/** A name has no white space and no plus: both end a name in the formats (C2SP signed-note, Format). */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\0-\u001f+]+$/u.test(name) && name.isWellFormed();
}

/** The public text of a key: `name+id+type and public key in Base 64`, the format of golang.org/x/mod/sumdb/note. */
export function writeNoteKey({ name, id, publicKey }: NoteKey): string {
  return `${name}+${hexOf(id)}+${base64Of(joined(ED25519, publicKey))}`;
}

/** Reads the text. @throws Malformed for any text that {@link writeNoteKey} does not write, also for a wrong id. */
export function parseNoteKey(sha256: Sha256, text: string): NoteKey {
  // Base 64 can hold a plus: the first two separate the parts.
  const [name = '', id = '', ...rest] = text.split('+');
  const typed = bytesOfBase64(rest.join('+'));
  if (typed === null || !sameBytes(typed.slice(0, ED25519.length), ED25519)) {
    // The message leaves out the text, which can be the private half, given by mistake.
    throw new Malformed(`${name} is followed by no public key of Ed25519. It looks like name+1a2b3c4d+ARpc...`);
  }
  const key = noteKeyOf(sha256, name, typed.slice(ED25519.length));
  if (hexOf(key.id) !== id) {
    throw new Malformed(`The id of this key of ${name} is ${hexOf(key.id)}, not ${id}: some letter is wrong.`);
  }
  return key;
}
