import type { Act } from '../kernel/act.js';
import { existing } from '../kernel/existing.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { permit } from '../kernel/permissions.js';
import { meetingRefusals } from './meeting-refusals.js';
import { refusals } from '../kernel/general-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import { requireText } from '../kernel/text.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Appeal } from './after-meeting.js';
import type { Meeting } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import type { ParagraphVerdict } from './meeting-process.js';
import { requireDay } from './minutes.js';
import { noticeOf } from './paragraph.js';
import type { Ruling } from './ruling.js';
import { requireMeetingVerdict, requireParagraphVerdict } from './required-status.js';

export interface RecordAppealData {
  readonly meetingId: Id<'Meeting'>;
  readonly paragraph: string;
  readonly receivedOn: IsoDate;
}

/**
 * Records that somebody has appealed a §. What comes after the last day is recorded too, and withholds nothing; what
 * comes before the notice is in time (K; rule 85).
 */
export function recordAppeal(command: RecordAppealData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, paragraph, receivedOn } = command;
  permit(act.actor, 'recordAppeal', boardOf(meetingId), meetingId);
  const meeting = existing(state, meetingId);
  requireMeetingVerdict(meeting, 'appeal');
  const notice = noticeOf(meeting, paragraph);
  // Rule 40: an appeal on the last day is in time.
  const late = notice !== undefined && receivedOn > notice.lastAppealDay;
  requireParagraphVerdict(meeting, paragraph, late ? 'appeal late' : 'appeal');
  requireDay(receivedOn, meeting.date, act.today);
  const number = meeting.appeals.length + 1;
  return [{ type: 'AppealRecorded', data: { meetingId, number, paragraph, receivedOn, late } }];
}

export interface SettleAppealData {
  readonly meetingId: Id<'Meeting'>;
  /** Its number. */
  readonly appeal: number;
  readonly ruling: Ruling;
  /** The day from which the ruling holds. */
  readonly date: IsoDate;
  readonly caseNumber: string;
}

/** Records what became of an appeal: dismissed, upheld by the court, or taken back by who made it. */
export function settleAppeal(command: SettleAppealData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, appeal: number, ruling, date, caseNumber } = command;
  permit(act.actor, 'settleAppeal', boardOf(meetingId), meetingId);
  const meeting = existing(state, meetingId);
  requireMeetingVerdict(meeting, 'settle appeal');
  const appeal = appealIn(meeting, number);
  const { paragraph, receivedOn, settled } = appeal;
  if (settled !== null) throw new Refusal(meetingRefusals.APPEAL_SETTLED, { appeal: number, ruling: settled.ruling });
  requireParagraphVerdict(meeting, paragraph, verdictOf(ruling, appeal));
  requireDay(date, receivedOn, act.today);
  if (ruling !== 'WITHDRAWN') requireText('caseNumber', caseNumber);
  return [{ type: 'AppealSettled', data: { meetingId, appeal: number, paragraph, ruling, date, caseNumber } }];
}

function verdictOf(ruling: Ruling, { late }: Appeal): ParagraphVerdict {
  if (ruling === 'ANNULLED') return 'annul';
  return late ? 'dismiss late' : 'dismiss';
}

function appealIn({ id, appeals }: Meeting, number: number): Appeal {
  const appeal = appeals.find((candidate) => candidate.number === number);
  if (appeal === undefined) throw new Refusal(refusals.NOT_FOUND, { id: `${id} ${number}` });
  return appeal;
}
