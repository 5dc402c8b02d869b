import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { MeetingEvent } from '../meeting-event.js';
import { meetingRefusals } from '../meeting-refusals.js';
import type { Meeting } from '../meeting.js';
import { type Calendar, daysOfNotice, noticeIn } from '../minutes.js';
import { requireMayAct } from '../paragraph.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

export interface CorrectNoticeData {
  readonly meetingId: Id<'Meeting'>;
  readonly notice: number;
  /** The day on which the notice was posted. */
  readonly date: IsoDate;
  /** The place where the minutes are kept. Without a value, it stays as it was. */
  readonly keptAt?: string | null;
  readonly reason: string;
}

/**
 * Corrects the day of a notice and the place where it says that the minutes are kept (rule 149). The last day to appeal
 * follows from the day.
 */
export function correctNotice(
  command: CorrectNoticeData,
  state: Meeting | null,
  isHoliday: Calendar,
  act: Act,
): MeetingEvent[] {
  const { meetingId, notice: number, date, reason } = command;
  const { meeting, notice } = requireMayCorrectNotice(command, state, act);
  requireReason(reason);
  const earlier = meeting.notices.filter((one) => one.number < number);
  const { paragraphs } = notice;
  const keptAt = command.keptAt ?? notice.keptAt;
  const days = daysOfNotice({ date, paragraphs }, { ...meeting, notices: earlier }, isHoliday, act.today);
  if (date === notice.date && keptAt === notice.keptAt) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'NoticeCorrected', data: { meetingId, notice: number, ...days, keptAt, reason } }];
}

/** Returns the meeting and the notice. @throws Refusal when the actor may not correct the notice now */
export function requireMayCorrectNotice(
  { meetingId, notice: number }: Pick<CorrectNoticeData, 'meetingId' | 'notice'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('correctNotice', meetingId, state, act);
  const notice = noticeIn(meeting, number);
  const { takenDown, paragraphs } = notice;
  if (takenDown !== null) throw new Refusal(meetingRefusals.NOTICE_TAKEN_DOWN, { notice: number, date: takenDown });
  const parts = [...meeting.appeals, ...meeting.legalForce].flatMap((one) => [...one.parts]);
  // Rule 149: whether an appeal is late, and when a decision gains legal force, was judged by the days of the notice.
  if (parts.some(({ paragraph }) => paragraphs.includes(paragraph)))
    throw new Refusal(meetingCorrectionRefusals.NOTICE_RELIED_ON, { notice: number });
  return { meeting, notice };
}
