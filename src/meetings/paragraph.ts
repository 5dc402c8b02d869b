import { addDays } from '../kernel/days.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/reaction.js';
import { Refusal, refusals, requireText } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { covers, partsOf } from './after-meeting.js';
import type { Adjustment, Appeal, MeetingEvent, PublicNotice } from './meeting-event.js';
import type { ParagraphPart } from './meeting-record.js';
import {
  actionOfCommand,
  meetingProcess,
  meetingStatuses,
  paragraphProcess,
  paragraphStatuses,
} from './meeting-process.js';
import type { MeetingAction, MeetingCommand, ParagraphStatus, ParagraphAction } from './meeting-process.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { RecordedDecision } from './correction.js';
import { type Meeting, meetingFold } from './meeting.js';

type Finalised = Pick<Meeting, 'adjustments' | 'notices' | 'appeals' | 'legalForce' | 'decisions'>;

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

/** Returns whether a paragraph (§) was withdrawn, so that nothing else has its number (rule 171). */
function isWithdrawn({ agenda }: Pick<Meeting, 'agenda'>, given: string): boolean {
  const number = paragraphNumber(given);
  return agenda.some((item) => item.state === 'WITHDRAWN' && paragraphNumber(item.paragraph) === number);
}

/** A meeting of the same board and year, whose minutes have taken some numbers of the year. */
export type OtherMeeting = Pick<Meeting, 'date' | 'agenda' | 'decisions'>;

/**
 * Returns a paragraph of the minutes of this meeting: one that they have already, or a new one of the year.
 *
 * @throws Refusal `TEXT_MISSING`, `PARAGRAPH_NOT_A_NUMBER`, for another meeting's number `PARAGRAPH_TAKEN`, or
 * `PARAGRAPH_WITHDRAWN`
 */
export function requireNumber(given: string, meeting: Meeting, others: readonly OtherMeeting[]): string {
  requireText('paragraph', given);
  const paragraph = asInMinutes(meeting, given);
  if (paragraphsOf(meeting).includes(paragraph)) return paragraph;
  if (paragraphNumber(given) === null) throw new Refusal(meetingRefusals.PARAGRAPH_NOT_A_NUMBER, { paragraph: given });
  const other = others.find((one) => paragraphsOf(one).includes(asInMinutes(one, given)));
  // Rule 80: the paragraphs of a board are numbered through the year, so that a number names one decision.
  if (other !== undefined) throw new Refusal(meetingRefusals.PARAGRAPH_TAKEN, { paragraph, date: other.date });
  const without = [meeting, ...others].find((one) => isWithdrawn(one, given));
  // Rule 171: a reader of the minutes finds the number withdrawn, and not another matter.
  if (without !== undefined) throw new Refusal(meetingRefusals.PARAGRAPH_WITHDRAWN, { paragraph, date: without.date });
  return paragraph;
}

const { compare } = new Intl.Collator('sv', { numeric: true });

/** Sorts paragraph numbers by value. For example, 9 precedes 10, and 10 precedes 10 a. */
export function inOrder(paragraphs: readonly string[]): string[] {
  return paragraphs.toSorted(compare);
}

export function decisionsOf(
  { decisions }: Pick<Meeting, 'decisions'>,
  parts: readonly ParagraphPart[],
): RecordedDecision[] {
  return decisions.filter(({ paragraph, number: point }) => parts.some((part) => covers(part, { paragraph, point })));
}

export function adjustmentOf({ adjustments }: Pick<Meeting, 'adjustments'>, paragraph: string): Adjustment | undefined {
  return adjustments.find(({ paragraphs }) => paragraphs.includes(paragraph));
}

/** Returns the notice from which the period to appeal runs. A notice that was taken down early is none (rule 83). */
export function noticeOf({ notices }: Pick<Meeting, 'notices'>, paragraph: string): PublicNotice | undefined {
  return notices.findLast(({ paragraphs, earlyReason }) => earlyReason === null && paragraphs.includes(paragraph));
}

export function appealsOf({ appeals }: Pick<Meeting, 'appeals'>, paragraph: string): Appeal[] {
  return appeals.filter(({ parts }) => parts.some((part) => part.paragraph === paragraph));
}

/**
 * Returns the status of a paragraph. The status depends only on recorded events, never on today's date. When its points
 * have different statuses, it has the status that has the longest way to legal force, and ANNULLED only as a whole.
 */
export function paragraphStatus(meeting: Finalised, paragraph: string): ParagraphStatus {
  const statuses = partsOf(meeting.decisions, { paragraph, point: null }).map((part) => partStatus(meeting, part));
  const order = ['DECIDED', 'ADJUSTED', 'APPEALED', 'NOTICED', 'IN_FORCE'] as const;
  return order.find((status) => statuses.includes(status)) ?? 'ANNULLED';
}

/** Returns the status of one decision point of a paragraph, or of a paragraph without points. */
export function partStatus(meeting: Finalised, part: ParagraphPart): ParagraphStatus {
  const { paragraph } = part;
  // Rule 120: a court annuls the parts that it names, and nothing else.
  if (meeting.appeals.some(({ settled }) => settled?.annulled.some((one) => covers(one, part)) === true))
    return 'ANNULLED';
  if (noticeOf(meeting, paragraph) === undefined) {
    return adjustmentOf(meeting, paragraph) === undefined ? 'DECIDED' : 'ADJUSTED';
  }
  // Rule 40: an appeal in time withholds legal force until the secretary records the result of the appeal.
  if (hasOpenAppeal(meeting, part)) return 'APPEALED';
  return meeting.legalForce.some(({ parts }) => parts.some((one) => covers(one, part))) ? 'IN_FORCE' : 'NOTICED';
}

