import { listed, paragraphWords, personsWords } from '../../kernel/history-labels.js';
import { dayWords } from '../../kernel/local-time.js';
import { naming, same, type Sentences, text } from '../../kernel/history.js';
import { meetingWords, pointsWords } from '../../matters/history/board-labels.js';
import type { MeetingCorrectionEvent } from '../correction.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { matterNamed, type NameOf, paragraphsOfMeeting, presentWords } from './meeting-labels.js';

interface Context {
  readonly meeting: Meeting;
  readonly nameOf: NameOf;
}

type CorrectionEvent =
  MeetingCorrectionEvent | Extract<MeetingEvent, { type: 'AttendanceCorrected' | 'CompositionCorrected' }>;

/** The sentences of corrections. The list of changed properties shows the wrong and the right. */
export const correctionSentences: Sentences<CorrectionEvent, Context> = {
  AttendanceCorrected: ({ data: { meetingId, attendance } }) => {
    const [{ sv, en }, present] = [meetingWords(meetingId), presentWords(attendance)];
    return {
      sv: text`rättade närvaron vid ${sv}, som hölls ${present.sv}`,
      en: text`corrected the attendance of ${en}, which was held ${present.en}`,
    };
  },
  ConflictCorrected: ({ data: { meetingId, matterId, personId, conflict } }, { nameOf }) => {
    const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
    const who = naming(personId);
    if (conflict === null)
      return {
        sv: text`rättade vid ${sv}: ${who.sv} var inte jävig i ${about.sv}`,
        en: text`corrected at ${en}: ${who.en} had no conflict of interest in ${about.en}`,
      };
    const other = naming(conflict.personId);
    const whose =
      conflict.personId === personId
        ? { sv: text` för ${who.sv}`, en: text` of ${who.en}` }
        : {
            sv: text`: ${other.sv} och inte ${who.sv} var jävig`,
            en: text`: it was that of ${other.en} and not of ${who.en}`,
          };
    return {
      sv: text`rättade vid ${sv} jävet i ${about.sv}${whose.sv}`,
      en: text`corrected at ${en} the conflict of interest in ${about.en}${whose.en}`,
    };
  },
  MeetingMoved: ({ data: { meetingId, to, time, place } }) => {
    const [{ sv, en }, moved] = [meetingWords(meetingId), meetingWords(to)];
    return {
      sv: `flyttade ${sv}: ${moved.sv} hålls i stället, klockan ${time.replace(':', '.')}, ${place}`,
      en: `moved ${en}: ${moved.en} is held instead, at ${time}, ${place}`,
    };
  },
  MeetingCorrected: ({ data: { meetingId, time, place } }) => {
    const { sv, en } = meetingWords(meetingId);
    return {
      sv: `rättade tid och plats för ${sv}: klockan ${time.replace(':', '.')}, ${place}`,
      en: `corrected the time and the place of ${en}: at ${time}, ${place}`,
    };
  },
  NoticeCorrected: ({ data: { meetingId, notice, date, keptAt } }, { meeting }) => {
    const [{ sv, en }, day] = [meetingWords(meetingId), dayWords(date)];
    const paragraphs = meeting.notices.find(({ number }) => number === notice)?.paragraphs ?? [];
    const about = listed(paragraphs.map((one) => same(paragraphWords(one))));
    const place =
      keptAt === ''
        ? same('')
        : { sv: `, protokollets förvaringsplats är ${keptAt}`, en: `, the minutes are kept at ${keptAt}` };
    return {
      sv: `rättade anslaget om ${about.sv} vid ${sv}: det sattes upp den ${day.sv}${place.sv}`,
      en: `corrected the notice of ${about.en} at ${en}: it was posted on ${day.en}${place.en}`,
    };
  },
  AddedMatterCorrected: ({ data: { meetingId, matterId, paragraph } }, { nameOf }) => {
    const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
    const where = paragraphWords(paragraph);
    return {
      sv: `rättade vid ${sv} paragrafen för beslutet att ta upp ${about.sv}: ${where}`,
      en: `corrected at ${en} the paragraph of the decision to take up ${about.en}: ${where}`,
    };
  },
  AddedMatterWithdrawn: ({ data: { meetingId, matterId, paragraph } }, { nameOf }) => {
    const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
    const where = paragraphWords(paragraph);
    return {
      sv: `rättade vid ${sv}: nämnden tog inte upp ${about.sv}, och ${where} utgår`,
      en: `corrected at ${en}: the board did not take up ${about.en}, and ${where} is withdrawn`,
    };
  },
  TakingDownCorrected: ({ data }, { meeting }) => {
    const { meetingId, notice: number, date, earlyReason, legalForceLost } = data;
    const notice = meeting.notices.find((one) => one.number === number);
    const about = paragraphsOfMeeting(notice?.paragraphs ?? [], meetingId);
    const [what, last] = [
      { sv: 'rättade uppgiften', en: 'corrected the record' },
      dayWords(notice?.lastAppealDay ?? ''),
    ];
    if (date === null)
      return {
        sv: `${what.sv} om anslaget om ${about.sv}: det är inte nedtaget`,
        en: `${what.en} of the notice of ${about.en}: it is not taken down`,
      };
    const day = dayWords(date);
    const early =
      earlyReason === null
        ? same('')
        : {
            sv: `, före sista dagen att överklaga (den ${last.sv})`,
            en: `, before the last day to appeal (${last.en})`,
          };
    const lost =
      legalForceLost.length === 0 ? same('') : { sv: '; laga kraft upphävs', en: '; legal force is withdrawn' };
    return {
      sv: `${what.sv} om anslaget om ${about.sv}: det togs ned den ${day.sv}${early.sv}${lost.sv}`,
      en: `${what.en} of the notice of ${about.en}: it was taken down on ${day.en}${early.en}${lost.en}`,
    };
  },
  TimesCorrected: ({ data: { meetingId } }) => {
    const { sv, en } = meetingWords(meetingId);
    return { sv: `rättade tiderna för ${sv}`, en: `corrected the times of ${en}` };
  },
  CompositionCorrected: ({ data: { meetingId } }) => {
    const { sv, en } = meetingWords(meetingId);
    return {
      sv: `rättade ledamöterna och ersättarna vid ${sv}`,
      en: `corrected the members and substitutes of ${en}`,
    };
  },
  AppealCorrected: ({ data: { meetingId, appeal, receivedOn } }) => {
    const [{ sv, en }, day] = [meetingWords(meetingId), dayWords(receivedOn)];
    return {
      sv: `rättade överklagande ${appeal} av beslut vid ${sv}: det kom in den ${day.sv}`,
      en: `corrected appeal ${appeal} of decisions at ${en}: it came in on ${day.en}`,
    };
  },
  AdjustmentCorrected: ({ data: { meetingId, paragraphs, adjusters, date } }) => {
    const [about, day, by] = [paragraphsOfMeeting(paragraphs, meetingId), dayWords(date), personsWords(adjusters)];
    return {
      sv: text`rättade justeringen av ${about.sv}: ${by.sv} justerade den ${day.sv}`,
      en: text`corrected the adjustment of ${about.en}: ${by.en} adjusted on ${day.en}`,
    };
  },
  DispatchCorrected: ({ data: { meetingId, paragraph, recipients, date } }) => {
    const [about, day] = [paragraphsOfMeeting([paragraph], meetingId), dayWords(date)];
    const to = listed(recipients.map((one) => same(one)));
    return {
      sv: `rättade expedieringen av ${about.sv}: utdraget skickades den ${day.sv} till ${to.sv}`,
      en: `corrected the dispatch of ${about.en}: the extract was sent on ${day.en} to ${to.en}`,
    };
  },
  DecisionCorrected: ({ data: { meetingId, matterId, number, entry } }, { meeting, nameOf }) => {
    const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
    const point = pointsWords([{ number }]);
    const where = paragraphWords(entry.paragraph);
    const found = meeting.decisions.find((one) => one.matterId === matterId && one.number === number);
    const before = found?.earlier.at(-1)?.entry.paragraph ?? entry.paragraph;
    const earlier =
      before === entry.paragraph
        ? same('')
        : { sv: ` (tidigare ${paragraphWords(before)})`, en: ` (before ${paragraphWords(before)})` };
    return {
      sv: `rättade i ${where}${earlier.sv} vid ${sv} uppgifterna om beslutet om ${point.sv} i ${about.sv}`,
      en: `corrected in ${where}${earlier.en} at ${en} the record of the decision on ${point.en} of ${about.en}`,
    };
  },
};
