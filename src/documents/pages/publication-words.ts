import type { ParagraphStatus } from '../../meetings/meeting-process.js';
import type { Words } from '../../kernel/history.js';
import { listed, paragraphWords } from '../../kernel/history-labels.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { PublishedSubject, ShownNames } from '../publishing/publication.js';

export const kindNames: Readonly<Record<PublishedSubject['kind'], Words>> = {
  minutes: { sv: 'Protokoll', en: 'Minutes' },
  extract: { sv: 'Protokollsutdrag', en: 'Extract from the minutes' },
  notice: { sv: 'Anslag', en: 'Notice' },
};

export const nameChoices: Readonly<Record<ShownNames, Words>> = {
  NONE: { sv: 'Inga namn', en: 'No names' },
  ELECTED: { sv: 'Ledamöters och ersättares namn', en: 'The names of members and substitutes' },
  ALL: { sv: 'Allas namn, även tjänstemäns', en: "Everybody's names, also those of officials" },
};

export const outcomeSigns: Readonly<Record<Outcome, Words>> = {
  APPROVED: { sv: 'Bifall', en: 'Approved' },
  REJECTED: { sv: 'Avslag', en: 'Rejected' },
  REFERRED_BACK: { sv: 'Återremiss', en: 'Referred back' },
  POSTPONED: { sv: 'Bordläggning', en: 'Postponed' },
  WITHDRAWN: { sv: 'Utgår', en: 'Withdrawn' },
};

/** Lists paragraphs: *§ 87 och § 88*. */
export function paragraphsNamed(paragraphs: readonly string[]): Words {
  return listed(paragraphs.map((one) => ({ sv: paragraphWords(one), en: paragraphWords(one) })));
}

/** The texts of the secretary's page. */
export const publicationWords = {
  title: { sv: 'Publicering', en: 'Publication' },
  lead: {
    sv: 'Det som publiceras kan läsas av alla utan inloggning. Välj själv vad som ska visas: inget annat blir offentligt, och det som är publicerat ändras inte.',
    en: 'What is published can be read by everybody without a sign-in. You choose what is shown: nothing else becomes public, and what is published does not change.',
  },
  back: { sv: 'Till sammanträdet', en: 'To the meeting' },
  toBoard: { sv: 'Kommunens anslagstavla', en: "The municipality's notice board" },
  publishable: { sv: 'Handlingar', en: 'Documents' },
  none: {
    sv: 'Det finns inget att publicera än. Justera protokollet eller sätt upp anslaget först.',
    en: 'There is nothing to publish yet. Adjust the minutes or post the notice first.',
  },
  ofAdjustment: { sv: 'justering', en: 'adjustment' },
  publish: { sv: 'Publicera', en: 'Publish' },
  readable: { sv: 'Kan läsas av alla', en: 'Can be read by everybody' },
  earlier: { sv: 'Har tagits ned', en: 'Taken down' },
  takeDown: { sv: 'Ta ned', en: 'Take down' },
  names: { sv: 'Namn som visas', en: 'Names that are shown' },
  namesHint: {
    sv: 'Namn som någon har skrivit i en löpande text hittas inte på det här sättet. Läs förhandsgranskningen.',
    en: 'A name that somebody wrote in a running text is not found this way. Read the preview.',
  },
  parts: { sv: 'Delar som visas', en: 'Parts that are shown' },
  beginning: { sv: 'Början av handlingen', en: 'The beginning of the document' },
  preview: { sv: 'Förhandsgranska', en: 'Preview' },
  previewed: { sv: 'Så här blir det offentligt', en: 'This is what becomes public' },
  effects: { sv: 'Vad besluten gjorde med planen', en: 'What the decisions did to the plan' },
  namesFound: {
    sv: 'Namn som du har valt att utelämna står i texten:',
    en: 'Names that you chose to leave out stand in the text:',
  },
  published: { sv: 'Handlingen är publicerad.', en: 'The document is published.' },
  takenDown: { sv: 'Publiceringen är nedtagen.', en: 'The publication is taken down.' },
  reason: { sv: 'Skäl', en: 'Reason' },
  reasonHint: {
    sv: 'Alla kan läsa skälet på adressen. Upprepa inte det som tas ned.',
    en: 'Everybody can read the reason at the address. Do not repeat what is taken down.',
  },
  erase: { sv: 'Radera även den publicerade texten', en: 'Erase the published text as well' },
  on: { sv: 'den', en: 'on' },
} as const satisfies Readonly<Record<string, Words>>;

