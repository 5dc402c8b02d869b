import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { isBlank, Refusal, refusals, requireText } from '../../kernel/refusal.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { MeetingEvent } from '../meeting-event.js';
import { type Adjournment, type Dispatch, requireTimes } from '../meeting-record.js';
import { meetingRefusals } from '../meeting-refusals.js';
import type { Meeting } from '../meeting.js';
import { requireDay } from '../minutes.js';
import { adjustmentOf, asInMinutes, requireMayAct, requireParagraphAllows } from '../paragraph.js';
import { requireAdjustmentDay } from '../proceedings.js';

export interface AdjournMeetingData extends Adjournment {
  readonly meetingId: Id<'Meeting'>;
}

/** Records a break of the meeting, from its adjournment until it goes on (rule 116). */
export function adjournMeeting(command: AdjournMeetingData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, from, until } = command;
  const open = requireMayAct('adjournMeeting', meetingId, meeting, act);
  requireTimes({ ...open, adjournments: [...open.adjournments, { from, until }] }, open.date, act.today);
  return [{ type: 'MeetingAdjourned', data: { meetingId, from, until } }];
}

export interface ElectAdjustersData {
  readonly meetingId: Id<'Meeting'>;
  readonly adjusters: readonly Id<'Person'>[];
  /** The day on which they will adjust the minutes, or null when the board set none. */
  readonly adjustOn: IsoDate | null;
  readonly adjustAt: string;
  /** Why others are elected than before. The first election needs no reason. */
  readonly reason: string;
}

/** Records whom the board elected to adjust the minutes. Every earlier election remains in the record (rule 117). */
export function electAdjusters(command: ElectAdjustersData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, adjusters, adjustOn: date, adjustAt: place, reason } = command;
  const held = requireMayAct('electAdjusters', meetingId, meeting, act);
  if (adjusters.length === 0) throw new Refusal(meetingRefusals.ADJUSTERS_MISSING, {});
  const absent = adjusters.find((personId) => !held.present.includes(personId));
  // Rule 36: a person who was absent cannot confirm what the board decided.
  if (absent !== undefined) throw new Refusal(meetingRefusals.ADJUSTER_ABSENT, { personId: absent });
  requireAdjustmentDay(date, held.date);
  // Rule 117: a second election replaces the first, so the record must tell why.
  if (held.elections.length > 0 && isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  return [{ type: 'AdjustersElected', data: { meetingId, adjusters, date, place, reason } }];
}

export interface DispatchParagraphData {
  readonly meetingId: Id<'Meeting'>;
  readonly paragraph: string;
  readonly recipients: readonly string[];
  readonly date: IsoDate;
}

/** Records that the extract of a paragraph was sent to its recipients (expediering). */
export function dispatchParagraph(command: DispatchParagraphData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, recipients, date } = command;
  const { held, paragraph } = requireMayDispatchParagraph(command, meeting, act);
  requireSoundDispatch({ paragraph, recipients, date }, held, act);
  return [{ type: 'ParagraphDispatched', data: { meetingId, paragraph, recipients, date } }];
}

/** @throws Refusal without a recipient, or for a day before the adjustment or after today (rule 119) */
export function requireSoundDispatch({ paragraph, recipients, date }: Dispatch, held: Meeting, { today }: Act): void {
  if (recipients.length === 0) throw new Refusal(meetingRefusals.RECIPIENTS_MISSING, {});
  for (const recipient of recipients) requireText('recipients', recipient);
  requireDay(date, adjustmentOf(held, paragraph)?.date ?? held.date, today);
}

/** Returns the meeting and the paragraph as the minutes have it. @throws Refusal when the actor may not dispatch it now */
export function requireMayDispatchParagraph(
  { meetingId, paragraph: given }: Pick<DispatchParagraphData, 'meetingId' | 'paragraph'>,
  meeting: Meeting | null,
  act: Act,
) {
  const held = requireMayAct('dispatchParagraph', meetingId, meeting, act);
  const paragraph = asInMinutes(held, given);
  // Rule 119: an extract tells what the minutes say, so the paragraph must be adjusted.
  requireParagraphAllows(held, paragraph, 'dispatch');
  return { held, paragraph };
}
