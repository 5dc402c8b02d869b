import { base64Of, bytesOfBase64, decimalOf, Malformed } from './encoding.js';
import { isConsistent } from './merkle-proof.js';
import { HASH_BYTES, type Sha256, type TreeHead } from './merkle-tree.js';

/** The origin, size and root hash of a log, which a signed note states (C2SP tlog-checkpoint, Note text). */
export interface Checkpoint extends TreeHead {
  /** The log's name, such as `tertial.example.se/tlog`. */
  readonly origin: string;
  /** Lines for the log's own use. A verifier cannot check them, so Tertial writes none. */
  readonly extensions: readonly string[];
}

/** Returns a checkpoint as text. @throws Malformed when {@link parseCheckpoint} could not read the text back. */
export function writeCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, String(size), base64Of(root), ...extensions].map((line) => `${line}\n`).join('');
  if (parseCheckpoint(text).extensions.length !== extensions.length) {
    throw new Malformed('The origin of a checkpoint is one line, and each extension is.');
  }
  return text;
}

/** Parses a checkpoint. @throws Malformed for any deviation from the format (C2SP tlog-checkpoint, Note text). */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new Malformed('The last line of a checkpoint ends with a newline.');
  const lines = text.slice(0, -1).split('\n');
  const [origin, decimal, base64, ...extensions] = lines;
  if (origin === undefined || decimal === undefined || base64 === undefined) {
    throw new Malformed('A checkpoint has three lines at least: origin, size and root.');
  }
  const empty = lines.indexOf('');
  if (empty !== -1) throw new Malformed(`No line of a checkpoint is empty; line ${empty + 1} is.`);
  const size = decimalOf(decimal);
  if (size === null) throw new Malformed(`${decimal} is no size of a tree: digits without leading zeroes.`);
  const root = bytesOfBase64(base64);
  if (root?.length !== HASH_BYTES) throw new Malformed(`${base64} is no root: ${HASH_BYTES} bytes in Base 64.`);
  return { origin, size, root, extensions };
}

/**
 * Checks whether `next` may follow `last`: the origin is the same, and the tree of `next` begins with that of `last`.
 * A log signs only checkpoints that are consistent with all earlier ones (C2SP tlog-checkpoint, Signatures).
 */
export function mayFollow(sha256: Sha256, last: Checkpoint, next: Checkpoint, proof: readonly Uint8Array[]): boolean {
  return last.origin === next.origin && isConsistent(sha256, { from: last, to: next, proof });
}
