import { addDays } from '../kernel/days.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import type { Act } from '../kernel/permissions.js';
import { permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/reaction.js';
import { Refusal, refusals, requireText } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Adjustment, Appeal, MeetingEvent, PublicNotice } from './meeting-event.js';
import {
  actionOfCommand,
  meetingProcess,
  meetingStatuses,
  paragraphProcess,
  paragraphStatuses,
} from './meeting-process.js';
import type { MeetingAction, MeetingCommand, ParagraphStatus, ParagraphAction } from './meeting-process.js';
import { meetingRefusals } from './meeting-refusals.js';
import { type Meeting, meetingFold, type RecordedDecision } from './meeting.js';

type Finalised = Pick<Meeting, 'adjustments' | 'notices' | 'appeals' | 'legalForce'>;

/** Returns the sorted numbers of the paragraphs (§) with decisions on points or on taking up a matter (rule 26). */
export function paragraphsOf({ agenda, decisions }: Pick<Meeting, 'agenda' | 'decisions'>): string[] {
  const added = agenda.flatMap((item) => (item.state === 'ADDED' ? [item.paragraph] : []));
  const all = [...added, ...decisions.map(({ paragraph }) => paragraph)];
  return inOrder([...new Set(all)]);
}

/**
 * Returns the number of a paragraph in its one spelling, such as 90 or 90 a; null for a text that is no number. Leading
 * zeros, the sign §, a full stop, capitals and spaces make no difference.
 */
export function paragraphNumber(text: string): string | null {
  const [, number, letter = ''] = /^§?\s*0*([1-9][0-9]{0,5})\s*(\p{L}?)\s*\.?$/u.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  return letter === '' ? number : `${number} ${letter.toLowerCase()}`;
}

/**
 * Returns the paragraph in the spelling of the minutes. Minutes from before there was one spelling can have another.
 */
export function asInMinutes(meeting: Pick<Meeting, 'agenda' | 'decisions'>, given: string): string {
  const number = paragraphNumber(given) ?? given.trim();
  return paragraphsOf(meeting).find((paragraph) => (paragraphNumber(paragraph) ?? paragraph) === number) ?? number;
}

/** A meeting of the same board and year, whose minutes have taken some numbers of the year. */
export type OtherMeeting = Pick<Meeting, 'date' | 'agenda' | 'decisions'>;

/**
 * Returns a paragraph of the minutes of this meeting: one that they have already, or a new one of the year.
 *
 * @throws Refusal `TEXT_MISSING`, `PARAGRAPH_NOT_A_NUMBER` or, for another meeting's number, `PARAGRAPH_TAKEN`
 */
export function requireNumber(given: string, meeting: Meeting, others: readonly OtherMeeting[]): string {
  requireText('paragraph', given);
  const paragraph = asInMinutes(meeting, given);
  if (paragraphsOf(meeting).includes(paragraph)) return paragraph;
  if (paragraphNumber(given) === null) throw new Refusal(meetingRefusals.PARAGRAPH_NOT_A_NUMBER, { paragraph: given });
  const other = others.find((one) => paragraphsOf(one).includes(asInMinutes(one, given)));
  // Rule 80: the paragraphs of a board are numbered through the year, so that a number names one decision.
  if (other !== undefined) throw new Refusal(meetingRefusals.PARAGRAPH_TAKEN, { paragraph, date: other.date });
  return paragraph;
}

const { compare } = new Intl.Collator('sv', { numeric: true });

/** Sorts paragraph numbers by value. For example, 9 precedes 10, and 10 precedes 10 a. */
export function inOrder(paragraphs: readonly string[]): string[] {
  return paragraphs.toSorted(compare);
}

export function decisionsOf(
  { decisions }: Pick<Meeting, 'decisions'>,
  paragraphs: readonly string[],
): RecordedDecision[] {
  return decisions.filter(({ paragraph }) => paragraphs.includes(paragraph));
}

export function adjustmentOf({ adjustments }: Finalised, paragraph: string): Adjustment | undefined {
  return adjustments.find(({ paragraphs }) => paragraphs.includes(paragraph));
}

/** Returns the notice from which the period to appeal runs. A notice that was taken down early is none (rule 83). */
export function noticeOf({ notices }: Finalised, paragraph: string): PublicNotice | undefined {
  return notices.findLast(({ paragraphs, earlyReason }) => earlyReason === null && paragraphs.includes(paragraph));
}

export function appealsOf({ appeals }: Finalised, paragraph: string): Appeal[] {
  return appeals.filter((appeal) => appeal.paragraph === paragraph);
}

/** Returns the status of a paragraph. The status depends only on recorded events, never on today's date. */
export function paragraphStatus(meeting: Finalised, paragraph: string): ParagraphStatus {
  const appeals = appealsOf(meeting, paragraph);
  if (appeals.some(({ settled }) => settled?.ruling === 'ANNULLED')) return 'ANNULLED';
  if (noticeOf(meeting, paragraph) === undefined) {
    return adjustmentOf(meeting, paragraph) === undefined ? 'DECIDED' : 'ADJUSTED';
  }
  // Rule 40: an appeal in time withholds legal force until the secretary records the result of the appeal.
  if (hasOpenAppeal(meeting, paragraph)) return 'APPEALED';
  return meeting.legalForce.some(({ paragraphs }) => paragraphs.includes(paragraph)) ? 'IN_FORCE' : 'NOTICED';
}

