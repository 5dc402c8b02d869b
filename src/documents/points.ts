import type { Language } from '../kernel/language.js';
import type { AskedView } from '../matters/matter-view.js';
import type { Setting } from './setting.js';

/**
 * Words a point as the template asks for (rule 144). What a person wrote keeps its words, because the board decides them.
 *
 * @param kind the kind of the point, whose words Tertial makes unless it is OTHER; null when a person changed the words
 */
export function pointText(wording: string, kind: AskedView['kind'] | null, setting: Setting): string {
  const isOfPerson = kind === null || kind === 'OTHER';
  // Tertial words the points of a matter in Swedish, because the record is in Swedish.
  return isOfPerson ? wording : clauseText(wording, 'sv', setting);
}

/** Writes a clause such as *Avslå förslaget* as the template asks for: alone, or as a sentence with the board as its subject. */
export function clauseText(clause: string, language: Language, { template, board }: Setting): string {
  if (template.points === 'CLAUSES') return clause;
  const decides = { sv: 'beslutar att', en: 'decides to' }[language];
  const sentence = `${board} ${decides} ${clause.charAt(0).toLowerCase()}${clause.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
