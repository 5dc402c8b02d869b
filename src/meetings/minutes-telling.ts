import type { Words } from '../kernel/telling.js';
import { dayWords, witnessed } from '../kernel/telling-words.js';
import { meetingWords, paragraphsWords, personsWords } from '../matters/board-words.js';
import type { Meeting } from './meeting.js';
import type { MeetingDataOf } from './meeting-event.js';

export function adjustedWords(data: MeetingDataOf<'MinutesAdjusted'>): Words {
  const { meetingId, paragraphs, adjusters, date, atOnce, overdue, checkpoint } = data;
  const [about, by, day] = [ofMeeting(paragraphs, meetingId), personsWords(adjusters), dayWords(date)];
  // Rule 39: what could not wait for the rest. Rule 36: what came after the fourteenth day.
  const how = atOnce ? { sv: ' omedelbart', en: ' at once' } : { sv: '', en: '' };
  const late = overdue
    ? { sv: ', senare än fjorton dagar efter sammanträdet', en: ', later than fourteen days after the meeting' }
    : { sv: '', en: '' };
  const witness = witnessed(checkpoint);
  return {
    sv: `antecknade att ${by.sv} den ${day.sv}${how.sv} justerade ${about.sv}${late.sv}${witness.sv}`,
    en: `recorded that on ${day.en} ${by.en} adjusted ${about.en}${how.en}${late.en}${witness.en}`,
  };
}

export function noticedWords(data: MeetingDataOf<'NoticePosted'>): Words {
  const { meetingId, paragraphs, date, lastAppealDay, overdue } = data;
  const [about, day, last] = [ofMeeting(paragraphs, meetingId), dayWords(date), dayWords(lastAppealDay)];
  const late = overdue
    ? { sv: ', senare än två dagar efter justeringen', en: ', later than two days after the adjustment' }
    : { sv: '', en: '' };
  return {
    sv: `anslog den ${day.sv} justeringen av ${about.sv}${late.sv}, med den ${last.sv} som sista dag att överklaga`,
    en: `posted on ${day.en} the notice of ${about.en}${late.en}, with ${last.en} as the last day to appeal`,
  };
}

export function takenDownWords(data: MeetingDataOf<'NoticeTakenDown'>, { notices }: Meeting): Words {
  const { meetingId, notice, date } = data;
  const paragraphs = notices.find(({ number }) => number === notice)?.paragraphs ?? [];
  const [about, day] = [ofMeeting(paragraphs, meetingId), dayWords(date)];
  return {
    sv: `tog den ${day.sv} ned anslaget om ${about.sv}`,
    en: `took down on ${day.en} the notice of ${about.en}`,
  };
}

/** *§§ 45 och 46 från sammanträdet den 11 maj 2026* */
export function ofMeeting(
  paragraphs: readonly string[],
  meetingId: MeetingDataOf<'MinutesAdjusted'>['meetingId'],
): Words {
  const [{ sv, en }, meeting] = [paragraphsWords(paragraphs), meetingWords(meetingId)];
  return { sv: `${sv} från ${meeting.sv}`, en: `${en} of ${meeting.en}` };
}
