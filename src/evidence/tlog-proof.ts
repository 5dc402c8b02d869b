import { type Checkpoint, parseCheckpoint } from './checkpoint.js';
import { base64Of, bytesOfBase64, decimalOf, Malformed } from './encoding.js';
import { isIncluded } from './merkle-proof.js';
import { HASH_BYTES, type Sha256 } from './merkle-tree.js';
import type { NoteKey } from './note-key.js';
import { checkNote, parseNote, type Verifies } from './signed-note.js';

/** That an entry is in a log, for whoever has no way to the log: a `.tlog-proof` file (C2SP tlog-proof). */
export interface TlogProof {
  /** Anything; nobody has signed it. Null when there is none. */
  readonly extra: Uint8Array | null;
  /** Of the entry in the log, from 0. */
  readonly index: number;
  /** From the leaf's sibling to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note with the checkpoint, word for word. */
  readonly checkpoint: string;
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const EXTRA = 'extra ';
const INDEX = 'index ';

/** The file's text (C2SP tlog-proof, Format). */
export function writeTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const extras = extra === null ? [] : [EXTRA + base64Of(extra)];
  return [FIRST_LINE, ...extras, `${INDEX}${index}`, ...hashes.map(base64Of), '', checkpoint].join('\n');
}

/** @throws Malformed for what is no such file, to the letter (C2SP tlog-proof, Format). */
export function parseTlogProof(text: string): TlogProof {
  const end = text.indexOf('\n\n');
  if (end === -1) throw new Malformed('An empty line parts a proof from its checkpoint.');
  const [first, ...lines] = text.slice(0, end).split('\n');
  if (first !== FIRST_LINE) throw new Malformed(`The first line of a proof is ${FIRST_LINE}.`);
  const extra = lines[0]?.startsWith(EXTRA) === true ? extraOf(lines[0]) : null;
  const [indexLine = '', ...hashLines] = extra === null ? lines : lines.slice(1);
  const index = indexLine.startsWith(INDEX) ? decimalOf(indexLine.slice(INDEX.length)) : null;
  if (index === null) throw new Malformed(`A proof has a line with the entry's place, such as: ${INDEX}12`);
  const checkpoint = text.slice(end + 2);
  parseCheckpoint(parseNote(checkpoint).text);
  return { extra, index, hashes: hashLines.map(hashOf), checkpoint };
}

function extraOf(line: string): Uint8Array {
  const bytes = bytesOfBase64(line.slice(EXTRA.length));
  if (bytes === null) throw new Malformed('What follows on extra is Base 64.');
  return bytes;
}

function hashOf(line: string): Uint8Array {
  const bytes = bytesOfBase64(line);
  if (bytes?.length !== HASH_BYTES) throw new Malformed(`${line} is no hash: ${HASH_BYTES} bytes in Base 64.`);
  return bytes;
}

/** Which log is believed, and what it is believed by. */
export interface Trust {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
}

/** What a proof is worth; `by` are the keys that signed its checkpoint. */
export type ProofVerdict =
  | { readonly verdict: 'proven'; readonly checkpoint: Checkpoint; readonly by: readonly NoteKey[] }
  | { readonly verdict: 'other log'; readonly origin: string }
  | { readonly verdict: 'forged'; readonly key: NoteKey }
  | { readonly verdict: 'no known key' | 'not included' };

/** Whether a leaf is in the log, as the proof has it (C2SP tlog-proof, Verifying a tlog proof). */
export function checkTlogProof(
  { sha256, verifies }: { readonly sha256: Sha256; readonly verifies: Verifies },
  { index, hashes, checkpoint }: TlogProof,
  leaf: Uint8Array,
  { origin, keys }: Trust,
): ProofVerdict {
  const note = parseNote(checkpoint);
  const head = parseCheckpoint(note.text);
  if (head.origin !== origin) return { verdict: 'other log', origin: head.origin };
  const signed = checkNote(note, keys, verifies);
  if (signed.verdict !== 'signed') return signed;
  if (!isIncluded(sha256, { index, leaf, head, proof: hashes })) return { verdict: 'not included' };
  return { verdict: 'proven', checkpoint: head, by: signed.by };
}
