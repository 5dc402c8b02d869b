import { paragraphWords } from '../kernel/history-labels.js';
import type { MinutedParagraph } from '../meetings/meeting-view.js';
import type { Block, Document } from './document.js';
import { kindNameOf, labels } from './labels.js';
import { headBlocks, signatureBlocks } from './minutes-head.js';
import { type MinutesMaterial, paragraphBlocks, paragraphLists } from './minutes-paragraph.js';
import { dayIn, footOf, heading, letterheadOf, type Setting } from './setting.js';

const words = {
  minutes: { sv: 'Sammanträdesprotokoll', en: 'Minutes' },
  extract: { sv: 'Protokollsutdrag', en: 'Extract from the minutes' },
  lists: { sv: 'Omröstningslistor', en: 'Voting lists' },
  adjuster: { sv: 'Justerandes signatur', en: "Adjuster's initials" },
  certified: { sv: 'Utdragsbestyrkande', en: 'Certification of the extract' },
  certifier: { sv: 'Utdragets riktighet bestyrks', en: 'Certified as a true extract' },
} as const;

/**
 * Makes the minutes (protokoll) of a meeting (rule 143).
 *
 * @throws Refusal `VOTE_NOT_RECONCILED` when a named vote does not add up.
 */
export function minutesDocument(material: MinutesMaterial, setting: Setting): Document {
  const { paragraphs } = material.minutes;
  return wholeDocument('minutes', material, setting, paragraphs);
}

/**
 * Makes the extract (protokollsutdrag) of one paragraph of the minutes.
 *
 * @throws Refusal `VOTE_NOT_RECONCILED` when a named vote in it does not add up.
 */
export function extractDocument(material: MinutesMaterial, paragraph: MinutedParagraph, setting: Setting): Document {
  const document = wholeDocument('extract', material, setting, [paragraph]);
  const certified: Block = { kind: 'signatures', lines: [{ role: words.certifier[setting.language], name: '' }] };
  return { ...document, blocks: [...document.blocks, ...dispatchNotes(paragraph, setting), certified] };
}

function wholeDocument(
  kind: 'minutes' | 'extract',
  material: MinutesMaterial,
  setting: Setting,
  shown: readonly MinutedParagraph[],
): Document {
  const { minutes } = material;
  const { language, board } = setting;
  // An extract tells who was there as the minutes do, and about its own paragraph alone.
  const head = { ...material, minutes: { ...minutes, paragraphs: shown } };
  const { lines } = footOf(setting);
  const title = words[kind][language];
  const lists = shown.flatMap((paragraph) => paragraphLists(paragraph, material, setting));
  return {
    kind,
    language,
    title,
    kindName: kindNameOf(kind, title, language),
    date: minutes.date,
    letterhead: letterheadOf(setting, 'BOARD'),
    facts: [
      { label: labels.body[language], value: board },
      { label: labels.meetingDay[language], value: dayIn(setting, minutes.date) },
    ],
    blocks: [
      ...headBlocks(head, setting),
      ...signatureBlocks(head, setting),
      ...shown.flatMap((paragraph) => paragraphBlocks(paragraph, material, setting)),
      ...(kind === 'minutes' ? minutes.withdrawn.map((one) => withdrawnNote(one, setting)) : []),
      ...(lists.length === 0 ? [] : [heading(1, words.lists[language]), ...lists]),
    ],
    annexes: [],
    foot: { lines, initials: [words.adjuster[language], words.certified[language]] },
  };
}

/** Rule 171: a reader of the minutes finds each number of the year, or that it is withdrawn. */
function withdrawnNote(paragraph: string, { language }: Setting): Block {
  const where = paragraphWords(paragraph);
  return { kind: 'note', text: { sv: `${where} utgår.`, en: `${where} is withdrawn.` }[language] };
}

function dispatchNotes({ dispatches }: MinutedParagraph, setting: Setting): Block[] {
  return dispatches.map(({ date, recipients }) => {
    const [day, to] = [dayIn(setting, date), recipients.join(', ')];
    return {
      kind: 'note',
      text: { sv: `Expedierat den ${day} till ${to}.`, en: `Sent on ${day} to ${to}.` }[setting.language],
    };
  });
}
