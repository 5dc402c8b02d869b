import { paragraphStatusNames } from '../kernel/sentences.js';
import type { Words } from '../kernel/telling.js';
import { same } from '../kernel/telling.js';
import { type Told, toldIf } from '../kernel/telling-changes.js';
import { dayWords, inEach, named, paragraphWords } from '../kernel/telling-words.js';
import { personsWords } from '../matters/board-words.js';
import type { Adjustment, Appeal, PublicNotice } from './after-meeting.js';
import type { Meeting } from './meeting.js';
import { adjustmentOf, appealsOf, noticeOf, paragraphStatus } from './paragraph.js';

/** How far a § has come on its way to legal force. */
export function toldParagraph(meeting: Meeting, paragraph: string): Told[] {
  const name = paragraphWords(paragraph);
  const of = ({ sv, en }: Words): Words => ({ sv: `${name}, ${sv}`, en: `${name}, ${en}` });
  const [adjustment, notice] = [adjustmentOf(meeting, paragraph), noticeOf(meeting, paragraph)];
  const appeals = appealsOf(meeting, paragraph).map(appealWords);
  const force = meeting.legalForce.find(({ paragraphs }) => paragraphs.includes(paragraph));
  return [
    { what: same(name), is: named(paragraphStatusNames, paragraphStatus(meeting, paragraph)) },
    ...toldIf(of({ sv: 'justering', en: 'adjustment' }), adjustment === undefined ? null : adjustmentWords(adjustment)),
    ...toldIf(of({ sv: 'anslag', en: 'notice' }), notice === undefined ? null : noticeWords(notice)),
    ...toldIf(
      of({ sv: 'överklaganden', en: 'appeals' }),
      appeals.length === 0 ? null : inEach((language) => appeals.map((appeal) => appeal[language]).join('; ')),
    ),
    ...toldIf(of({ sv: 'laga kraft', en: 'legal force' }), force === undefined ? null : sinceWords(force.on)),
  ];
}

function sinceWords(day: string): Words {
  const { sv, en } = dayWords(day);
  return { sv: `från den ${sv}`, en: `from ${en}` };
}

function adjustmentWords({ date, adjusters }: Adjustment): Words {
  const [{ sv, en }, by] = [dayWords(date), personsWords(adjusters)];
  return { sv: `den ${sv} av ${by.sv}`, en: `on ${en} by ${by.en}` };
}

function noticeWords({ date, lastAppealDay, takenDown }: PublicNotice): Words {
  const [posted, last] = [dayWords(date), dayWords(lastAppealDay)];
  const { sv, en } = {
    sv: `anslaget den ${posted.sv}, sista dag att överklaga den ${last.sv}`,
    en: `posted on ${posted.en}, last day to appeal ${last.en}`,
  };
  if (takenDown === null) return { sv, en };
  const down = dayWords(takenDown);
  return { sv: `${sv}, nedtaget den ${down.sv}`, en: `${en}, taken down on ${down.en}` };
}

function appealWords({ number, receivedOn, late, settled }: Appeal): Words {
  const day = dayWords(receivedOn);
  const inTime = late ? { sv: 'för sent', en: 'too late' } : { sv: 'i tid', en: 'in time' };
  const what = {
    sv: `överklagande ${number}, inkommet ${inTime.sv} den ${day.sv}`,
    en: `appeal ${number}, received ${inTime.en} on ${day.en}`,
  };
  if (settled === null) return what;
  const [ruling, on] = [rulingNames[settled.ruling], dayWords(settled.date)];
  return { sv: `${what.sv}, ${ruling.sv} den ${on.sv}`, en: `${what.en}, ${ruling.en} on ${on.en}` };
}

const rulingNames = {
  DISMISSED: { sv: 'lämnat utan bifall', en: 'dismissed' },
  ANNULLED: { sv: 'bifallet', en: 'upheld' },
  WITHDRAWN: { sv: 'återkallat', en: 'withdrawn' },
} as const;
