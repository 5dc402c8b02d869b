import type { Words } from '../kernel/telling.js';
import { listed } from '../kernel/telling-words.js';
import { meetingWords, personsWords } from '../matters/board-words.js';
import type { Attendance } from './attendance-facts.js';
import { matterNamed, type NameOf } from './matter-name.js';
import type { MeetingDataOf } from './meeting-event.js';
import { servingWords } from './serving-words.js';

export function openedWords({ meetingId, attendance, adjusters }: MeetingDataOf<'MeetingOpened'>): Words {
  const [meeting, there, chosen] = [meetingWords(meetingId), thereWords(attendance), personsWords(adjusters)];
  const { sv, en } = { sv: `öppnade ${meeting.sv} ${there.sv}`, en: `opened ${meeting.en} ${there.en}` };
  return adjusters.length === 0
    ? { sv, en }
    : {
        sv: `${sv}; att justera protokollet utsågs ${chosen.sv}`,
        en: `${en}; ${chosen.en} ${adjusters.length === 1 ? 'was' : 'were'} chosen to adjust the minutes`,
      };
}

export function attendanceWords({ meetingId, attendance }: MeetingDataOf<'AttendanceRecorded'>): Words {
  const [{ sv, en }, there] = [meetingWords(meetingId), thereWords(attendance)];
  return {
    sv: `antecknade att ${sv} från och med nästa paragraf fortsatte ${there.sv}`,
    en: `recorded that from the next § on ${en} went on ${there.en}`,
  };
}

function thereWords({ serving, notServing, chair }: Attendance): Words {
  const [seats, others] = [servingWords(serving), personsWords(notServing)];
  const { sv, en } = {
    sv: `med ${chair} som ordförande och med ${seats.sv} som tjänstgörande`,
    en: `with ${chair} presiding and with ${seats.en} serving`,
  };
  return notServing.length === 0
    ? { sv, en }
    : { sv: `${sv}, i närvaro av ${others.sv}`, en: `${en}, in the presence of ${others.en}` };
}

export function conflictWords(data: MeetingDataOf<'ConflictOfInterestRecorded'>, nameOf: NameOf): Words {
  const { meetingId, matterId, personId, substitute, chair } = data;
  const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
  const facts = listed([
    { sv: `${personId} var jävig i ${about.sv}`, en: `${personId} had a conflict of interest in ${about.en}` },
    substitute === null
      ? { sv: 'att ingen tjänstgjorde i stället', en: 'that nobody served instead' }
      : { sv: `att ${substitute} tjänstgjorde i stället`, en: `that ${substitute} served instead` },
    ...(chair === null ? [] : [{ sv: `att ${chair} var ordförande`, en: `that ${chair} presided` }]),
  ]);
  return { sv: `antecknade vid ${sv} att ${facts.sv}`, en: `recorded at ${en} that ${facts.en}` };
}
