import type { Language } from './language.js';

/** A part that a thing does not have. The id of the thing comes first, and then the number of the part. */
export type PartOfThing = 'POINT' | 'PARAGRAPH' | 'NOTICE' | 'APPEAL' | 'ADJUSTMENT' | 'DISPATCH';

const missingParts: Readonly<Record<PartOfThing, Readonly<Record<Language, string>>>> = {
  POINT: { sv: 'Ärendet har ingen beslutspunkt', en: 'The matter has no decision point' },
  PARAGRAPH: { sv: 'Protokollet har ingen', en: 'The minutes have no' },
  NOTICE: { sv: 'Sammanträdet har inget anslag', en: 'The meeting has no notice' },
  APPEAL: { sv: 'Sammanträdet har inget överklagande', en: 'The meeting has no appeal' },
  ADJUSTMENT: { sv: 'Sammanträdet har ingen justering', en: 'The meeting has no adjustment' },
  DISPATCH: { sv: 'Sammanträdet har ingen expediering', en: 'The meeting has no dispatch' },
};

/** Says of which part a thing has none, such as *Ärendet har ingen beslutspunkt 9*. */
export function missingPart(language: Language, id: string, part: PartOfThing): string {
  return `${missingParts[part][language]} ${id.slice(id.indexOf(' ') + 1)}`;
}

export const missingPartSamples: readonly { readonly id: string; readonly part: PartOfThing }[] = [
  { id: 'exempel.ks.dnr-ks-2026-7 9', part: 'POINT' },
  { id: 'exempel.ks.meeting-2026-05-27 § 45, 9', part: 'PARAGRAPH' },
  { id: 'exempel.ks.meeting-2026-05-27 2', part: 'NOTICE' },
  { id: 'exempel.ks.meeting-2026-05-27 2', part: 'APPEAL' },
  { id: 'exempel.ks.meeting-2026-05-27 2', part: 'ADJUSTMENT' },
  { id: 'exempel.ks.meeting-2026-05-27 2', part: 'DISPATCH' },
];
