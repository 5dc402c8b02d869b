import { Refusal, refusals } from './refusal.js';

/** Why a text is refused: it has a character that nobody sees and that changes how the text is read or stored. */
export type TextProblem = 'CONTROL_CHARACTER' | 'LONE_SURROGATE' | 'BIDIRECTIONAL_CONTROL';

export interface ForbiddenCharacter {
  readonly problem: TextProblem;
  /** The code point as Unicode writes it, such as U+202E. */
  readonly codePoint: string;
}

/**
 * Matches control characters but tab and line ends, lone surrogates, and the characters that embed, override or isolate
 * a direction of writing. The last can show a text in another order than it is stored (Unicode TR 36, Trojan Source).
 */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Returns the first character of the text that no text may have; null when there is none. */
export function forbiddenIn(text: string): ForbiddenCharacter | null {
  const [character] = FORBIDDEN.exec(text) ?? [];
  if (character === undefined) return null;
  const codePoint = codePointOf(character);
  if (/\p{Cc}/u.test(character)) return { problem: 'CONTROL_CHARACTER', codePoint };
  return { problem: /\p{Cs}/u.test(character) ? 'LONE_SURROGATE' : 'BIDIRECTIONAL_CONTROL', codePoint };
}

/** Writes the code point of a character as Unicode does: *U+202E*. */
export function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * Returns the input with every text in Unicode's normal form C, however deep it is. `isFile` says of a field of the
 * input itself that it holds a file, which its reader checks.
 *
 * @throws Refusal `INVALID_INPUT` with each field whose text has a forbidden character.
 */
export function soundTexts(input: unknown, field: string, isFile: (field: string) => boolean = () => false): unknown {
  const fields: { readonly field: string; readonly problem: string }[] = [];
  const sound = normalized(input, field);
  if (fields.length > 0) throw new Refusal(refusals.INVALID_INPUT, { fields });
  return sound;

  function normalized(value: unknown, at: string): unknown {
    if (typeof value === 'string') {
      const forbidden = forbiddenIn(value);
      if (forbidden !== null) fields.push({ field: at, problem: forbidden.problem });
      return value.normalize('NFC');
    }
    const within = (key: string | number) => (at === '' ? String(key) : `${at}.${key}`);
    if (Array.isArray(value)) return value.map((one: unknown, index) => normalized(one, within(index)));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, one]: [string, unknown]) => [
      key,
      at === '' && isFile(key) ? one : normalized(one, within(key)),
    ]);
    return Object.fromEntries(entries);
  }
}

/** Matches one address for mail. The mail server knows whether somebody has it. */
export const mailAddress = /^[^\s\p{Cc}<>(),;:"@]+@[^\s\p{Cc}<>(),;:"@]+$/u;
export const LONGEST_MAIL_ADDRESS_IN_CHARACTERS = 254;

/**
 * Returns a name or a number as it is compared and stored: in normal form C, without characters that nobody sees, and
 * with one space for each run of white space. Names that look alike are then the same text.
 */
export function folded(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replaceAll(/\p{White_Space}+/gu, ' ')
    .trim()
    .normalize('NFC');
}
