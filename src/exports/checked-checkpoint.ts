import { type Checkpoint, parseCheckpoint } from '../evidence/checkpoint.js';
import { hexOf, Malformed } from '../evidence/encoding.js';
import type { NoteKey } from '../evidence/note-key.js';
import { checkNote, parseNote, type Verifies } from '../evidence/signed-note.js';

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
 * Reads a checkpoint that an auditor has kept. A checkpoint without signatures counts as signed, because the auditor
 * copied it from a summons or minutes and trusts that paper. The lines of the text may end with CRLF.
 */
export function keptCheckpoint(text: string, keys: readonly NoteKey[], verifies: Verifies): CheckedCheckpoint {
  try {
    return { verdict: 'signed', checkpoint: parseCheckpoint(`${text.replaceAll('\r\n', '\n').trim()}\n`), by: [] };
  } catch (error) {
    if (error instanceof Malformed) return checkedCheckpoint(text, keys, verifies);
    throw error;
  }
}

/** Returns the name of a key and its id in hexadecimal digits: `name+id`. */
function nameOf({ name, id }: NoteKey): string {
  return `${name}+${hexOf(id)}`;
}
