import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base64Of, bytesOfBase64, hexOf } from './encoding.js';
import { sha256 } from '../platform/runtime/hashing.service.js';
import { isKeyName, type NoteKey, noteKeyOf } from './note-key.js';
import type { NoteSigner } from './signed-note.js';

/** The injection token of the {@link Evidence}. */
export const EVIDENCE = 'EVIDENCE';

/** The keys that sign the log's checkpoints, and the name of the log. */
export interface Evidence {
  /** The signers, oldest key first. Each of them signs every checkpoint. Without signers, the service signs nothing. */
  readonly signers: readonly NoteSigner[];
  /** The configured name of the log. Null: the log keeps the newest checkpoint's name, else the oldest key's name. */
  readonly origin: string | null;
  /** The folder of the keys. Absent: the keys are in no folder, or there are none. */
  readonly folder?: KeyFolder;
}

/** A folder of keys, which remembers that there is a log to its keys. */
export interface KeyFolder {
  readonly path: string;
  /** Makes the first key of a log that nobody has signed yet. Absent: an operator makes the keys. */
  readonly makeFirst?: () => readonly NoteSigner[];
  /** Whether there is a log to these keys. Such keys beside an empty log mean that the log was lost. */
  isInUse(): boolean;
  /** Remembers that there is a log to these keys, unless the folder may only be read. */
  use(): void;
}

/** The settings that say where the signing keys are. */
export interface KeyPlace {
  /** The folder of the key files. Null: the service has no keys and signs nothing. */
  readonly folder: string | null;
  /** Whether the service makes a first key when the folder has none. */
  readonly isMade: boolean;
  readonly origin: string | null;
}

const PRIVATE = 'PRIVATE+KEY';
/** The byte that identifies an Ed25519 key (C2SP signed-note). */
const ED25519 = 0x01;
const SEED_BYTES = 32;
/** The bytes before the seed in the DER form of an Ed25519 private key (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const ENDING = '.key';

/** The error for a key that cannot be read or made. The message says what to do and quotes nothing from a key file. */
export class KeysFault extends Error {
  override readonly name = 'KeysFault';
}

/**
 * Reads one key from each file whose name ends with `.key` in a folder, in the order of the file names.
 *
 * @throws KeysFault when the folder cannot be read, or a file contains no private key.
 */
export function readKeys(folder: string): NoteSigner[] {
  try {
    return keyFiles(folder).map((file) => {
      const signer = signerOf(readFileSync(join(folder, file), 'utf8').trim());
      if (signer === null) throw new KeysFault(`${join(folder, file)} has no private key: ${PRIVATE}+name+id+base64.`);
      return signer;
    });
  } catch (error) {
    throw faultOf(folder, error);
  }
}

/** The file in a folder of keys to which there is a log, and what it says to whoever finds it. */
const IN_USE = 'in-use';
const IN_USE_TEXT = 'A log is signed with these keys. Tertial begins no other log with them.\n';

/**
 * Reads the keys. A null folder gives no signers. Makes no key: a service whose log was signed before must not sign
 * with another key, and only the log's checkpoints tell.
 *
 * @throws KeysFault when a key is unusable, or when the folder has none and `isMade` is false.
 */
export function evidenceAt({ folder, isMade, origin }: KeyPlace): Evidence {
  if (folder === null) return { signers: [], origin };
  const signers = existsSync(folder) ? readKeys(folder) : [];
  if (signers.length === 0 && !isMade) {
    throw new KeysFault(
      `There is no key in ${folder}. If the log has been signed, put its keys back there. If it is new, make one: tertial key NAME`,
    );
  }
  return { signers, origin, folder: keyFolder(folder, isMade) };
}

function keyFolder(path: string, isMade: boolean): KeyFolder {
  const file = join(path, IN_USE);
  const makeFirst = (): readonly NoteSigner[] => {
    addKey(path, newName());
    return readKeys(path);
  };
  return {
    path,
    ...(isMade && { makeFirst }),
    isInUse: () => existsSync(file),
    use: () => {
      try {
        if (!existsSync(file)) writeFileSync(file, IN_USE_TEXT);
      } catch {
        // The folder may be one that the service can only read. The keys sign all the same.
      }
    },
  };
}

/**
 * Makes a key and writes it to a new file, which only the file's owner can read.
 *
 * @throws KeysFault when the file cannot be written, or the name is invalid.
 */
export function addKey(folder: string, name: string): NoteKey {
  if (!isKeyName(name)) throw new KeysFault(`${name} is no name of a key. Give one without spaces and plus signs.`);
  makeFolder(folder);
  const { key, text } = newKey(name);
  try {
    const numbers = keyFiles(folder).map((file) => Number(file.slice(0, -ENDING.length)));
    const number = Math.max(0, ...numbers.filter(Number.isInteger)) + 1;
    writeFileSync(join(folder, `${String(number).padStart(4, '0')}${ENDING}`), `${text}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    throw faultOf(folder, error);
  }
  return key;
}

/** Makes a key that exists only in memory and is lost when the process ends. */
export function passingEvidence(): Evidence {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { signers: [signerWith(newName(), privateKey)], origin: null };
}

/** Returns a key name with four random bytes, so that two logs do not have the same name. */
function newName(): string {
  return `tertial.local/${randomBytes(4).toString('hex')}`;
}

function newKey(name: string): { readonly key: NoteKey; readonly text: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { key } = signerWith(name, privateKey);
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(PKCS8.length);
  return { key, text: `${PRIVATE}+${name}+${hexOf(key.id)}+${base64Of(Uint8Array.of(ED25519, ...seed))}` };
}

/** Parses a private key in the format of golang.org/x/mod/sumdb/note. Returns null for any other text. */
export function signerOf(text: string): NoteSigner | null {
  const [, name = '', id = '', base64 = ''] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const typed = bytesOfBase64(base64);
  if (!isKeyName(name) || typed?.[0] !== ED25519 || typed.length !== 1 + SEED_BYTES) return null;
  const der = Buffer.concat([PKCS8, typed.subarray(1)]);
  const signer = signerWith(name, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return hexOf(signer.key.id) === id ? signer : null;
}

function signerWith(name: string, privateKey: KeyObject): NoteSigner {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = noteKeyOf(sha256, name, Uint8Array.from(Buffer.from(x, 'base64url')));
  return { key, sign: (message) => sign(null, message, privateKey) };
}

function keyFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort();
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw faultOf(folder, error);
  }
}

function faultOf(folder: string, error: unknown): KeysFault {
  if (error instanceof KeysFault) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return new KeysFault(
    `The keys in ${folder} cannot be used (${code}). Let the service read and write there, or give another folder in EVIDENCE_KEYS.`,
  );
}

/** Reads the keys for an export, which makes no key. Returns no signers when the keys cannot be used. */
export function evidenceThere(keys: KeyPlace): Evidence {
  try {
    return evidenceAt({ ...keys, isMade: false });
  } catch (error) {
    if (error instanceof KeysFault) return { signers: [], origin: keys.origin };
    throw error;
  }
}