/** Returns whether the part has a timely appeal that is not settled. */
export function hasOpenAppeal({ appeals }: Pick<Meeting, 'appeals'>, part: ParagraphPart): boolean {
  return appeals.some(({ parts, settled }) => settled === null && parts.some((one) => !one.late && covers(one, part)));
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
    throw new Refusal(refusals.NOT_FOUND, { id: `${meeting.id} § ${paragraph}`, part: 'PARAGRAPH' });
  const status = paragraphStatus(meeting, paragraph);
  if (paragraphProcess[status][action] === undefined) {
    const needed = paragraphStatuses.filter((candidate) => paragraphProcess[candidate][action] !== undefined);
    throw new Refusal(meetingRefusals.PARAGRAPH_STATUS, { paragraph, status, needed });
  }
}

/**
 * @throws Refusal `NOT_FOUND` when the minutes have no such paragraph or point, or `PARAGRAPH_STATUS` when no point of
 * the part has a status that allows the action.
 */
export function requirePartAllows(meeting: Meeting, part: ParagraphPart, action: ParagraphAction): void {
  const { paragraph, point } = part;
  const points = partsOf(meeting.decisions, part);
  const isThere =
    point === null || meeting.decisions.some((one) => one.paragraph === paragraph && one.number === point);
  if (!paragraphsOf(meeting).includes(paragraph) || !isThere) {
    const named = point === null ? paragraph : `${paragraph}, ${point}`;
    throw new Refusal(refusals.NOT_FOUND, { id: `${meeting.id} § ${named}`, part: 'PARAGRAPH' });
  }
  const statuses = points.map((one) => partStatus(meeting, one));
  if (statuses.some((status) => paragraphProcess[status][action] !== undefined)) return;
  const needed = paragraphStatuses.filter((candidate) => paragraphProcess[candidate][action] !== undefined);
  throw new Refusal(meetingRefusals.PARAGRAPH_STATUS, { paragraph, status: statuses[0] ?? 'ANNULLED', needed });
}

/** Returns the day after the last day to appeal. A decision gains legal force that day if nobody appeals (rule 40). */
export function legalForceFrom(lastDay: IsoDate): IsoDate {
  return addDays(lastDay, 1);
}

export interface RecordLegalForceData {
  readonly meetingId: Id<'Meeting'>;
}

/** Records the parts that have gained legal force by today, in one event for each day of legal force (rule 86). */
export function recordLegalForce({ meetingId }: RecordLegalForceData, state: Meeting | null, act: Act): MeetingEvent[] {
  permit(act.actor, 'recordLegalForce', boardOf(meetingId), meetingId);
  const meeting = existing(state, meetingId);
  const due = awaitedIn(meeting).filter(({ on }) => on <= act.today);
  const byDay = Map.groupBy(due, ({ on }) => on);
  return [...byDay.keys()].toSorted().map((on) => {
    const parts = inWholes(
      meeting,
      (byDay.get(on) ?? []).map(({ part }) => part),
    );
    return { type: 'LegalForceGained', data: { meetingId, parts, on } };
  });
}

/** Replaces all points of a paragraph by the whole paragraph. */
function inWholes({ decisions }: Meeting, parts: readonly ParagraphPart[]): ParagraphPart[] {
  return [...Map.groupBy(parts, ({ paragraph }) => paragraph)].flatMap(([paragraph, points]) => {
    const whole = { paragraph, point: null };
    return points.length === partsOf(decisions, whole).length ? [whole] : points;
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
  readonly part: ParagraphPart;
  readonly on: IsoDate;
}

/** Returns the parts that will gain legal force if nobody appeals, each with its first day of legal force. */
function awaitedIn(meeting: Meeting): Awaited[] {
  return paragraphsOf(meeting)
    .flatMap((paragraph) => partsOf(meeting.decisions, { paragraph, point: null }))
    .filter((part) => paragraphProcess[partStatus(meeting, part)]['gain legal force'] !== undefined)
    .flatMap((part) => {
      const notice = noticeOf(meeting, part.paragraph);
      return notice === undefined ? [] : [{ part, on: legalForceDay(meeting, part, notice.lastAppealDay) }];
    });
}

/** Returns the day after the last day to appeal, or the day of the last ruling on a timely appeal if that is later. */
function legalForceDay({ appeals }: Meeting, part: ParagraphPart, lastAppealDay: IsoDate): IsoDate {
  const rulings = appeals.flatMap(({ parts, settled }) =>
    settled !== null && parts.some((one) => !one.late && covers(one, part)) ? [settled.date] : [],
  );
  return rulings.reduce((last, day) => (day > last ? day : last), legalForceFrom(lastAppealDay));
}

export const recordLegalForceCommand = systemCommand({
  name: 'recordLegalForce',
  fold: meetingFold,
  id: ({ meetingId }) => meetingId,
  rule: recordLegalForce,
});
