import { same, type Words } from '../kernel/telling.js';
import { dayWords, listed, paragraphWords, witnessed } from '../kernel/telling-words.js';
import { matterWords, meetingWords, pointsWords } from '../matters/board-words.js';
import type { SummonedItem } from './agenda-item.js';
import { matterNamed, type NameOf } from './matter-name.js';
import type { MeetingDataOf } from './meeting-event.js';
import { servingWords } from './serving-words.js';

export function putOnWords({ meetingId, matterId }: MeetingDataOf<'MatterPutOnAgenda'>, nameOf: NameOf): Words {
  const [about, { sv, en }] = [matterNamed(matterId, nameOf), meetingWords(meetingId)];
  return {
    sv: `satte upp ${about.sv} på dagordningen för ${sv}`,
    en: `put ${about.en} on the agenda of ${en}`,
  };
}

export function takenOffWords({ meetingId, matterId }: MeetingDataOf<'MatterTakenOffAgenda'>, nameOf: NameOf): Words {
  const [about, { sv, en }] = [matterNamed(matterId, nameOf), meetingWords(meetingId)];
  return {
    sv: `tog bort ${about.sv} från dagordningen för ${sv}`,
    en: `took ${about.en} off the agenda of ${en}`,
  };
}

/** The first summons, or what supplements it. */
export function summonsWords({ meetingId, number, sentOn, items, checkpoint }: MeetingDataOf<'SummonsSent'>): Words {
  const [day, { sv, en }, matters] = [dayWords(sentOn), meetingWords(meetingId), listed(items.map(itemWords))];
  const witness = witnessed(checkpoint);
  const what =
    number === 1
      ? { sv: 'kallelsen', en: 'the summons' }
      : { sv: `kompletterande kallelse ${number}`, en: `supplementary summons ${number}` };
  return {
    sv: `skickade den ${day.sv} ${what.sv} till ${sv} med ${matters.sv}${witness.sv}`,
    en: `sent on ${day.en} ${what.en} to ${en} with ${matters.en}${witness.en}`,
  };
}

function itemWords(item: SummonedItem): Words {
  const [{ sv, en }, points] = [matterWords(item), pointsWords(item.points)];
  return {
    sv: `${sv} i version ${item.version} (${points.sv})`,
    en: `${en} in version ${item.version} (${points.en})`,
  };
}

export function voidedWords(data: MeetingDataOf<'AgendaItemVoided'>, nameOf: NameOf): Words {
  const [about, { sv, en }] = [matterNamed(data.matterId, nameOf), meetingWords(data.meetingId)];
  if (data.point === null) {
    return {
      sv: `strök ${about.sv} från ${sv}, eftersom den kallade versionen inte gick att få`,
      en: `struck ${about.en} from ${en}, since the summoned version was not to be had`,
    };
  }
  const point = pointsWords([{ number: data.point }]);
  return {
    sv: `strök ${point.sv} i ${about.sv} från ${sv}, eftersom förslaget inte längre gick att ta upp`,
    en: `struck ${point.en} of ${about.en} from ${en}, since the proposal could no longer be taken up`,
  };
}

/** Rule 26: the board itself decided to take it up, and who took part in that is told. */
export function addedWords(data: MeetingDataOf<'MatterAddedAtMeeting'>): Words {
  const { meetingId, paragraph, item, serving, chair } = data;
  const [about, meeting, by] = [itemWords(item), meetingWords(meetingId), servingWords(serving)];
  const where = same(paragraphWords(paragraph));
  return {
    sv: `antecknade i ${where.sv} vid ${meeting.sv} nämndens beslut att ta upp ${about.sv}, som inte stod på kallelsen, fattat av ${by.sv} med ${chair} som ordförande`,
    en: `recorded in ${where.en} at ${meeting.en} the board's decision to take up ${about.en}, which was not on the summons, taken by ${by.en} with ${chair} presiding`,
  };
}
