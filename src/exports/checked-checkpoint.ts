import { type Checkpoint, parseCheckpoint } from '../evidence/checkpoint.js';
import { base64Of, hexOf, Malformed, sameBytes } from '../evidence/encoding.js';
import { emptyFrontier, rootOf, type Sha256 } from '../evidence/merkle-tree.js';
import type { NoteKey } from '../evidence/note-key.js';
import { checkNote, parseNote, type Verifies } from '../evidence/signed-note.js';
import { mendedCheckpoint } from './retained-checkpoint.js';

/** The result of checking the signatures of a checkpoint with trusted keys. */
export type CheckedCheckpoint =
  | { readonly verdict: 'signed'; readonly checkpoint: Checkpoint; readonly by: readonly string[] }
  | { readonly verdict: 'forged'; readonly checkpoint: Checkpoint; readonly key: string }
  | { readonly verdict: 'no known key'; readonly checkpoint: Checkpoint }
  | { readonly verdict: 'unreadable'; readonly reason: string };

export function checkedCheckpoint(text: string, keys: readonly NoteKey[], verifies: Verifies): CheckedCheckpoint {
  try {
    const note = parseNote(text);
    const checkpoint = parseCheckpoint(note.text);
    const signed = checkNote(note, keys, verifies);
    switch (signed.verdict) {
      case 'signed':
        return { verdict: 'signed', checkpoint, by: signed.by.map(nameOf) };
      case 'forged':
        return { verdict: 'forged', checkpoint, key: nameOf(signed.key) };
      case 'no known key':
        return { verdict: 'no known key', checkpoint };
    }
  } catch (error) {
    if (error instanceof Malformed) return { verdict: 'unreadable', reason: error.message };
    throw error;
  }
}

/**
 * Reads a checkpoint that an auditor has kept, also as an editor or a mail program has saved it. A checkpoint without
 * signatures counts as signed, because the auditor copied it from a summons or minutes and trusts that paper.
 */
export function keptCheckpoint(
  text: string,
  keys: readonly NoteKey[],
  { sha256, verifies }: Checks,
): CheckedCheckpoint {
  const exact = checkedCheckpoint(text, keys, verifies);
  const mended = mendedCheckpoint(text);
  const checked = exact.verdict === 'signed' ? exact : (unsigned(mended) ?? checkedCheckpoint(mended, keys, verifies));
  if (checked.verdict === 'unreadable') return checked;
  const { size, root } = checked.checkpoint;
  const none = rootOf(sha256, emptyFrontier);
  if (size > 0 || sameBytes(root, none)) return checked;
  return { verdict: 'unreadable', reason: `The root of no events is ${base64Of(none)}.` };
}

interface Checks {
  readonly sha256: Sha256;
  readonly verifies: Verifies;
}

/** Returns the checkpoint of a text of three lines; null for any other text. */
function unsigned(text: string): CheckedCheckpoint | null {
  try {
    const checkpoint = parseCheckpoint(text);
    // Further lines can be what is left of a signature, and nobody may trust them as if there had been none.
    return checkpoint.extensions.length === 0 ? { verdict: 'signed', checkpoint, by: [] } : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** Returns the name of a key and its id in hexadecimal digits: `name+id`. */
function nameOf({ name, id }: NoteKey): string {
  return `${name}+${hexOf(id)}`;
}
