import { dayWords, timeIn } from '../../kernel/local-time.js';
import { declareRefusals, refusal } from '../../kernel/refusal.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';

/** The refusals of publishing, each with a sentence in Swedish and in English. */
export const publicationRefusals = declareRefusals({
  NOTHING_TO_PUBLISH: refusal({
    sv: 'Handlingen kan inte publiceras än. Justera protokollet eller sätt upp anslaget först.',
    en: 'The document cannot be published yet. Adjust the minutes or post the notice first.',
  }),
  ALREADY_PUBLISHED: refusal<{ number: number }>({
    sv: ({ number }) => `Handlingen är redan publicerad, med numret ${number}. Ta ned den först.`,
    en: ({ number }) => `The document is published already, with the number ${number}. Take it down first.`,
    samples: [{ number: 3 }],
  }),
  PREVIEW_CHANGED: refusal({
    sv: 'Det som skulle publiceras är inte längre det som du förhandsgranskade. Förhandsgranska på nytt.',
    en: 'What would be published is no longer what you have previewed. Preview it again.',
  }),
  NO_SUCH_PART: refusal<{ part: number; parts: number }>({
    sv: ({ part, parts }) => `Handlingen har ingen del ${part}. Välj bland delarna 1–${parts}.`,
    en: ({ part, parts }) => `The document has no part ${part}. Choose among the parts 1–${parts}.`,
    samples: [{ part: 9, parts: 7 }],
  }),
  PUBLICATION_TOO_LARGE: refusal<{ most: number }>({
    sv: ({ most }) => `Det som valts är för stort att publicera (högst ${most} byte). Välj färre delar.`,
    en: ({ most }) => `What was chosen is too large to publish (at most ${most} bytes). Choose fewer parts.`,
    samples: [{ most: 1_048_576 }],
  }),
  NO_PUBLICATION: refusal({
    sv: 'Sammanträdet har ingen sådan publicering. Välj en av dem som finns.',
    en: 'The meeting has no such publication. Choose one of those that there are.',
  }),
  PUBLICATION_TAKEN_DOWN: refusal<{ at: IsoInstant; reason: string }>({
    sv: ({ at, reason }) => `Publiceringen togs ned ${timeIn('sv', at)}: ${reason} Den kan inte tas ned igen.`,
    en: ({ at, reason }) => `The publication was taken down ${timeIn('en', at)}: ${reason} It is down already.`,
    samples: [{ at: '2026-06-03T08:00:00.000Z', reason: 'Fel personuppgift.' }],
  }),
  NOTICE_STILL_UP: refusal<{ notice: number; lastAppealDay: IsoDate }>({
    sv: ({ notice, lastAppealDay }) =>
      `Anslag ${notice} ska sitta uppe till och med ${dayWords(lastAppealDay).sv}. Anteckna först att anslaget är nedtaget.`,
    en: ({ notice, lastAppealDay }) =>
      `Notice ${notice} has to be up until ${dayWords(lastAppealDay).en}. First record that the notice was taken down.`,
    samples: [{ notice: 1, lastAppealDay: '2026-06-23' }],
  }),
});