/** Returns whether the paragraph has a timely appeal that is not settled. */
export function hasOpenAppeal(meeting: Finalised, paragraph: string): boolean {
  return appealsOf(meeting, paragraph).some(({ late, settled }) => !late && settled === null);
}

/** @throws Refusal `MEETING_STATUS` when the status of the meeting does not allow the action. */
export function requireMeetingAllows({ status }: Pick<Meeting, 'status'>, action: MeetingAction): void {
  if (meetingProcess[status][action] === undefined) {
    const needed = meetingStatuses.filter((candidate) => meetingProcess[candidate][action] !== undefined);
    throw new Refusal(meetingRefusals.MEETING_STATUS, { status, needed });
  }
}

/**
 * Returns the meeting when the actor may give the command about it now.
 *
 * @param action the action of the command, when it is not the usual one
 * @throws Refusal when the actor may not give the command, or the status of the meeting does not allow the action
 */
export function requireMayAct(
  command: MeetingCommand,
  meetingId: Id<'Meeting'>,
  meeting: Meeting | null,
  act: Act,
  action: MeetingAction = actionOfCommand[command],
): Meeting {
  permit(act.actor, command, boardOf(meetingId), meetingId);
  const found = existing(meeting, meetingId);
  requireMeetingAllows(found, action);
  return found;
}

/**
 * @throws Refusal `NOT_FOUND` when the minutes have no such paragraph, or `PARAGRAPH_STATUS` when the paragraph's
 * status does not allow the action.
 */
export function requireParagraphAllows(meeting: Meeting, paragraph: string, action: ParagraphAction): void {
  if (!paragraphsOf(meeting).includes(paragraph))
    throw new Refusal(refusals.NOT_FOUND, { id: `${meeting.id} § ${paragraph}` });
  const status = paragraphStatus(meeting, paragraph);
  if (paragraphProcess[status][action] === undefined) {
    const needed = paragraphStatuses.filter((candidate) => paragraphProcess[candidate][action] !== undefined);
    throw new Refusal(meetingRefusals.PARAGRAPH_STATUS, { paragraph, status, needed });
  }
}

/** Returns the day after the last day to appeal. A decision gains legal force that day if nobody appeals (rule 40). */
export function legalForceFrom(lastDay: IsoDate): IsoDate {
  return addDays(lastDay, 1);
}

export interface RecordLegalForceData {
  readonly meetingId: Id<'Meeting'>;
}

/** Records the paragraphs that have gained legal force by today, in one event for each day of legal force (rule 86). */
export function recordLegalForce({ meetingId }: RecordLegalForceData, state: Meeting | null, act: Act): MeetingEvent[] {
  permit(act.actor, 'recordLegalForce', boardOf(meetingId), meetingId);
  const due = awaitedIn(existing(state, meetingId)).filter(({ on }) => on <= act.today);
  const byDay = Map.groupBy(due, ({ on }) => on);
  return [...byDay.keys()].toSorted().map((on) => {
    const paragraphs = (byDay.get(on) ?? []).map(({ paragraph }) => paragraph);
    return { type: 'LegalForceGained', data: { meetingId, paragraphs, on } };
  });
}

/** Returns the first day on which {@link recordLegalForce} records an event, or null when no such day exists. */
export function nextDue(meeting: Meeting): IsoDate | null {
  return (
    awaitedIn(meeting)
      .map(({ on }) => on)
      .toSorted()
      .at(0) ?? null
  );
}

interface Awaited {
  readonly paragraph: string;
  readonly on: IsoDate;
}

/** Returns the paragraphs that will gain legal force if nobody appeals, each with its first day of legal force. */
function awaitedIn(meeting: Meeting): Awaited[] {
  return paragraphsOf(meeting)
    .filter((paragraph) => paragraphProcess[paragraphStatus(meeting, paragraph)]['gain legal force'] !== undefined)
    .flatMap((paragraph) => {
      const notice = noticeOf(meeting, paragraph);
      return notice === undefined ? [] : [{ paragraph, on: legalForceDay(meeting, paragraph, notice.lastAppealDay) }];
    });
}

/** Returns the day after the last day to appeal, or the day of the last ruling on a timely appeal if that is later. */
function legalForceDay(meeting: Meeting, paragraph: string, lastAppealDay: IsoDate): IsoDate {
  const rulings = appealsOf(meeting, paragraph).flatMap(({ late, settled }) =>
    late || settled === null ? [] : [settled.date],
  );
  return rulings.reduce((last, day) => (day > last ? day : last), legalForceFrom(lastAppealDay));
}

export const recordLegalForceCommand = systemCommand({
  name: 'recordLegalForce',
  fold: meetingFold,
  id: ({ meetingId }) => meetingId,
  rule: recordLegalForce,
});
