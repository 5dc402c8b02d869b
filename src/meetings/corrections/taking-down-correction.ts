import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { isBlank, Refusal } from '../../kernel/refusal.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { MeetingEvent, PublicNotice } from '../meeting-event.js';
import { meetingRefusals } from '../meeting-refusals.js';
import type { Meeting } from '../meeting.js';
import { forceRestingOn, noticeIn, requireDay } from '../minutes.js';
import { requireMayAct } from '../paragraph.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

export interface CorrectTakingDownData {
  readonly meetingId: Id<'Meeting'>;
  readonly notice: number;
  /** The day on which the notice came down; null when it is still up. */
  readonly date: IsoDate | null;
  /** Why it came down before the last day to appeal. Without a text, the reason stays as it was. */
  readonly earlyReason: string;
  readonly reason: string;
}

/** Corrects the day on which a notice came down. Legal force is judged anew by the right day (rule 168). */
export function correctTakingDown(command: CorrectTakingDownData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, notice: number, date, reason } = command;
  const { meeting, notice } = requireMayCorrectTakingDown(command, state, act);
  requireReason(reason);
  if (date !== null) requireDay(date, notice.date, act.today);
  const earlyReason = earlyReasonOf(command, notice);
  if (date === notice.takenDown && earlyReason === notice.earlyReason)
    throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  requireNoLaterNotice(meeting, notice, { date, earlyReason });
  if (earlyReason === null) requireNoLateAppeal(meeting, notice);
  // A notice that had come down early gave no legal force. The force that there is rests on a later notice.
  const wasEarly = notice.earlyReason !== null;
  const legalForceLost = earlyReason === null || wasEarly ? [] : forceRestingOn(notice, meeting);
  const right = { date, earlyReason, legalForceLost };
  return [{ type: 'TakingDownCorrected', data: { meetingId, notice: number, ...right, reason } }];
}

/** Returns the meeting and the notice. @throws Refusal when the actor may not correct the taking down now */
export function requireMayCorrectTakingDown(
  { meetingId, notice: number }: Pick<CorrectTakingDownData, 'meetingId' | 'notice'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('correctTakingDown', meetingId, state, act);
  const notice = noticeIn(meeting, number);
  if (notice.takenDown === null) throw new Refusal(meetingCorrectionRefusals.NOTICE_NOT_TAKEN_DOWN, { notice: number });
  return { meeting, notice };
}

/** Returns the reason why the notice came down early; null when it did not. @throws Refusal `APPEAL_PERIOD_RUNS` */
function earlyReasonOf(
  { date, earlyReason: given }: Pick<CorrectTakingDownData, 'date' | 'earlyReason'>,
  { lastAppealDay, earlyReason }: PublicNotice,
): string | null {
  if (date === null || date >= lastAppealDay) return null;
  const why = isBlank(given) ? earlyReason : given;
  // Rule 83: a notice that came down early is recorded with the reason.
  if (why === null) throw new Refusal(meetingRefusals.APPEAL_PERIOD_RUNS, { lastAppealDay });
  return why;
}

/** Rule 168: a new notice was posted because the first one had come down early, and not before it had. */
function requireNoLaterNotice(
  { notices }: Meeting,
  { number, paragraphs }: PublicNotice,
  { date, earlyReason }: { readonly date: IsoDate | null; readonly earlyReason: string | null },
): void {
  const later = notices.find((one) => one.number > number && one.paragraphs.some((each) => paragraphs.includes(each)));
  if (later === undefined) return;
  const stands = date !== null && earlyReason !== null && date <= later.date;
  if (!stands)
    throw new Refusal(meetingCorrectionRefusals.TAKING_DOWN_RELIED_ON, { notice: number, later: later.number });
}

/** Rule 168: while the notice counted as down early, an appeal after its last day was in time. */
function requireNoLateAppeal(
  { appeals }: Meeting,
  { number, paragraphs, lastAppealDay, earlyReason }: PublicNotice,
): void {
  if (earlyReason === null) return;
  const late = appeals
    .filter(({ receivedOn }) => receivedOn > lastAppealDay)
    .flatMap(({ number: appeal, parts }) => parts.map(({ paragraph }) => ({ appeal, paragraph })))
    .find(({ paragraph }) => paragraphs.includes(paragraph));
  if (late !== undefined)
    throw new Refusal(meetingCorrectionRefusals.TAKING_DOWN_APPEALED, { notice: number, ...late });
}
