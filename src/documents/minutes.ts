import { Refusal, refusals } from '../kernel/refusal.js';
import type { MinutedParagraph } from '../meetings/meeting-view.js';
import type { Block, Document } from './document.js';
import { headBlocks, signatureBlocks } from './minutes-head.js';
import { type MinutesMaterial, paragraphBlocks, paragraphLists } from './minutes-paragraph.js';
import { dayIn, footOf, letterheadOf, type Setting } from './setting.js';

const words = {
  minutes: { sv: 'Sammanträdesprotokoll', en: 'Minutes' },
  extract: { sv: 'Protokollsutdrag', en: 'Extract from the minutes' },
  board: { sv: 'Organ', en: 'Body' },
  day: { sv: 'Sammanträdesdatum', en: 'Date of the meeting' },
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
  const document = wholeDocument(material, setting, paragraphs);
  return { ...document, kind: 'minutes', title: words.minutes[setting.language] };
}

/**
 * Makes the extract (protokollsutdrag) of one paragraph.
 *
 * @throws Refusal `NOT_FOUND` when the minutes have no such paragraph, or `VOTE_NOT_RECONCILED`.
 */
export function extractDocument(material: MinutesMaterial, paragraph: string, setting: Setting): Document {
  const { minutes } = material;
  const { language } = setting;
  const own = minutes.paragraphs.filter((one) => one.paragraph === paragraph);
  if (own.length === 0) throw new Refusal(refusals.NOT_FOUND, { id: `${minutes.meetingId} § ${paragraph}` });
  const document = wholeDocument(material, setting, own);
  const certified: Block = { kind: 'signatures', lines: [{ role: words.certifier[language], name: '' }] };
  const blocks = [...document.blocks, ...own.flatMap((one) => dispatchNotes(one, setting)), certified];
  return { ...document, kind: 'extract', title: words.extract[language], blocks };
}

function wholeDocument(
  material: MinutesMaterial,
  setting: Setting,
  shown: readonly MinutedParagraph[],
): Omit<Document, 'kind' | 'title'> {
  const { minutes } = material;
  const { language, board } = setting;
  // An extract tells who was there as the minutes do, and about its own paragraph alone.
  const head = { ...material, minutes: { ...minutes, paragraphs: shown } };
  const { lines } = footOf(setting);
  return {
    language,
    date: minutes.date,
    letterhead: letterheadOf(setting, 'BOARD'),
    facts: [
      { label: words.board[language], value: board },
      { label: words.day[language], value: dayIn(setting, minutes.date) },
    ],
    blocks: [
      ...headBlocks(head, setting),
      ...signatureBlocks(head, setting),
      ...shown.flatMap((paragraph) => paragraphBlocks(paragraph, material, setting)),
      ...shown.flatMap((paragraph) => paragraphLists(paragraph, material, setting)),
    ],
    annexes: [],
    foot: { lines, initials: [words.adjuster[language], words.certified[language]] },
  };
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
