import { base64Of, bytesOfBase64, joined, Malformed, sameBytes, utf8Of } from './encoding.js';
import { isKeyName, KEY_ID_BYTES, type NoteKey } from './note-key.js';

export interface NoteSignature {
  readonly keyName: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** A text with its signatures (C2SP signed-note). They are unverified until {@link checkNote} has checked them. */
export interface SignedNote {
  /** The signed text. It ends with a newline, which the signatures cover too. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSigner {
  readonly key: NoteKey;
  /** Returns the Ed25519 signature (RFC 8032) of a message with the private half of `key`. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** Checks whether an Ed25519 signature (RFC 8032) of the message is valid for the public key. */
export type Verifies = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** The most signatures that the parser accepts. A verifier must accept at least 16 (C2SP signed-note, Format). */
const MOST_SIGNATURES = 100;
/** The em dash that begins each signature line of a note. */
const DASH = '\u2014';

/** Signs the text with each signer. A log has several signers while a new key replaces an old one. */
export function signedNote(text: string, signers: readonly NoteSigner[]): SignedNote {
  const message = utf8Of(text);
  return { text, signatures: signers.map(({ key, sign }) => signatureBy(key, sign(message))) };
}

function signatureBy({ name, id }: NoteKey, signature: Uint8Array): NoteSignature {
  return { keyName: name, keyId: id, signature };
}

/**
 * Returns a signed note as text (C2SP signed-note, Format).
 *
 * @throws Malformed when the text or a signature would make a note that {@link parseNote} cannot read.
 */
export function writeNote({ text, signatures }: SignedNote): string {
  const note = `${text}\n${signatures.map(lineOf).join('')}`;
  if (parseNote(note).text !== text) throw new Malformed('The text of a note ends with a newline.');
  return note;
}

function lineOf({ keyName, keyId, signature }: NoteSignature): string {
  return `${DASH} ${keyName} ${base64Of(joined(keyId, signature))}\n`;
}

/** Parses a signed note. @throws Malformed for any deviation from the format (C2SP signed-note, Format). */
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

/** The result of checking a note. `by` lists the known keys that signed the note. */
export type NoteVerdict =
  | { readonly verdict: 'signed'; readonly by: readonly NoteKey[] }
  | { readonly verdict: 'forged'; readonly key: NoteKey }
  | { readonly verdict: 'no known key' };

/**
 * Checks whether a known key signed a note. The check ignores signatures of unknown keys, so that a log can add keys.
 * An invalid signature with a known key's name and id makes the note invalid (C2SP signed-note, Signatures).
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
