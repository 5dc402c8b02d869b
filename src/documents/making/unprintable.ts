import { same, type Words } from '../../kernel/history.js';
import type { MatterDraft } from '../../matters/matter-version.js';
import type { AskedView } from '../../matters/matter-view.js';
import type { TertialView } from '../../plans/tertial-view/tertial-view.js';
import { type MissingCharacter, missingCharacters } from '../forms/shown-text.js';

/** A text that will stand in a report (tjänsteskrivelse), with its name. */
export interface NamedText {
  readonly name: Words;
  readonly text: string;
}

/** A text with characters that the fonts of the PDF lack. */
export interface UnprintableText {
  readonly name: Words;
  readonly characters: readonly MissingCharacter[];
}

/** Rule 152: returns the texts of which the PDF shows characters as code points, in their order. */
export function unprintable(texts: readonly NamedText[]): UnprintableText[] {
  return texts
    .map(({ name, text }) => ({ name, characters: missingCharacters(text) }))
    .filter(({ characters }) => characters.length > 0);
}

/** Names the texts of a matter that a clerk writes. */
export function textsOfDraft(
  { texts, attachments, recipients }: Pick<MatterDraft, 'texts' | 'attachments' | 'recipients'>,
  points: readonly Pick<AskedView, 'number' | 'proposedWording'>[],
): NamedText[] {
  const { title, brief, considerations } = texts;
  return [
    { name: { sv: 'Rubrik', en: 'Title' }, text: title },
    { name: { sv: 'Ärendet i korthet', en: 'The matter in brief' }, text: brief },
    { name: { sv: 'Förvaltningens övervägande', en: 'Considerations of the administration' }, text: considerations },
    ...points.map(({ number, proposedWording }) => ({
      name: { sv: `Beslutspunkt ${number}`, en: `Decision point ${number}` },
      text: proposedWording,
    })),
    ...attachments.map(({ name, reference }) => ({
      name: { sv: 'Bilaga', en: 'Attachment' },
      text: `${name} ${reference}`,
    })),
    ...recipients.map((text) => ({ name: { sv: 'Beslutet skickas till', en: 'The decision is sent to' }, text })),
  ];
}

/** Names the texts of the goals, measures and activities of a tertial, each with its comments. */
export function textsOfReport({ goals }: Pick<TertialView, 'goals'>): NamedText[] {
  return goals.flatMap(({ title, assessment, measures, activities }) => [
    { name: same(title), text: [title, assessment?.comment ?? ''].join(' ') },
    ...measures.map(({ name, target, outcome }) => ({
      name: same(name),
      text: [name, target, outcome?.value ?? '', outcome?.comment ?? ''].join(' '),
    })),
    ...activities.map(({ heading, description, status }) => ({
      name: same(heading),
      text: [heading, description, status?.comment ?? ''].join(' '),
    })),
  ]);
}
