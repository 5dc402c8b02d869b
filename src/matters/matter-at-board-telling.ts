import type { Finality } from '../kernel/finality.js';
import { caseStatusNames } from '../kernel/sentences.js';
import type { Words } from '../kernel/telling.js';
import { dayWords, named, paragraphWords } from '../kernel/telling-words.js';
import { matterWords, meetingWords, outcomeWords, pointsWords, wordingWords } from './board-words.js';
import { type Matter, pointIn } from './matter.js';
import type { MatterDataOf } from './matter-event.js';
import { allows } from './matter-process.js';

export function summonedWords(data: MatterDataOf<'MatterSummoned'>, matter: Matter): Words {
  const { meetingId, version, points, addedAtMeeting } = data;
  const [about, meeting, asked] = [matterWords(matter), meetingWords(meetingId), pointsWords(points)];
  // Rule 26: what was not on the summons is told as such.
  const added = addedAtMeeting
    ? { sv: ', som hade beslutat att ta upp det', en: ', which had decided to take it up' }
    : { sv: '', en: '' };
  return {
    sv: `lade fram version ${version} av ${about.sv} för ${meeting.sv}${added.sv}, med ${asked.sv}`,
    en: `put version ${version} of ${about.en} before ${meeting.en}${added.en}, with ${asked.en}`,
  };
}

export function notSummonedWords({ meetingId, status }: MatterDataOf<'MatterNotSummoned'>, matter: Matter): Words {
  const [about, meeting, was] = [matterWords(matter), meetingWords(meetingId), named(caseStatusNames, status)];
  // What could be summoned by its status was another version than the summoned one.
  const { sv, en } = allows({ status }, 'summon')
    ? { sv: 'det hade ändrats sedan kallelsen', en: 'it had changed since the summons' }
    : { sv: `det var ${was.sv}`, en: `it was ${was.en}` };
  return {
    sv: `lade inte fram ${about.sv} för ${meeting.sv}, eftersom ${sv}`,
    en: `did not put ${about.en} before ${meeting.en}, since ${en}`,
  };
}

export function releasedWords(
  { meetingId }: MatterDataOf<'MatterReleased'>,
  before: Matter | null,
  matter: Matter,
): Words {
  const [about, meeting] = [matterWords(matter), meetingWords(meetingId)];
  const left = pointsWords((before?.points ?? []).filter(({ isBeforeBoard }) => isBeforeBoard));
  return {
    sv: `tog tillbaka ${about.sv} från ${meeting.sv}, som inte avgjorde ${left.sv}`,
    en: `took ${about.en} back from ${meeting.en}, which did not decide ${left.en}`,
  };
}

export function givenBeforeWords({ points }: MatterDataOf<'MatterSubmitted'>, matter: Matter): Words {
  const [about, asked] = [matterWords(matter), pointsWords(points)];
  return {
    sv: `lade fram ${about.sv} för nämnden, med ${asked.sv}`,
    en: `put ${about.en} before the board, with ${asked.en}`,
  };
}

export function decidedWords(data: MatterDataOf<'PointDecided'>, matter: Matter): Words {
  const { meetingId, date, paragraph, outcome, number } = data;
  const [about, what, wording] = [matterWords(matter), outcomeWords(outcome, number), wordingWords(data)];
  const day = dayWords(date);
  const at = meetingId === null ? null : meetingWords(meetingId);
  const where = at === null ? { sv: `den ${day.sv}`, en: `on ${day.en}` } : { sv: `vid ${at.sv}`, en: `at ${at.en}` };
  return {
    sv: `förde in nämndens beslut i ${about.sv}, ${paragraphWords(paragraph)} ${where.sv}: ${what.sv}, ${wording.sv}`,
    en: `entered the board's decision in ${about.en}, ${paragraphWords(paragraph)} ${where.en}: ${what.en}, ${wording.en}`,
  };
}

export function finalWords({ number, finality, on }: MatterDataOf<'PointFinalityRecorded'>, matter: Matter): Words {
  const [about, point, became] = [matterWords(matter), pointsWords([{ number }]), becameWords(finality, dayWords(on))];
  const { decisions } = pointIn(matter, number);
  const paragraph = paragraphWords(decisions.at(-1)?.paragraph ?? '');
  return {
    sv: `antecknade att beslutet i ${paragraph} om ${point.sv} i ${about.sv} ${became.sv}`,
    en: `noted that the decision in ${paragraph} on ${point.en} of ${about.en} ${became.en}`,
  };
}

function becameWords(finality: Finality, { sv, en }: Words): Words {
  switch (finality) {
    case 'APPEALED':
      return { sv: `överklagades den ${sv}`, en: `was appealed on ${en}` };
    case 'NOT_IN_FORCE':
      return {
        sv: `upphörde att vara överklagat den ${sv}`,
        en: `ceased to be under appeal on ${en}`,
      };
    case 'IN_FORCE':
      return { sv: `vann laga kraft den ${sv}`, en: `gained legal force on ${en}` };
    case 'ANNULLED':
      return { sv: `upphävdes av domstol den ${sv}`, en: `was annulled by a court on ${en}` };
  }
}
