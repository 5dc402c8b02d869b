import type { Words } from '../kernel/history.js';
import { localTimeWords } from '../kernel/local-time.js';
import type { SubmittedPoint } from '../matters/decision-point.js';
import type { Composition, SummonedItem, Summons } from '../meetings/meeting-event.js';
import type { Meeting } from '../meetings/meeting.js';
import type { Block, Document } from './document.js';
import type { DecidedVersion } from './minutes-paragraph.js';
import { kindNameOf, labels } from './labels.js';
import { dutyOf } from './meeting-people.js';
import { pointText } from './points.js';
import { boardWithin, dayIn, footOf, headedList, heading, letterheadOf, nameOf, type Setting } from './setting.js';

/** The facts that a summons (kallelse) is made of: one summons of a meeting, with the versions that it encloses. */
export interface SummonsMaterial {
  readonly date: string;
  readonly composition: Composition;
  /** How the meeting differs now from what the summons says; null when it does not. */
  readonly change: MeetingChange | null;
  readonly summons: Pick<Summons, 'number' | 'sentOn' | 'time' | 'place' | 'by' | 'hash'> & {
    readonly items: readonly SummonedMatter[];
  };
}

export type MeetingChange =
  | { readonly kind: 'CORRECTED'; readonly when: MeetingTime }
  /** The meeting is held on another day instead. Null: that meeting is not in the log yet. */
  | { readonly kind: 'MOVED'; readonly reason: string; readonly when: MeetingTime | null }
  | { readonly kind: 'CANCELLED'; readonly reason: string };

export interface MeetingTime {
  readonly date: string;
  readonly time: string;
  readonly place: string;
}

export interface SummonedMatter extends Pick<SummonedItem, 'matterId' | 'dnr' | 'title' | 'version'> {
  readonly points: readonly Pick<SubmittedPoint, 'subject' | 'proposedWording'>[];
  /** The summoned version; null when an early build recorded none. */
  readonly content: (DecidedVersion & { readonly hasReport: boolean }) | null;
}

const words = {
  when: { sv: 'Tid', en: 'Time' },
  where: { sv: 'Plats', en: 'Place' },
  sent: { sv: 'Kallelsen skickad', en: 'Summons sent' },
  called: { sv: 'Kallade', en: 'Summoned' },
  informed: { sv: 'Ersättare', en: 'Substitutes' },
  agenda: { sv: 'Föredragningslista', en: 'Agenda' },
  matters: { sv: 'Ärenden', en: 'Matters' },
  papers: { sv: 'Handlingar', en: 'Papers' },
  enclosed: { sv: 'bifogas', en: 'enclosed' },
  left: { sv: 'bifogas inte', en: 'not enclosed' },
} as const;

/**
 * Makes a summons (kallelse) with its agenda (föredragningslista), as it was sent (rule 143). A note says what has become of
 * the meeting since (rule 150).
 */
export function summonsDocument(material: SummonsMaterial, setting: Setting): Document {
  const { date, composition, summons, change } = material;
  const { time, place } = summons;
  const { language } = setting;
  const foot = footOf(setting);
  const title = titleOf(summons.number, setting);
  const hash = {
    sv: `Kallelsens kontrollsumma (SHA-256): ${summons.hash}`,
    en: `Checksum of the summons (SHA-256): ${summons.hash}`,
  };
  return {
    kind: 'summons',
    language,
    title,
    kindName: kindNameOf('summons', title, language),
    date: summons.sentOn,
    letterhead: letterheadOf(setting, 'BOARD'),
    facts: [
      { label: words.when[language], value: localTimeWords(`${date}T${time}`)[language] },
      { label: words.where[language], value: place },
      { label: words.sent[language], value: dayIn(setting, summons.sentOn) },
      { label: labels.chair[language], value: nameOf(composition.chair, setting) },
      { label: labels.secretary[language], value: nameOf(summons.by, setting) },
    ],
    blocks: [
      ...(change === null ? [] : [{ kind: 'note', text: changeNote(change)[language] } as const]),
      heading(1, words.called[language]),
      ...headedList(labels.members[language], membersIn(composition, setting)),
      ...headedList(
        words.informed[language],
        composition.substitutes.map((id) => nameOf(id, setting)),
      ),
      heading(1, words.agenda[language]),
      { kind: 'points', numbered: true, items: agendaItems(material, setting) },
      heading(1, words.matters[language]),
      ...summons.items.flatMap((item) => matterBlocks(item, setting)),
    ],
    annexes: [],
    foot: { ...foot, lines: [...foot.lines, hash[language]] },
  };
}

