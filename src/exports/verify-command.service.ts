import { parseArgs } from 'node:util';
import { Malformed } from '../evidence/encoding.js';
import { type NoteKey, parseNoteKey } from '../evidence/note-key.js';
import { type Language, languages } from '../kernel/language.js';
import { eachSecond, type Output } from '../platform/runtime/command-output.service.js';
import { hashing } from '../platform/runtime/hashing.service.js';
import { keptText } from './retained-file.service.js';
import { exitCodeOf, firstBad, report } from './verdict.js';
import { verifyExport } from './verify-export.service.js';

export const verifyUsage = 'verify EXPORT --key KEY [--key KEY] [--checkpoint FILE] [--language sv] [--json]';

interface Asked {
  readonly file: string;
  readonly keys: readonly NoteKey[];
  readonly held: readonly string[];
  readonly language: Language;
  readonly json: boolean;
}

/**
 * Runs `tertial verify` with the command line's arguments. Returns exit code 0 for a sound export, 1 for an export with
 * a fault, and 2 when the arguments are invalid or a file cannot be read.
 */
export async function verifyAsAsked(args: readonly string[], { out, err }: Output): Promise<number> {
  try {
    const { file, keys, held, language, json } = await askedIn(args);
    const verdict = await verifyExport(
      file,
      { keys, held },
      eachSecond((events) => err(`${events} events`)),
    );
    if (json)
      out(JSON.stringify({ ...verdict, firstBad: firstBad(verdict), sentences: report(verdict, language) }, null, 2));
    else for (const line of report(verdict, language)) out(line);
    return exitCodeOf(verdict);
  } catch (error) {
    err(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

async function askedIn(args: readonly string[]): Promise<Asked> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      checkpoint: { type: 'string', multiple: true },
      language: { type: 'string', default: 'en' },
      json: { type: 'boolean', default: false },
    },
  });
  const [file, ...others] = positionals;
  const language = languages.find((one) => one === values.language);
  if (file === undefined || others.length > 0 || values.key === undefined || language === undefined) {
    throw new Error(`Usage: ${verifyUsage}`);
  }
  const keys = (await Promise.all(values.key.map(keysIn))).flat();
  return { file, keys, held: values.checkpoint ?? [], language, json: values.json };
}

/** Parses the argument as a key. When it is no key, reads the file of that name, which has a key on each line. */
async function keysIn(given: string): Promise<readonly NoteKey[]> {
  try {
    return [parseNoteKey(hashing.sha256, given)];
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const text = await keptText(given).catch(() => null);
    if (text === null) throw error;
    return linesIn(text).map((line) => parseNoteKey(hashing.sha256, line));
  }
}

function linesIn(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