/** The texts of the public's pages. */
export const publicWords = {
  board: { sv: 'Anslagstavla', en: 'Notice board' },
  lead: {
    sv: 'Här tillkännager kommunen att protokoll är justerade, och publicerar beslut.',
    en: 'Here the municipality announces that minutes are adjusted, and publishes decisions.',
  },
  notices: { sv: 'Anslag som sitter uppe', en: 'Notices that are up' },
  noNotices: { sv: 'Inget anslag sitter uppe just nu.', en: 'No notice is up at present.' },
  appeal: { sv: 'Hur man överklagar', en: 'How to appeal' },
  appealText: {
    sv: 'Den som är medlem av kommunen kan överklaga ett beslut till förvaltningsrätten (laglighetsprövning, 13 kap. kommunallagen). Överklagandet ska ha kommit in till förvaltningsrätten inom tre veckor från den dag då det tillkännagavs på anslagstavlan att protokollet över beslutet är justerat. I varje anslag står sista dagen och hur man gör.',
    en: 'A member of the municipality can appeal a decision to the administrative court (review of legality, chapter 13 of Kommunallagen). The court must receive the appeal within three weeks from the day on which it was announced on the notice board that the minutes are adjusted. Each notice tells the last day and how to appeal.',
  },
  others: { sv: 'Publicerade handlingar', en: 'Published documents' },
  noOthers: { sv: 'Inga andra handlingar är publicerade.', en: 'No other documents are published.' },
  older: { sv: 'Äldre handlingar', en: 'Older documents' },
  posted: { sv: 'Uppsatt', en: 'Posted' },
  downFrom: { sv: 'Tas ned tidigast', en: 'Taken down at the earliest' },
  down: { sv: 'Nedtaget', en: 'Taken down' },
  lastDay: { sv: 'Sista dag att överklaga', en: 'Last day to appeal' },
  publishedOn: { sv: 'Publicerad', en: 'Published' },
  meetingOn: { sv: 'sammanträde', en: 'meeting of' },
  feed: { sv: 'Flöde (Atom)', en: 'Feed (Atom)' },
  asData: { sv: 'Samma uppgifter som data (JSON)', en: 'The same as data (JSON)' },
  aboutData: { sv: 'Vad fälten betyder', en: 'What the fields of the data mean' },
  toBoard: { sv: 'Till anslagstavlan', en: 'To the notice board' },
  otherPoints: {
    sv: 'Andra beslutspunkter i samma paragraf',
    en: 'Other decision points of the same paragraph',
  },
  toDocument: { sv: 'Till handlingen', en: 'To the document' },
  decisions: { sv: 'Besluten och vad de gjorde med planen', en: 'The decisions and what they did to the plan' },
  point: { sv: 'punkt', en: 'point' },
  effect: { sv: 'Vad beslutet gjorde med planen', en: 'What the decision did to the plan' },
  corrected: {
    sv: 'Uppgifter om sammanträdet rättades efter publiceringen,',
    en: 'The record of the meeting was corrected after the publication,',
  },
  asPublished: {
    sv: 'Texten här är den som publicerades då.',
    en: 'The text here is the one that was published then.',
  },
  hash: { sv: 'Textens kontrollsumma (SHA-256)', en: 'Checksum of the text (SHA-256)' },
  gone: { sv: 'Handlingen är nedtagen', en: 'The document was taken down' },
  goneOn: { sv: 'Handlingen togs ned', en: 'The document was taken down' },
  why: { sv: 'Skäl', en: 'Reason' },
} as const satisfies Readonly<Record<string, Words>>;

/** The standing of a decision after the meeting. The day follows where it has legal force. */
export const standingSentences: Readonly<Record<ParagraphStatus, Words>> = {
  DECIDED: { sv: 'Beslutet har inte fått laga kraft än.', en: 'The decision has no legal force yet.' },
  ADJUSTED: { sv: 'Beslutet har inte fått laga kraft än.', en: 'The decision has no legal force yet.' },
  NOTICED: { sv: 'Beslutet har inte fått laga kraft än.', en: 'The decision has no legal force yet.' },
  APPEALED: {
    sv: 'Beslutet är överklagat och har inte fått laga kraft.',
    en: 'The decision is under appeal and has no legal force.',
  },
  IN_FORCE: { sv: 'Beslutet fick laga kraft den', en: 'The decision gained legal force on' },
  ANNULLED: { sv: 'Beslutet är upphävt av domstol.', en: 'A court has annulled the decision.' },
};