/**
 * Tells what has become of a meeting since a summons.
 *
 * @param held the meeting that is held in its place, or null
 */
export function changeSince(
  { time, place }: Pick<Summons, 'time' | 'place'>,
  meeting: Meeting,
  held: Meeting | null,
): MeetingChange | null {
  const { status, movedTo, cancelReason } = meeting;
  const reason = cancelReason ?? '';
  if (movedTo !== null) return { kind: 'MOVED', reason, when: held };
  if (status === 'CANCELLED') return { kind: 'CANCELLED', reason };
  return time === meeting.time && place === meeting.place ? null : { kind: 'CORRECTED', when: meeting };
}

function changeNote(change: MeetingChange): Words {
  switch (change.kind) {
    case 'CORRECTED': {
      const { sv, en } = whenAndWhere(change.when);
      return {
        sv: `Sammanträdet har ändrats sedan kallelsen skickades. Nu gäller ${sv}.`,
        en: `The meeting has been changed since the summons was sent. It is now on ${en}.`,
      };
    }
    case 'MOVED': {
      const to = change.when === null ? { sv: 'en annan dag', en: 'another day' } : whenAndWhere(change.when);
      const { reason } = change;
      return {
        sv: `Sammanträdet är flyttat till ${to.sv}. Skäl: ${reason}`,
        en: `The meeting is moved to ${to.en}. Reason: ${reason}`,
      };
    }
    case 'CANCELLED':
      return {
        sv: `Sammanträdet är inställt. Skäl: ${change.reason}`,
        en: `The meeting is cancelled. Reason: ${change.reason}`,
      };
  }
}

function whenAndWhere({ date, time, place }: MeetingTime): Words {
  const { sv, en } = localTimeWords(`${date}T${time}`);
  return { sv: `den ${sv}, ${place}`, en: `${en}, ${place}` };
}

function titleOf(number: number, setting: Setting): string {
  const board = boardWithin(setting);
  const [sv, en] = number === 1 ? ['Kallelse', 'Summons'] : ['Kompletterande kallelse', 'Supplementary summons'];
  return { sv: `${sv} till sammanträde med ${board}`, en: `${en} to a meeting of ${board}` }[setting.language];
}

function membersIn(composition: Composition, setting: Setting): string[] {
  return composition.members.map((id) => `${nameOf(id, setting)}${dutyOf(id, composition, setting)}`);
}

/** The items of the agenda: those that open the meeting, when it is the first summons, and each matter. */
function agendaItems({ summons }: SummonsMaterial, { template, language }: Setting): string[] {
  const opening = summons.number === 1 ? template.openingItems.map((item) => item[language]) : [];
  return [...opening, ...summons.items.map(({ title, dnr }) => `${title}, dnr ${dnr}`)];
}

function matterBlocks({ title, dnr, points, content, version }: SummonedMatter, setting: Setting): Block[] {
  const { language } = setting;
  return [
    heading(2, title),
    { kind: 'facts', rows: [{ label: 'Dnr', value: dnr }] },
    heading(3, labels.proposal[language]),
    {
      kind: 'points',
      numbered: true,
      items: points.map((point) => pointText(point.proposedWording, point.subject.kind, setting)),
    },
    heading(3, words.papers[language]),
    { kind: 'list', items: papersOf(content, version, setting) },
  ];
}

/** Lists the papers of a matter. What Tertial makes is enclosed; attachments are in another system. */
function papersOf(content: SummonedMatter['content'], version: number, { language }: Setting): string[] {
  const [enclosed, left] = [words.enclosed[language], words.left[language]];
  const report = `${labels.report[language]}, version ${version}`;
  const annex = labels.goalsAndActivities[language];
  const attachments = content?.attachments ?? [];
  return [
    `${report} (${enclosed})`,
    ...(content?.hasReport === true ? [`${annex} (${enclosed})`] : []),
    ...attachments.map(({ name, reference }) => `${name}, ${reference} (${left})`),
  ];
}
