import type { Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { MeetingEvent, Ruling } from './meeting-event.js';

export interface Adjustment {
  readonly number: number;
  readonly paragraphs: readonly string[];
  readonly adjusters: readonly Id<'Person'>[];
  readonly date: IsoDate;
  readonly atOnce: boolean;
  readonly overdue: boolean;
  /** Of the log, as it stood when the minutes were adjusted; null: none was signed. */
  readonly checkpoint: StatedCheckpoint | null;
}

export interface PublicNotice {
  readonly number: number;
  readonly paragraphs: readonly string[];
  readonly date: IsoDate;
  readonly lastAppealDay: IsoDate;
  readonly overdue: boolean;
  readonly takenDown: IsoDate | null;
}

export interface Appeal {
  readonly number: number;
  readonly paragraph: string;
  readonly receivedOn: IsoDate;
  readonly late: boolean;
  readonly settled: {
    readonly ruling: Ruling;
    readonly date: IsoDate;
    readonly caseNumber: string;
  } | null;
}

/** What comes after a decision: its minutes, its notice, and how it becomes final. Each by §. */
export interface AfterMeeting {
  readonly adjustments: readonly Adjustment[];
  readonly notices: readonly PublicNotice[];
  readonly appeals: readonly Appeal[];
  readonly legalForce: readonly LegalForce[];
}

export interface LegalForce {
  readonly paragraphs: readonly string[];
  readonly on: IsoDate;
}

type FinalityEvent = Extract<
  Recorded<MeetingEvent>,
  {
    type:
      'MinutesAdjusted' | 'NoticePosted' | 'NoticeTakenDown' | 'AppealRecorded' | 'AppealSettled' | 'LegalForceGained';
  }
>;

export function finalised(meeting: AfterMeeting, event: FinalityEvent): Partial<AfterMeeting> {
  switch (event.type) {
    case 'MinutesAdjusted': {
      const { number, paragraphs, adjusters, date, atOnce, overdue, checkpoint } = event.data;
      const adjustment = { number, paragraphs, adjusters, date, atOnce, overdue, checkpoint };
      return { adjustments: [...meeting.adjustments, adjustment] };
    }
    case 'NoticePosted': {
      const { number, paragraphs, date, lastAppealDay, overdue } = event.data;
      const notice = { number, paragraphs, date, lastAppealDay, overdue, takenDown: null };
      return { notices: [...meeting.notices, notice] };
    }
    case 'NoticeTakenDown': {
      const { notice: number, date } = event.data;
      const notices = meeting.notices.map((one) => (one.number === number ? { ...one, takenDown: date } : one));
      return { notices };
    }
    case 'AppealRecorded': {
      const { number, paragraph, receivedOn, late } = event.data;
      const appeals = [...meeting.appeals, { number, paragraph, receivedOn, late, settled: null }];
      return late ? { appeals } : { appeals, legalForce: without(meeting.legalForce, paragraph) };
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
  }
}

/** Rule 40: an appeal that came in time but was recorded afterwards takes the legal force away again. */
function without(legalForce: readonly LegalForce[], paragraph: string): LegalForce[] {
  return legalForce
    .map(({ paragraphs, on }) => ({ paragraphs: paragraphs.filter((one) => one !== paragraph), on }))
    .filter(({ paragraphs }) => paragraphs.length > 0);
}
