import { codePointOf } from '../../kernel/text.js';
import { isCovered } from './font-coverage.js';

/** A character that the fonts of the PDF lack, which stands there as its code point. */
export interface MissingCharacter {
  readonly character: string;
  /** The code point as Unicode writes it, such as U+1F600. */
  readonly codePoint: string;
}

/**
 * Matches characters that have no picture in any font, or that change the order in which others are read: controls, lone
 * surrogates, noncharacters and marks of direction.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/gu;
const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085]/g;

/** Returns the text as any form can show it: what nobody sees stands there as its code point. */
export function visibleText(text: string): string {
  return text
    .replaceAll(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(UNSEEN, (character) => (character === '\n' ? character : shownAsCodePoint(character)));
}

/** Returns the text as the fonts of the PDF can show it. */
export function typesetText(text: string): string {
  return Array.from(visibleText(text), (character) =>
    isTypeset(character) ? character : shownAsCodePoint(character),
  ).join('');
}

/** Returns the characters of a text that its PDF shows as code points, each once, in their order. */
export function missingCharacters(text: string): MissingCharacter[] {
  const seen = new Set(Array.from(text.replaceAll(LINE_ENDS, '\n').replaceAll('\t', ' ')));
  return [...seen]
    .filter((character) => visibleText(character) !== character || !isTypeset(character))
    .map((character) => ({ character, codePoint: codePointOf(character) }));
}

function isTypeset(character: string): boolean {
  return character === '\n' || isCovered(character.codePointAt(0) ?? 0);
}

function shownAsCodePoint(character: string): string {
  return `[${codePointOf(character)}]`;
}
