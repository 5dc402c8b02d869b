import type { Id } from '../kernel/identity.js';
import { clockWords, localTimeWords } from '../kernel/local-time.js';
import type { Composition } from '../meetings/meeting-event.js';
import type { MinutesView } from '../meetings/meeting-view.js';
import type { Block, Fact, SignatureLine } from './document.js';
import { labels } from './labels.js';
import { chairsOf, dutyOf, memberName, paragraphsInWords, servingName, tookPart } from './meeting-people.js';
import type { TookPart } from './meeting-people.js';
import { dayIn, headedList, heading, nameOf, type Setting } from './setting.js';

/** The facts that the first page of minutes is made of. */
export interface MinutesHead {
  readonly minutes: MinutesView;
  readonly composition: Composition;
  /** The person who kept the minutes. */
  readonly secretary: string;
}

const words = {
  when: { sv: 'Plats och tid', en: 'Place and time' },
  substitutes: { sv: 'Tjänstgörande ersättare', en: 'Serving substitutes' },
  deciding: { sv: 'Beslutande', en: 'Deciding' },
  others: { sv: 'Övriga närvarande', en: 'Others present' },
  notServing: { sv: 'Ledamöter och ersättare', en: 'Members and substitutes' },
  officials: { sv: 'Tjänstemän och övriga', en: 'Officials and guests' },
  adjusters: { sv: 'Utses att justera', en: 'Elected to adjust the minutes' },
  adjustment: { sv: 'Justeringens plats och tid', en: 'Place and time of the adjustment' },
  signatures: { sv: 'Underskrifter', en: 'Signatures' },
  adjuster: { sv: 'Justerande', en: 'Adjuster' },
} as const;

/** Tells where and when the meeting was, who decided, who else was there, and who adjusts the minutes. */
export function headBlocks(head: MinutesHead, setting: Setting): Block[] {
  const { minutes } = head;
  const { language } = setting;
  const section = (title: string, blocks: readonly Block[]) =>
    blocks.length === 0 ? [] : [heading(1, title), ...blocks];
  return [
    { kind: 'facts', rows: [{ label: words.when[language], value: whenAndWhere(minutes, setting) }] },
    ...section(words.deciding[language], decidingBlocks(head, setting)),
    ...section(words.others[language], otherBlocks(head, setting)),
    { kind: 'facts', rows: adjustmentFacts(minutes, setting) },
  ];
}

function whenAndWhere({ place, date, time, openedAt, closedAt, adjournments }: MinutesView, setting: Setting): string {
  const { language } = setting;
  const clock = (moment: string) => clockWords(moment.slice(11))[language];
  const begun = openedAt === null ? time : openedAt.slice(11);
  // A meeting that goes on past midnight states the day of its closing.
  const ended =
    closedAt === null ? '' : closedAt.startsWith(date) ? clock(closedAt) : localTimeWords(closedAt)[language];
  const at = { sv: 'kl.', en: 'at' }[language];
  const hours = `${clockWords(begun)[language]}${ended === '' ? '' : `–${ended}`}`;
  const breaks = adjournments.map(({ from, until }) => `${clock(from)}–${clock(until)}`);
  const adjourned = { sv: ', ajournering kl. ', en: ', adjourned ' }[language];
  return `${place}, ${dayIn(setting, date)} ${at} ${hours}${breaks.length === 0 ? '' : `${adjourned}${breaks.join(', ')}`}`;
}

function decidingBlocks({ minutes, composition }: MinutesHead, setting: Setting): Block[] {
  const { language } = setting;
  const all = deciding(minutes).map(({ serving, paragraphs, isInAll }) => {
    const duty = serving.inPlaceOf === null ? dutyOf(serving.personId, composition, setting) : '';
    const where = isInAll ? '' : `, ${paragraphsInWords(paragraphs)}`;
    return { ...serving, text: `${servingName(serving, minutes, setting)}${duty}${where}` };
  });
  const of = (isSubstitute: boolean) =>
    all.filter((one) => (one.inPlaceOf !== null) === isSubstitute).map(({ text }) => text);
  return [...headedList(labels.members[language], of(false)), ...headedList(words.substitutes[language], of(true))];
}

/** Returns those who took part in a paragraph of the document, or everybody with a vote when it has no paragraph. */
function deciding(minutes: MinutesView): TookPart[] {
  return tookPart(minutes).filter(({ paragraphs, isInAll }) => isInAll || paragraphs.length > 0);
}

function otherBlocks({ minutes }: MinutesHead, setting: Setting): Block[] {
  const { language } = setting;
  const decided = deciding(minutes).map(({ serving }) => serving.personId);
  const there = new Set([...minutes.served.map(({ personId }) => personId), ...minutes.othersPresent]);
  const substitutes = [...there].filter((id) => !decided.includes(id)).map((id) => memberName(id, minutes, setting));
  const officials = minutes.others.map(({ personId, title }) => {
    const name = nameOf(personId, setting);
    return title.trim() === '' ? name : `${name}, ${title}`;
  });
  return [...headedList(words.notServing[language], substitutes), ...headedList(words.officials[language], officials)];
}

function adjustmentFacts({ adjusters, elections, paragraphs, parties }: MinutesView, setting: Setting): Fact[] {
  const { language } = setting;
  const election = elections.at(-1);
  const place = election?.place ?? '';
  const day = election?.date ?? null;
  const where = [...(place === '' ? [] : [place]), ...(day === null ? [] : [dayIn(setting, day)])].join(', ');
  const names = adjusters.map((id) => memberName(id, { parties }, setting)).join(', ');
  const numbers = paragraphs.map(({ paragraph }) => paragraph);
  return [
    ...(names === '' ? [] : [{ label: words.adjusters[language], value: names }]),
    ...(where === '' ? [] : [{ label: words.adjustment[language], value: where }]),
    ...(numbers.length === 0 ? [] : [{ label: labels.paragraphs[language], value: paragraphsInWords(numbers) }]),
  ];
}

/** Makes the lines for the secretary, each person who presided, and each adjuster to sign on. */
export function signatureBlocks({ minutes, composition, secretary }: MinutesHead, setting: Setting): Block[] {
  const { language } = setting;
  const chairs = chairsOf(minutes);
  const presiding: readonly (readonly [Id<'Person'>, readonly string[]])[] =
    chairs.size === 0 ? [[composition.chair, []]] : [...chairs];
  const chairLines = presiding.map(([id, paragraphs]): SignatureLine => {
    const where = chairs.size > 1 ? ` ${paragraphsInWords(paragraphs)}` : '';
    return { role: `${labels.chair[language]}${where}`, name: nameOf(id, setting) };
  });
  // The person who presides signs once, also when the board elected the same person to adjust.
  const adjusters = minutes.adjusters.filter((id) => !presiding.some(([chair]) => chair === id));
  return [
    heading(1, words.signatures[language]),
    {
      kind: 'signatures',
      lines: [
        { role: labels.secretary[language], name: nameOf(secretary, setting) },
        ...chairLines,
        ...adjusters.map((id) => ({ role: words.adjuster[language], name: nameOf(id, setting) })),
      ],
    },
  ];
}
