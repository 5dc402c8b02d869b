import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { adjustmentDue, requireAdjusters, requireDay } from '../minutes.js';
import { requireMayAct } from '../paragraph.js';
import { requireSoundDispatch } from '../record/facts.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

export interface CorrectAdjustmentData {
  readonly meetingId: Id<'Meeting'>;
  /** The number of the adjustment in the meeting. */
  readonly adjustment: number;
  readonly adjusters: readonly Id<'Person'>[];
  readonly date: IsoDate;
  readonly reason: string;
}

/** Corrects the adjusters and the day of an adjustment before its paragraphs are announced (rule 159). */
export function correctAdjustment(command: CorrectAdjustmentData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, adjustment: number, adjusters, date, reason } = command;
  const { meeting, adjustment } = requireMayCorrectAdjustment(command, state, act);
  requireReason(reason);
  requireAdjusters(meeting, adjusters);
  requireDay(date, meeting.date, act.today);
  const isSame = date === adjustment.date && adjusters.join() === adjustment.adjusters.join();
  if (isSame) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  const overdue = date > adjustmentDue(meeting.date);
  const { paragraphs } = adjustment;
  const right = { paragraphs, adjusters, date, overdue };
  return [{ type: 'AdjustmentCorrected', data: { meetingId, adjustment: number, ...right, reason } }];
}

/** Returns the meeting and the adjustment. @throws Refusal when the actor may not correct the adjustment now */
export function requireMayCorrectAdjustment(
  { meetingId, adjustment: number }: Pick<CorrectAdjustmentData, 'meetingId' | 'adjustment'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('correctAdjustment', meetingId, state, act);
  const adjustment = meeting.adjustments.find((one) => one.number === number);
  if (adjustment === undefined)
    throw new Refusal(refusals.NOT_FOUND, { id: `${meetingId} ${number}`, part: 'ADJUSTMENT' });
  const { paragraphs } = adjustment;
  const announced = meeting.notices.flatMap((notice) => notice.paragraphs);
  const sent = meeting.dispatches.map(({ paragraph }) => paragraph);
  const relied = paragraphs.find((paragraph) => [...announced, ...sent].includes(paragraph));
  // Rule 159: the notice and the extract say who adjusted the paragraph, and when.
  if (relied !== undefined) throw new Refusal(meetingCorrectionRefusals.ADJUSTMENT_RELIED_ON, { paragraph: relied });
  return { meeting, adjustment };
}

export interface CorrectDispatchData {
  readonly meetingId: Id<'Meeting'>;
  /** The number of the dispatch in the meeting, from 1. */
  readonly dispatch: number;
  readonly recipients: readonly string[];
  readonly date: IsoDate;
  readonly reason: string;
}

/** Corrects to whom the extract of a paragraph was sent, and when (rule 160). */
export function correctDispatch(command: CorrectDispatchData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, dispatch: number, recipients, date, reason } = command;
  const { meeting, dispatch } = requireMayCorrectDispatch(command, state, act);
  requireReason(reason);
  const { paragraph } = dispatch;
  requireSoundDispatch({ paragraph, recipients, date }, meeting, act);
  if (date === dispatch.date && JSON.stringify(recipients) === JSON.stringify(dispatch.recipients))
    throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'DispatchCorrected', data: { meetingId, dispatch: number, paragraph, recipients, date, reason } }];
}

/** Returns the meeting and the dispatch. @throws Refusal when the actor may not correct the dispatch now */
export function requireMayCorrectDispatch(
  { meetingId, dispatch: number }: Pick<CorrectDispatchData, 'meetingId' | 'dispatch'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('correctDispatch', meetingId, state, act);
  const dispatch = meeting.dispatches[number - 1];
  if (dispatch === undefined) throw new Refusal(refusals.NOT_FOUND, { id: `${meetingId} ${number}`, part: 'DISPATCH' });
  return { meeting, dispatch };
}
