import Negotiator from 'negotiator';
import { type Language, languages } from '../../kernel/language.js';

/** Returns the language of the `Accept-Language` header; Swedish when the header names no known language. */
export function languageOf({ headers }: { headers: Record<string, unknown> }): Language {
  const given = headers['accept-language'];
  const accepted = typeof given === 'string' ? given : '';
  const best = new Negotiator({ headers: { 'accept-language': accepted } }).language([...languages]);
  return languages.find((language) => language === best) ?? 'sv';
}
