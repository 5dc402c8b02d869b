import type { Words } from '../../kernel/history.js';

/** The texts of the page of a history. */
export const historyWords = {
  historyOf: {
    plan: { sv: 'Verksamhetsplanens historik', en: 'History of the plan' },
    proposal: { sv: 'Förslagets historik', en: 'History of the proposal' },
    matter: { sv: 'Ärendets historik', en: 'History of the matter' },
    meeting: { sv: 'Sammanträdets historik', en: 'History of the meeting' },
  },
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
  toNothing: { sv: 'till inget', en: 'to nothing' },
  whatChanged: { sv: 'Jämför med sidan före händelsen', en: 'Compare with the page before the event' },
  proof: { sv: 'Bevis', en: 'Proof' },
  toThing: {
    plan: { sv: 'Till verksamhetsplanen', en: 'To the plan' },
    proposal: { sv: 'Till förslaget', en: 'To the proposal' },
    matter: { sv: 'Till ärendet', en: 'To the matter' },
    meeting: { sv: 'Till sammanträdet', en: 'To the meeting' },
  },
} satisfies Readonly<Record<string, Words | Readonly<Record<string, Words>>>>;

/** The texts of the page that compares two moments. */
export const comparisonWords = {
  title: { sv: 'Jämförelse', en: 'Comparison' },
  toPage: { sv: 'Till sidan', en: 'To the page' },
  choose: { sv: 'Välj två tidpunkter', en: 'Choose two moments' },
  first: { sv: 'Första tidpunkten', en: 'The first moment' },
  second: { sv: 'Andra tidpunkten, eller tomt för nu', en: 'The second moment, or blank for now' },
  clock: { sv: 'Klockslag, eller tomt för dagens slut', en: 'Time of day, or blank for the end of the day' },
  compare: { sv: 'Jämför', en: 'Compare' },
  now: { sv: 'nu', en: 'now' },
  known: { sv: 'Känt', en: 'Known' },
  notThen: { sv: 'Det här fanns inte då.', en: 'This did not exist then.' },
  nothing: { sv: 'Sidan var likadan vid båda tidpunkterna.', en: 'The page was the same at both moments.' },
  one: { sv: 'En rad skiljer sig.', en: 'One line differs.' },
  many: (count: number): Words => ({ sv: `${count} rader skiljer sig.`, en: `${count} lines differ.` }),
  onlyDifferences: { sv: 'Visa bara det som skiljer sig', en: 'Show only what differs' },
  all: { sv: 'Visa allt', en: 'Show everything' },
  table: { sv: 'Sidan vid de två tidpunkterna', en: 'The page at the two moments' },
  lacking: { sv: 'Saknas', en: 'Not there' },
};
