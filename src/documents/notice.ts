import type { PublicNotice } from '../meetings/meeting-event.js';
import type { MinutesView } from '../meetings/meeting-view.js';
import { noticeTakenDownFrom } from '../meetings/minutes.js';
import type { Document } from './document.js';
import { kindNameOf, labels } from './labels.js';
import { paragraphsInWords } from './meeting-people.js';
import { dayIn, footOf, heading, letterheadOf, nameOf, paragraphsOf, type Setting } from './setting.js';

/** The facts that a public notice (anslag) is made of. */
export interface NoticeMaterial {
  readonly minutes: Pick<MinutesView, 'date' | 'meetingId'>;
  readonly notice: PublicNotice;
  /** The person who posted the notice. */
  readonly postedBy: string;
}

const words = {
  title: { sv: 'Anslag/bevis', en: 'Public notice' },
  adjusted: {
    sv: 'Protokollet är justerat. Justeringen har tillkännagivits genom anslag.',
    en: 'The minutes are adjusted. The adjustment has been announced by this notice.',
  },
  posted: { sv: 'Datum för anslagets uppsättande', en: 'Notice posted on' },
  down: { sv: 'Datum för anslagets nedtagande', en: 'Notice taken down on' },
  kept: { sv: 'Förvaringsplats för protokollet', en: 'Place of the minutes' },
  last: { sv: 'Sista dag för överklagande', en: 'Last day to appeal' },
  where: { sv: 'Anslaget på', en: 'Posted on' },
  appeal: { sv: 'Hur man överklagar', en: 'How to appeal' },
  signature: { sv: 'Underskrift', en: 'Signature' },
} as const;

/** Makes the notice (anslag, bevis) of adjusted minutes, with how to appeal (Kommunallagen 8:10). */
export function noticeDocument({ minutes, notice, postedBy }: NoticeMaterial, setting: Setting): Document {
  const { language, board, template } = setting;
  const title = words.title[language];
  // A notice stays up until the day after the last day to appeal, unless it was taken down on another day.
  const down = notice.takenDown ?? noticeTakenDownFrom(notice.lastAppealDay);
  const rows = [
    { label: labels.body[language], value: board },
    { label: labels.meetingDay[language], value: dayIn(setting, minutes.date) },
    { label: labels.paragraphs[language], value: paragraphsInWords(notice.paragraphs) },
    { label: words.where[language], value: template.noticeBoard[language] },
    { label: words.posted[language], value: dayIn(setting, notice.date) },
    { label: words.down[language], value: dayIn(setting, down) },
    ...(notice.keptAt === '' ? [] : [{ label: words.kept[language], value: notice.keptAt }]),
    { label: words.last[language], value: dayIn(setting, notice.lastAppealDay) },
  ];
  return {
    kind: 'notice',
    language,
    title,
    kindName: kindNameOf('notice', title, language),
    date: notice.date,
    letterhead: letterheadOf(setting, 'BOARD'),
    facts: [],
    blocks: [
      { kind: 'paragraph', text: words.adjusted[language] },
      { kind: 'facts', rows },
      heading(1, words.appeal[language]),
      ...paragraphsOf(template.appeal[language]),
      { kind: 'signatures', lines: [{ role: words.signature[language], name: nameOf(postedBy, setting) }] },
    ],
    annexes: [],
    foot: footOf(setting),
  };
}
