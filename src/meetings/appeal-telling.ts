import type { Words } from '../kernel/telling.js';
import { dayWords } from '../kernel/telling-words.js';
import type { Meeting } from './meeting.js';
import type { MeetingDataOf } from './meeting-event.js';
import { ofMeeting } from './minutes-telling.js';
import { noticeOf } from './paragraph.js';

export function appealedWords(data: MeetingDataOf<'AppealRecorded'>, meeting: Meeting): Words {
  const { meetingId, number, paragraph, receivedOn, late } = data;
  const [about, day] = [ofMeeting([paragraph], meetingId), dayWords(receivedOn)];
  const { sv, en } = {
    sv: `antecknade att ${about.sv} överklagades den ${day.sv} (överklagande ${number})`,
    en: `recorded that on ${day.en} ${about.en} was appealed (appeal ${number})`,
  };
  if (!late) return { sv, en };
  const last = dayWords(noticeOf(meeting, paragraph)?.lastAppealDay ?? receivedOn);
  return {
    sv: `${sv}, för sent: sista dagen var den ${last.sv}`,
    en: `${en}, too late: the last day was ${last.en}`,
  };
}

export function settledWords(data: MeetingDataOf<'AppealSettled'>): Words {
  const { meetingId, appeal, paragraph, ruling, date, caseNumber } = data;
  const [about, day, found] = [ofMeeting([paragraph], meetingId), dayWords(date), caseWords(caseNumber)];
  switch (ruling) {
    case 'DISMISSED':
      return {
        sv: `antecknade att överklagande ${appeal} av ${about.sv} lämnades utan bifall den ${day.sv}${found.sv}`,
        en: `recorded that on ${day.en} appeal ${appeal} of ${about.en} was dismissed${found.en}`,
      };
    case 'ANNULLED':
      return {
        sv: `antecknade att domstolen den ${day.sv} upphävde ${about.sv} efter överklagande ${appeal}${found.sv}`,
        en: `recorded that on ${day.en} the court annulled ${about.en} after appeal ${appeal}${found.en}`,
      };
    case 'WITHDRAWN':
      return {
        sv: `antecknade att överklagande ${appeal} av ${about.sv} återkallades den ${day.sv}${found.sv}`,
        en: `recorded that on ${day.en} appeal ${appeal} of ${about.en} was withdrawn${found.en}`,
      };
  }
}

/** Some write *Mål* before the number, some do not. */
function caseWords(caseNumber: string): Words {
  const number = caseNumber.replace(/^mål(?:nummer| nr)? +/i, '');
  return number === '' ? { sv: '', en: '' } : { sv: `, mål ${number}`, en: `, case ${number}` };
}

export function inForceWords({ meetingId, paragraphs, on }: MeetingDataOf<'LegalForceGained'>): Words {
  const [about, day] = [ofMeeting(paragraphs, meetingId), dayWords(on)];
  return {
    sv: `antecknade att ${about.sv} vann laga kraft den ${day.sv}`,
    en: `noted that on ${day.en} ${about.en} gained legal force`,
  };
}
