import { Refusal, refusals } from './refusal.js';

/** @throws Refusal `TEXT_MISSING`, naming the field, for a text with nothing but white space. */
export function requireText(field: string, text: string): void {
  if (isBlank(text)) throw new Refusal(refusals.TEXT_MISSING, { field });
}

export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}
