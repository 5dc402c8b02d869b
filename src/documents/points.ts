import type { Setting } from './setting.js';

/** Matches the beginning of a wording that Tertial makes, which is a clause and no sentence. */
const madeByTertial = /^(?:Godkänna redovisningen av|Aktiviteten) /;

/**
 * Words a point as the template asks for (rule 144). In whole sentences, a clause that Tertial worded gets the board as its
 * subject. What a person wrote keeps its words, because the board decides them.
 */
export function pointText(wording: string, { template, board }: Setting): string {
  if (template.points === 'CLAUSES' || !madeByTertial.test(wording)) return wording;
  return `${board} beslutar att ${wording.charAt(0).toLowerCase()}${wording.slice(1)}.`;
}
