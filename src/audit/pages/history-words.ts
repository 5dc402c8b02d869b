import type { Words } from '../../kernel/history.js';

/** The texts of the page of a history. */
export const historyWords = {
  history: { sv: 'Historik', en: 'History' },
  intro: {
    sv: 'Allt som har hänt, i den ordning det skrevs i loggen. Varje rad leder till sidan som den såg ut då.',
    en: 'All that has happened, in the order in which the log got it. Each line leads to the page as it was then.',
  },
  none: { sv: 'Ingenting har hänt.', en: 'Nothing has happened.' },
  later: { sv: 'Senare händelser', en: 'Later events' },
  asOfThen: { sv: 'Visa det som var känt då', en: 'Show what was known then' },
  holdsOn: { sv: 'Gäller den', en: 'Holds on' },
  from: { sv: 'från', en: 'from' },
  to: { sv: 'till', en: 'to' },
  toThing: { sv: 'Till sidan', en: 'To the page' },
} satisfies Readonly<Record<string, Words>>;
