import type { Recorded } from '../../src/kernel/fold.js';
import type { MeetingDataOf, MeetingEvent } from '../../src/meetings/meeting-event.js';
import { claim } from './claim.js';
import {
  claimAdjustmentCorrection,
  claimNoticeCorrection,
  claimTakingDownCorrection,
  takeDownEarly,
} from './correction-claims.js';
import { daysLater, isWorkingDay } from './days.js';
import { hasPresided, isAnnulled, isPresent, isWithheld, partsOf, type ToldMeeting, type ToldPart } from './told.js';

type MinutesEvent = Extract<
  Recorded<MeetingEvent>,
  {
    type:
      | 'MinutesAdjusted'
      | 'NoticePosted'
      | 'NoticeCorrected'
      | 'NoticeTakenDown'
      | 'NoticeTakenDownEarly'
      | 'AppealRecorded'
      | 'AppealSettled'
      | 'LegalForceGained'
      | 'AdjustersElected'
      | 'ParagraphDispatched'
      | 'AdjustmentCorrected'
      | 'DispatchCorrected'
      | 'AppealCorrected'
      | 'TakingDownCorrected';
  }
>;

/** Rules 36 to 40, of how the §§ of one meeting become final. */
export function minutesClaims(meeting: ToldMeeting, event: MinutesEvent, today: string): void {
  switch (event.type) {
    case 'MinutesAdjusted': {
      const { paragraphs, adjusters, date, atOnce, overdue } = event.data;
      claim(
        adjusters.length > 0 && adjusters.every((one) => isPresent(meeting, one)),
        'rule 36: adjusted by who was absent',
      );
      claim(
        adjusters.every((one) => meeting.adjusters.includes(one) || hasPresided(meeting, one)),
        'rule 117: adjusted by who was not elected',
      );
      claim(
        overdue === date > daysLater(meeting.date, 14),
        'rule 36: the fifteenth day is overdue, and no earlier one',
      );
      claim(atOnce || meeting.isClosed, 'rule 39: the whole minutes are adjusted before the meeting is over');
      claim(date >= meeting.date && date <= today, 'rule 36: adjusted on a day that cannot be');
      for (const one of paragraphs) claim(!meeting.adjusted.has(one), `rule 36: § ${one} is adjusted twice`);
      for (const one of paragraphs) meeting.adjusted.set(one, date);
      return;
    }
    case 'AdjustersElected':
      claim(
        event.data.adjusters.every((one) => isPresent(meeting, one)),
        'rule 117: who was absent is elected',
      );
      meeting.adjusters = event.data.adjusters;
      return;
    case 'AdjustmentCorrected':
      claimAdjustmentCorrection(meeting, event.data, today);
      return;
    case 'AppealCorrected': {
      const { appeal: number, receivedOn } = event.data;
      const appeal = meeting.appeals[number - 1];
      claim(appeal?.isOpen === true, 'rule 158: an appeal is corrected after its ruling');
      claim(receivedOn <= today, 'rule 158: an appeal that has not come');
      return;
    }
    case 'ParagraphDispatched':
    case 'DispatchCorrected': {
      const { paragraph, date } = event.data;
      const adjusted = meeting.adjusted.get(paragraph);
      claim(adjusted !== undefined && adjusted <= date, `rule 119: § ${paragraph} is sent before its adjustment`);
      return;
    }
    case 'NoticePosted': {
      const { paragraphs, lastAppealDay } = event.data;
      for (const one of paragraphs) claim(!meeting.noticed.has(one), `rule 37: § ${one} is noticed twice`);
      claimNotice(meeting, paragraphs, event.data, today);
      meeting.notices.push({ paragraphs, last: lastAppealDay, isDown: false, isEarly: false });
      return;
    }
    case 'NoticeCorrected':
      claimNotice(meeting, claimNoticeCorrection(meeting, event.data), event.data, today);
      return;
    case 'AppealRecorded': {
      const { parts, receivedOn } = event.data;
      for (const { paragraph, late } of parts) {
        const last = meeting.noticed.get(paragraph);
        const isInTime = last === undefined || receivedOn <= last;
        claim(late === !isInTime, 'rule 40: an appeal on the last day is in time, and none later');
        claim(meeting.adjusted.has(paragraph), 'rule 40: an appeal of what is not in the minutes');
      }
      claim(receivedOn <= today, 'rule 40: an appeal that has not come');
      const own = parts.flatMap((part) => partsOf(meeting, part));
      const inTime = new Set(parts.filter(({ late }) => !late).flatMap((part) => partsOf(meeting, part)));
      meeting.appeals.push({ parts: own, inTime, isOpen: true, annulled: [] });
      for (const part of inTime) meeting.inForce.delete(part);
      return;
    }
    case 'AppealSettled': {
      const { appeal: number, annulled, ruling } = event.data;
      const appeal = meeting.appeals[number - 1];
      claim(appeal?.isOpen === true, 'rule 35: an appeal is settled twice');
      if (appeal === undefined) return;
      appeal.isOpen = false;
      appeal.annulled = annulled.flatMap((part) => partsOf(meeting, part));
      claim((ruling === 'ANNULLED') === annulled.length > 0, 'rule 35: nothing is annulled');
      claim(
        appeal.annulled.every((part) => appeal.parts.includes(part)),
        'rule 120: a court annuls what nobody appealed',
      );
      for (const part of appeal.annulled) meeting.inForce.delete(part);
      return;
    }
    case 'NoticeTakenDown': {
      const notice = meeting.notices[event.data.notice - 1];
      claim((notice?.last ?? '9') <= event.data.date, 'rule 83: taken down too early');
      if (notice !== undefined) notice.isDown = true;
      return;
    }
    case 'NoticeTakenDownEarly': {
      const { notice: number, date, reason, legalForceLost } = event.data;
      const notice = meeting.notices[number - 1];
      claim(notice !== undefined && date < notice.last, 'rule 83: taken down early, and not early');
      claim(reason.trim() !== '', 'rule 83: taken down early without a reason');
      if (notice !== undefined) takeDownEarly(meeting, notice, legalForceLost);
      return;
    }
    case 'TakingDownCorrected':
      claimTakingDownCorrection(meeting, event.data, today);
      return;
    case 'LegalForceGained':
      for (const one of event.data.parts.flatMap((part) => partsOf(meeting, part))) {
        claimForce(meeting, one, event.data.on, today);
      }
      return;
  }
}

