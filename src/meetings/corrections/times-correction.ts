import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import type { MeetingEvent } from '../meeting-event.js';
import { type MeetingRecord, requireTimes } from '../meeting-record.js';
import type { Meeting } from '../meeting.js';
import { requireMayAct } from '../paragraph.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

type Times = Omit<MeetingRecord, 'elections'>;

/** The times are all that the minutes should have, not only what differs. */
export interface CorrectTimesData extends Times {
  readonly meetingId: Id<'Meeting'>;
  readonly reason: string;
}

/** Corrects the times of the opening, the adjournments and the closing, before a § is adjusted (rule 156). */
export function correctTimes(command: CorrectTimesData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, openedAt, closedAt, reason } = command;
  const meeting = requireMayCorrectTimes(meetingId, state, act);
  requireReason(reason);
  // Rule 156: only the closing itself tells that a meeting is over.
  if (closedAt !== null && meeting.status === 'OPEN')
    throw new Refusal(meetingCorrectionRefusals.MEETING_NOT_CLOSED, {});
  const adjournments = command.adjournments.map(({ from, until }) => ({ from, until }));
  const times = { openedAt, adjournments, closedAt };
  requireTimes(times, meeting.date, act.today);
  if (asText(times) === asText(meeting)) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'TimesCorrected', data: { meetingId, ...times, reason } }];
}

/** Returns the meeting. @throws Refusal when the actor may not correct its times now */
export function requireMayCorrectTimes(meetingId: Id<'Meeting'>, state: Meeting | null, act: Act): Meeting {
  const meeting = requireMayAct('correctTimes', meetingId, state, act);
  const [adjustment] = meeting.adjustments;
  // Rule 156: the times are in the minutes that the adjusters have confirmed, whichever paragraph they began with.
  if (adjustment !== undefined) throw new Refusal(meetingCorrectionRefusals.TIMES_ADJUSTED, { date: adjustment.date });
  return meeting;
}

function asText({ openedAt, adjournments, closedAt }: Times): string {
  return JSON.stringify([openedAt, adjournments.map(({ from, until }) => [from, until]), closedAt]);
}
