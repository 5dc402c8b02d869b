import type { Recorded } from '../kernel/fold.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { AfterMeeting, LegalForce, MeetingDataOf, MeetingEvent } from './meeting-event.js';

type FinalityEvent = Extract<
  Recorded<MeetingEvent>,
  {
    type:
      | 'MinutesAdjusted'
      | 'NoticePosted'
      | 'NoticeTakenDown'
      | 'NoticeTakenDownEarly'
      | 'AppealRecorded'
      | 'AppealSettled'
      | 'LegalForceGained'
      | 'ParagraphDispatched';
  }
>;

/** Returns what an event after the decisions changes. */
export function finalised(meeting: AfterMeeting, event: FinalityEvent): Partial<AfterMeeting> {
  switch (event.type) {
    case 'MinutesAdjusted': {
      const { number, paragraphs, adjusters, date, atOnce, overdue, checkpoint } = event.data;
      const adjustment = { number, paragraphs, adjusters, date, atOnce, overdue, checkpoint };
      return { adjustments: [...meeting.adjustments, adjustment] };
    }
    case 'NoticePosted': {
      const { number, paragraphs, date, lastAppealDay, overdue, keptAt } = event.data;
      const posted = { number, paragraphs, date, lastAppealDay, overdue, keptAt };
      const notice = { ...posted, takenDown: null, earlyReason: null };
      return { notices: [...meeting.notices, notice] };
    }
    case 'NoticeTakenDown': {
      const { notice: number, date } = event.data;
      const notices = meeting.notices.map((one) => (one.number === number ? { ...one, takenDown: date } : one));
      return { notices };
    }
    case 'NoticeTakenDownEarly':
      return takenDownEarly(meeting, event.data);
    case 'AppealRecorded': {
      const { number, paragraph, receivedOn, late } = event.data;
      const appeals = [...meeting.appeals, { number, paragraph, receivedOn, late, settled: null }];
      return late ? { appeals } : { appeals, legalForce: without(meeting.legalForce, [paragraph]) };
    }
    case 'AppealSettled': {
      const { appeal: number, ruling, date, caseNumber } = event.data;
      const settled = { ruling, date, caseNumber };
      const appeals = meeting.appeals.map((one) => (one.number === number ? { ...one, settled } : one));
      return { appeals };
    }
    case 'LegalForceGained': {
      const { paragraphs, on } = event.data;
      return { legalForce: [...meeting.legalForce, { paragraphs, on }] };
    }
    case 'ParagraphDispatched': {
      const { paragraph, recipients, date } = event.data;
      return { dispatches: [...meeting.dispatches, { paragraph, recipients, date }] };
    }
  }
}

/** Withholds legal force, and makes late appeals timely: the period to appeal begins with a new notice (rule 83). */
function takenDownEarly(
  { notices, appeals, legalForce }: AfterMeeting,
  { notice: number, date, reason, legalForceLost }: MeetingDataOf<'NoticeTakenDownEarly'>,
): Partial<AfterMeeting> {
  const paragraphs = notices.find((one) => one.number === number)?.paragraphs ?? [];
  return {
    notices: notices.map((one) => (one.number === number ? { ...one, takenDown: date, earlyReason: reason } : one)),
    appeals: appeals.map((one) => (paragraphs.includes(one.paragraph) ? { ...one, late: false } : one)),
    legalForce: without(legalForce, legalForceLost),
  };
}

/** Removes the legal force of paragraphs, which a timely appeal or the lack of a notice withholds (rules 40 and 83). */
function without(legalForce: readonly LegalForce[], lost: readonly string[]): LegalForce[] {
  return legalForce
    .map(({ paragraphs, on }) => ({ paragraphs: paragraphs.filter((one) => !lost.includes(one)), on }))
    .filter(({ paragraphs }) => paragraphs.length > 0);
}

/** Returns the records that are valid on a day. */
export function finalBy(meeting: AfterMeeting, day: IsoDate): AfterMeeting {
  const { adjustments, dispatches, notices, appeals, legalForce } = meeting;
  return {
    adjustments: adjustments.filter(({ date }) => date <= day),
    dispatches: dispatches.filter(({ date }) => date <= day),
    notices: notices
      .filter(({ date }) => date <= day)
      .map((notice) => (isLater(notice.takenDown, day) ? { ...notice, takenDown: null, earlyReason: null } : notice)),
    appeals: appeals
      .filter(({ receivedOn }) => receivedOn <= day)
      .map((appeal) => (isLater(appeal.settled?.date ?? null, day) ? { ...appeal, settled: null } : appeal)),
    legalForce: legalForce.filter(({ on }) => on <= day),
  };
}

function isLater(date: IsoDate | null, day: IsoDate): boolean {
  return date !== null && date > day;
}