/** The fields of the data, in the order in which the page explains them. */
export const dataFields: readonly { readonly name: string; readonly text: Words }[] = [
  { name: 'municipality', text: { sv: 'kommunens namn', en: 'the name of the municipality' } },
  {
    name: 'notices',
    text: { sv: 'anslag som sitter uppe, det nyaste först', en: 'notices that are up, newest first' },
  },
  {
    name: 'documents',
    text: {
      sv: 'övriga publicerade handlingar, den nyaste först, högst 50',
      en: 'what else is published, newest first, at most 50',
    },
  },
  {
    name: 'next',
    text: {
      sv: 'adressen till nästa sida med äldre handlingar; null på den sista',
      en: 'the address of the next page with older documents; null on the last',
    },
  },
  { name: 'address', text: { sv: 'handlingens permanenta adress', en: 'the permanent address of the document' } },
  {
    name: 'kind',
    text: {
      sv: 'minutes (protokoll), extract (protokollsutdrag) eller notice (anslag)',
      en: 'minutes, extract or notice',
    },
  },
  { name: 'board', text: { sv: 'nämnden', en: 'the board' } },
  { name: 'meetingDate', text: { sv: 'sammanträdets dag', en: 'the day of the meeting' } },
  {
    name: 'paragraphs',
    text: {
      sv: 'de paragrafer i protokollet som handlingen gäller',
      en: 'the paragraphs of the minutes that the document is about',
    },
  },
  {
    name: 'publishedAt',
    text: { sv: 'när handlingen publicerades (UTC)', en: 'when the document was published (UTC)' },
  },
  {
    name: 'notice',
    text: {
      sv: 'anslagets dagar; null för en annan handling',
      en: 'the days of the notice; null for another document',
    },
  },
  { name: 'posted', text: { sv: 'dagen då anslaget sattes upp', en: 'the day on which the notice was posted' } },
  { name: 'lastAppealDay', text: { sv: 'sista dagen att överklaga', en: 'the last day to appeal' } },
  {
    name: 'takenDown',
    text: {
      sv: 'för ett anslag: dagen då det togs ned, null medan det sitter uppe; för en handling: när (at) och varför (reason) den togs ned',
      en: 'of a notice: the day on which it came down, null while it is up; of a document: when (at) and why (reason) it was taken down',
    },
  },
  {
    name: 'sha256',
    text: {
      sv: 'SHA-256 av content som kanonisk JSON (RFC 8785)',
      en: 'the SHA-256 of content as canonical JSON (RFC 8785)',
    },
  },
  {
    name: 'content',
    text: {
      sv: 'allt som är publicerat: handlingen på varje språk (documents) och besluten (decisions)',
      en: 'all that is published: the document in each language (documents) and the decisions',
    },
  },
  {
    name: 'decisionPages',
    text: {
      sv: 'varje publicerad beslutspunkts permanenta adress (address), med paragraf (paragraph) och punkt (point)',
      en: 'the permanent address of each published decision point, with its paragraph and point',
    },
  },
  {
    name: 'decisions',
    text: {
      sv: 'varje beslut, med paragraf (paragraph), punkt (point), diarienummer (dnr), rubrik (title), lydelse (wording) och vad det gjorde med planen (effect)',
      en: 'each decision, with its paragraph, point, registry number (dnr), title, wording, and what it did to the plan (effect)',
    },
  },
  {
    name: 'standings',
    text: {
      sv: 'vad som har hänt med varje publicerat beslut: status och dagen då det fick laga kraft (inForceOn)',
      en: 'what became of each published decision: its status, and the day on which it gained legal force (inForceOn)',
    },
  },
  {
    name: 'status',
    text: {
      sv: 'DECIDED (beslutat), ADJUSTED (justerat), NOTICED (anslaget), APPEALED (överklagat), IN_FORCE (laga kraft) eller ANNULLED (upphävt)',
      en: 'DECIDED, ADJUSTED, NOTICED, APPEALED, IN_FORCE or ANNULLED',
    },
  },
  {
    name: 'correctedAt',
    text: {
      sv: 'när uppgifter om sammanträdet senast rättades, om det var efter publiceringen; annars null',
      en: 'when the record of the meeting was corrected last, if that was after the publication; else null',
    },
  },
  {
    name: 'outcome',
    text: {
      sv: 'APPROVED (bifall), REJECTED (avslag), REFERRED_BACK (återremiss), POSTPONED (bordläggning) eller WITHDRAWN (utgår)',
      en: 'APPROVED, REJECTED, REFERRED_BACK, POSTPONED or WITHDRAWN',
    },
  },
];
