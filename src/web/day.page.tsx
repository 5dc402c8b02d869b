import type { Language } from '../kernel/language.js';
import { dayWords } from '../kernel/local-time.js';

/** A day in words, with the day that programs read. */
export function Day({ day, language }: { readonly day: string; readonly language: Language }) {
  return <time datetime={day}>{dayWords(day)[language]}</time>;
}
