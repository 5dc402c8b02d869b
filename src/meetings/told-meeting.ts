import { meetingStatusNames } from '../kernel/sentences.js';
import { same, type Words } from '../kernel/telling.js';
import { type Told, toldIf } from '../kernel/telling-changes.js';
import { dayWords, listed, named, paragraphWords } from '../kernel/telling-words.js';
import { personsWords, versionWords } from '../matters/board-words.js';
import type { AgendaItem } from './agenda-item.js';
import type { Composition, ConflictOfInterest } from './attendance-facts.js';
import type { NameOf } from './matter-name.js';
import type { Meeting } from './meeting.js';
import { paragraphsOf } from './paragraph.js';
import { servingWords } from './serving-words.js';
import { toldPoints } from './told-decision.js';
import { toldParagraph } from './told-paragraph.js';

/** All that a reader of a meeting's history would ask for, as it stood at one moment. */
export function toldMeeting(meeting: Meeting, nameOf: NameOf): Told[] {
  const { status, time, place, composition, agenda, summonses } = meeting;
  return [
    { what: { sv: 'Status', en: 'Status' }, is: named(meetingStatusNames, status) },
    { what: { sv: 'Tid', en: 'Time' }, is: same(time) },
    { what: { sv: 'Plats', en: 'Place' }, is: same(place) },
    ...toldComposition(composition),
    ...summonses.map(({ number, sentOn, hash }) => {
      const { sv, en } = dayWords(sentOn);
      return {
        what: { sv: `Kallelse ${number}`, en: `Summons ${number}` },
        is: { sv: `skickad den ${sv} (SHA-256 ${hash})`, en: `sent on ${en} (SHA-256 ${hash})` },
      };
    }),
    ...agenda.flatMap((item) => toldItem(item, nameOf)),
    ...toldAttendance(meeting),
    ...toldConflicts(meeting, nameOf),
    ...toldPoints(meeting),
    ...paragraphsOf(meeting).flatMap((paragraph) => toldParagraph(meeting, paragraph)),
  ];
}

function toldComposition({ chair, viceChairs, members, substitutes }: Composition): Told[] {
  return [
    { what: { sv: 'Nämndens ordförande', en: 'Chair of the board' }, is: same(chair) },
    ...toldPersons({ sv: 'Nämndens vice ordförande', en: 'Vice chairs of the board' }, viceChairs),
    ...toldPersons({ sv: 'Ledamöter', en: 'Members' }, members),
    ...toldPersons({ sv: 'Ersättare', en: 'Substitutes' }, substitutes),
  ];
}

function toldPersons(what: Words, personIds: readonly string[]): Told[] {
  return toldIf(what, personIds.length === 0 ? null : personsWords(personIds));
}

function toldItem(item: AgendaItem, nameOf: NameOf): Told[] {
  const name = nameOf(item.matterId);
  // What is only listed, and is not what the event is about, has not changed.
  return name === null ? [] : [{ what: { sv: `Ärende ${name.dnr}`, en: `Matter ${name.dnr}` }, is: itemWords(item) }];
}

function itemWords(listedItem: AgendaItem): Words {
  switch (listedItem.state) {
    case 'LISTED':
      return { sv: 'på dagordningen', en: 'on the agenda' };
    case 'SUMMONED': {
      const { sv, en } = versionWords(listedItem.item);
      return { sv: `på kallelsen i ${sv}`, en: `on the summons in ${en}` };
    }
    case 'ADDED': {
      const [{ sv, en }, where] = [versionWords(listedItem.item), paragraphWords(listedItem.paragraph)];
      return { sv: `upptaget i ${where} i ${sv}`, en: `taken up in ${where} in ${en}` };
    }
    case 'VOIDED':
      return { sv: 'struket från kallelsen', en: 'struck from the summons' };
  }
}

function toldAttendance({ attendance, adjusters }: Meeting): Told[] {
  if (attendance === null) return [];
  const { serving, notServing, chair } = attendance;
  return [
    { what: { sv: 'Ordförande vid sammanträdet', en: 'Presiding' }, is: same(chair) },
    { what: { sv: 'Tjänstgörande', en: 'Serving' }, is: servingWords(serving) },
    ...toldPersons({ sv: 'Närvarande utan att tjänstgöra', en: 'There without serving' }, notServing),
    ...toldPersons({ sv: 'Protokolljusterare', en: 'Adjusters' }, adjusters),
  ];
}

function toldConflicts({ conflicts }: Meeting, nameOf: NameOf): Told[] {
  return [...Map.groupBy(conflicts, ({ matterId }) => matterId)].map(([matterId, ofMatter]) => {
    const dnr = nameOf(matterId)?.dnr ?? matterId;
    return {
      what: { sv: `Jäv i ${dnr}`, en: `Conflicts of interest in ${dnr}` },
      is: listed(ofMatter.map(conflictWords)),
    };
  });
}

function conflictWords({ personId, substitute, chair }: ConflictOfInterest): Words {
  const { sv, en } =
    substitute === null
      ? { sv: 'ingen tjänstgör i stället', en: 'nobody serves instead' }
      : { sv: `${substitute} tjänstgör i stället`, en: `${substitute} serves instead` };
  return chair === null
    ? { sv: `${personId} (${sv})`, en: `${personId} (${en})` }
    : { sv: `${personId} (${sv}, ${chair} är ordförande)`, en: `${personId} (${en}, ${chair} presides)` };
}
