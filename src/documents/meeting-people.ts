import type { Id } from '../kernel/identity.js';
import type { Serving } from '../meetings/deliberation.js';
import type { Composition } from '../meetings/meeting-event.js';
import type { MinutedParagraph, MinutesView } from '../meetings/meeting-view.js';
import { nameOf, type Setting } from './setting.js';

/** Writes numbers of paragraphs, with neighbours joined: *§ 87*, *§§ 87–89, 91 a*. */
export function paragraphsInWords(paragraphs: readonly string[]): string {
  const runs: string[][] = [];
  for (const paragraph of paragraphs) {
    const run = runs.at(-1);
    if (run !== undefined && isNext(run.at(-1), paragraph)) run.push(paragraph);
    else runs.push([paragraph]);
  }
  const words = runs.flatMap((run) => {
    const [first = '', last = first] = [run[0], run.at(-1)];
    return run.length > 2 ? `${first}–${last}` : run;
  });
  return `${paragraphs.length > 1 ? '§§' : '§'} ${words.join(', ')}`;
}

function isNext(before: string | undefined, paragraph: string): boolean {
  const isWhole = (text: string) => /^[0-9]+$/.test(text);
  return before !== undefined && isWhole(before) && isWhole(paragraph) && Number(paragraph) === Number(before) + 1;
}

type WithParties = Pick<MinutesView, 'parties'>;

/** Names a member or a substitute with the party: *Karin Karlsson (S)*. */
export function memberName(id: Id<'Person'>, { parties }: WithParties, setting: Setting): string {
  const party = parties.find(({ personId }) => personId === id)?.party;
  return party === undefined ? nameOf(id, setting) : `${nameOf(id, setting)} (${party})`;
}

/** Names a person with a vote, and the member whose seat a substitute fills. */
export function servingName({ personId, inPlaceOf }: Serving, minutes: WithParties, setting: Setting): string {
  const name = memberName(personId, minutes, setting);
  if (inPlaceOf === null) return name;
  const replaced = memberName(inPlaceOf, minutes, setting);
  return { sv: `${name} ersätter ${replaced}`, en: `${name} replaces ${replaced}` }[setting.language];
}

/** Says after the name of a member that the member is chair or vice chair; empty for others. */
export function dutyOf(id: Id<'Person'>, { chair, viceChairs }: Composition, { language }: Setting): string {
  if (id === chair) return { sv: ', ordförande', en: ', chair' }[language];
  return viceChairs.includes(id) ? { sv: ', vice ordförande', en: ', vice chair' }[language] : '';
}

/** A person with a vote, with the paragraphs in which the person took part. */
export interface TookPart {
  readonly serving: Serving;
  readonly paragraphs: readonly string[];
  /** Whether the person took part in all paragraphs of the document. */
  readonly isInAll: boolean;
}

/** Lists who took part in which paragraphs (Kommunallagen 5:67). */
export function tookPart({ served, paragraphs }: Pick<MinutesView, 'served' | 'paragraphs'>): TookPart[] {
  return served.map((serving) => {
    const own = paragraphs.filter((paragraph) => takesPart(serving, paragraph)).map(({ paragraph }) => paragraph);
    return { serving, paragraphs: own, isInAll: own.length === paragraphs.length };
  });
}

function takesPart({ personId, inPlaceOf }: Serving, { decisions, takenUp }: MinutedParagraph): boolean {
  const all = [...decisions.flatMap(({ serving }) => serving), ...(takenUp?.serving ?? [])];
  return all.some((one) => one.personId === personId && one.inPlaceOf === inPlaceOf);
}

/** Lists who presided in which paragraphs, in the order of the paragraphs. */
export function chairsOf({
  paragraphs,
}: Pick<MinutesView, 'paragraphs'>): ReadonlyMap<Id<'Person'>, readonly string[]> {
  const chairs = new Map<Id<'Person'>, string[]>();
  for (const { paragraph, decisions, takenUp } of paragraphs) {
    const all = [...decisions.map(({ chair }) => chair), ...(takenUp === null ? [] : [takenUp.chair])];
    for (const chair of new Set(all)) chairs.set(chair, [...(chairs.get(chair) ?? []), paragraph]);
  }
  return chairs;
}
