import { type Checkpoint, parseCheckpoint } from './checkpoint.js';
import { base64Of, bytesOfBase64, decimalOf, Malformed } from './encoding.js';
import { isIncluded } from './merkle-proof.js';
import { HASH_BYTES, type Sha256 } from './merkle-tree.js';
import { type NoteKey, writeNoteKey } from './note-key.js';
import { checkNote, parseNote, type Verifies } from './signed-note.js';

/** The content of a `.tlog-proof` file, which proves offline that an entry is in a log (C2SP tlog-proof). */
export interface TlogProof {
  /** Bytes of any content, which no signature covers. Null when the file has no `extra` line. */
  readonly extra: Uint8Array | null;
  /** The index of the entry in the log, from 0. */
  readonly index: number;
  /** The hashes of the inclusion proof, from the leaf's sibling up to a child of the root. */
  readonly hashes: readonly Uint8Array[];
  /** The text of the signed note that contains the checkpoint. */
  readonly checkpoint: string;
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const EXTRA = 'extra ';
const INDEX = 'index ';

/** Returns the text of a `.tlog-proof` file (C2SP tlog-proof, Format). */
export function writeTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const extras = extra === null ? [] : [EXTRA + base64Of(extra)];
  return [FIRST_LINE, ...extras, `${INDEX}${index}`, ...hashes.map(base64Of), '', checkpoint].join('\n');
}

/** Parses a `.tlog-proof` file. @throws Malformed for any deviation from the format (C2SP tlog-proof, Format). */
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

/** The log that a verifier trusts: its origin and its public keys. */
export interface Trust {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
}

/** The result of checking a proof. `by` lists the trusted keys that signed the checkpoint. */
export type ProofVerdict =
  | { readonly verdict: 'proven'; readonly checkpoint: Checkpoint; readonly by: readonly NoteKey[] }
  | { readonly verdict: 'other log'; readonly origin: string }
  | { readonly verdict: 'forged'; readonly key: NoteKey }
  | { readonly verdict: 'no known key' | 'not included' };

/** The verdicts by the names that the API gives them. */
const names = {
  proven: 'PROVEN',
  'other log': 'OTHER_LOG',
  forged: 'FORGED',
  'no known key': 'NO_KNOWN_KEY',
  'not included': 'NOT_INCLUDED',
} as const satisfies Readonly<Record<ProofVerdict['verdict'], string>>;
export type NamedVerdict = (typeof names)[ProofVerdict['verdict']];
export const proofVerdicts: readonly NamedVerdict[] = Object.values(names);

/** Returns the name of a verdict, and the public keys that signed a proven checkpoint. */
export function namedVerdict(found: ProofVerdict): { readonly verdict: NamedVerdict; readonly keys: string[] } {
  return { verdict: names[found.verdict], keys: found.verdict === 'proven' ? found.by.map(writeNoteKey) : [] };
}

/** Checks whether a proof shows that a leaf is in the trusted log (C2SP tlog-proof, Verifying a tlog proof). */
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