function claimNotice(
  meeting: ToldMeeting,
  paragraphs: readonly string[],
  { date, lastAppealDay, overdue }: Pick<MeetingDataOf<'NoticePosted'>, 'date' | 'lastAppealDay' | 'overdue'>,
  today: string,
): void {
  const days = paragraphs.map((one) => meeting.adjusted.get(one));
  for (const day of days) claim(day !== undefined && day <= date, 'rule 37: noticed before it was adjusted');
  claim(date <= today, 'rule 37: noticed on a day that has not come');
  claim(overdue === days.some((day) => day !== undefined && date > secondDayAfter(day)), 'rule 83: the second day');
  claim(lastAppealDay === lastDayAfter(date), `rule 38: ${lastAppealDay} is not the last day after ${date}`);
  for (const one of paragraphs) meeting.noticed.set(one, lastAppealDay);
}

function claimForce(meeting: ToldMeeting, part: ToldPart, on: string, today: string): void {
  const last = meeting.noticed.get(part.split('/')[0] ?? '');
  claim(last !== undefined, `rule 37: § ${part} gains legal force without a notice`);
  claim(last !== undefined && on > last, `rule 40: § ${part} gains legal force before the last day to appeal is over`);
  claim(on <= today, `rule 40: § ${part} has gained legal force in the future`);
  claim(!isWithheld(meeting, part), `rule 40: § ${part} gains legal force while an appeal is open`);
  claim(!isAnnulled(meeting, part), `rule 35: § ${part} gains legal force though a court has annulled it`);
  claim(!meeting.inForce.has(part), `rule 40: § ${part} gains legal force twice`);
  meeting.inForce.add(part);
}

function secondDayAfter(adjusted: string): string {
  return workingDayFrom(daysLater(adjusted, 2));
}

function lastDayAfter(posted: string): string {
  return workingDayFrom(daysLater(posted, 21));
}

function workingDayFrom(first: string): string {
  let day = first;
  while (!isWorkingDay(day)) day = daysLater(day, 1);
  return day;
}
