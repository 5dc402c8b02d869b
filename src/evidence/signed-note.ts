import { base64Of, bytesOfBase64, joined, Malformed, sameBytes, utf8Of } from './encoding.js';
import { isKeyName, KEY_ID_BYTES, type NoteKey } from './note-key.js';

export interface NoteSignature {
  readonly keyName: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** A text and who signed it (C2SP signed-note). Nothing of it is known to be true until {@link checkNote} says so. */
export interface SignedNote {
  /** Ends with a newline, which is signed with the rest. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSigner {
  readonly key: NoteKey;
  /** Ed25519 (RFC 8032) with the key's private half. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** Ed25519 (RFC 8032): whether the signature of the message is by the owner of the public key. */
export type Verifies = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Whoever reads notes takes 16 signatures at least, and may stop somewhere (C2SP signed-note, Format). */
const MOST_SIGNATURES = 100;
/** An em dash. */
const DASH = '\u2014';

/** The text, signed by each of the signers: more than one where a key is followed by another. */
export function signedNote(text: string, signers: readonly NoteSigner[]): SignedNote {
  const message = utf8Of(text);
  return { text, signatures: signers.map(({ key, sign }) => signatureBy(key, sign(message))) };
}

function signatureBy({ name, id }: NoteKey, signature: Uint8Array): NoteSignature {
  return { keyName: name, keyId: id, signature };
}

/**
 * The note as it is handed on (C2SP signed-note, Format).
 *
 * @throws Malformed when the text cannot be that of a note: then nobody could read what is written.
 */
export function writeNote({ text, signatures }: SignedNote): string {
  const note = `${text}\n${signatures.map(lineOf).join('')}`;
  if (parseNote(note).text !== text) throw new Malformed('The text of a note ends with a newline.');
  return note;
}

function lineOf({ keyName, keyId, signature }: NoteSignature): string {
  return `${DASH} ${keyName} ${base64Of(joined(keyId, signature))}\n`;
}

/** @throws Malformed for what is no signed note, to the letter (C2SP signed-note, Format). */
export function parseNote(note: string): SignedNote {
  if (!note.isWellFormed()) throw new Malformed('A note is valid UTF-8.');
  if (/[\0-\t\v-\u001f]/.test(note)) throw new Malformed('A note has no control character but the newline.');
  const end = note.lastIndexOf('\n\n');
  if (end === -1) throw new Malformed('An empty line parts the text of a note from its signatures.');
  if (!note.endsWith('\n')) throw new Malformed('The last line of a note ends with a newline.');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new Malformed(`A note has at most ${MOST_SIGNATURES} signatures.`);
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureOf) };
}

function signatureOf(line: string): NoteSignature {
  const [dash, keyName = '', base64 = '', ...rest] = line.split(' ');
  const bytes = bytesOfBase64(base64);
  if (dash !== DASH || !isKeyName(keyName) || bytes === null || bytes.length <= KEY_ID_BYTES || rest.length > 0) {
    throw new Malformed(`${JSON.stringify(line)} is no signature: ${DASH} key-name base64`);
  }
  return { keyName, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

/** What is to be thought of a note; `by` are the keys that signed it. */
export type NoteVerdict =
  | { readonly verdict: 'signed'; readonly by: readonly NoteKey[] }
  | { readonly verdict: 'forged'; readonly key: NoteKey }
  | { readonly verdict: 'no known key' };

/**
 * Whether a note is signed by one of the keys that are known. Signatures of others are passed over, so that keys are
 * rotated by adding; one in the name of a known key that is not by it condemns the note (C2SP signed-note, Signatures).
 */
export function checkNote(note: SignedNote, keys: readonly NoteKey[], verifies: Verifies): NoteVerdict {
  const message = utf8Of(note.text);
  const by = new Set<NoteKey>();
  for (const { keyName, keyId, signature } of note.signatures) {
    const [key, ...others] = keys.filter(({ name, id }) => name === keyName && sameBytes(id, keyId));
    if (key === undefined) continue;
    const signer = [key, ...others].find(({ publicKey }) => verifies(publicKey, message, signature));
    if (signer === undefined) return { verdict: 'forged', key };
    by.add(signer);
  }
  return by.size === 0 ? { verdict: 'no known key' } : { verdict: 'signed', by: [...by] };
}
