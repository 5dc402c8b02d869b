import type { Id } from '../kernel/identity.js';
import type { Act } from '../kernel/permissions.js';
import { isBlank, Refusal, refusals, requireText } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { covers } from './after-meeting.js';
import type { Appeal, MeetingEvent, Ruling } from './meeting-event.js';
import type { ParagraphAction } from './meeting-process.js';
import type { AppealedPart, ParagraphPart } from './meeting-record.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { Meeting } from './meeting.js';
import { requireDay } from './minutes.js';
import { asInMinutes, noticeOf, requireMayAct, requirePartAllows } from './paragraph.js';

export interface RecordAppealData {
  readonly meetingId: Id<'Meeting'>;
  /** The decision points, or whole paragraphs, that the appellant appeals. */
  readonly parts: readonly ParagraphPart[];
  readonly appellant: Id<'Person'> | null;
  /** The registry number at the court. It may be empty. */
  readonly courtDnr: string;
  readonly receivedOn: IsoDate;
}

/**
 * Records an appeal against points or paragraphs of the minutes. A part whose last day to appeal has passed is late,
 * and its legal force is not withheld. An appeal before the notice counts as in time (rule 85), although no source
 * confirms this.
 */
export function recordAppeal(command: RecordAppealData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, appellant, courtDnr, receivedOn } = command;
  const { meeting, parts } = requireMayRecordAppeal(command, state, act);
  requireDay(receivedOn, meeting.date, act.today);
  const number = meeting.appeals.length + 1;
  return [{ type: 'AppealRecorded', data: { meetingId, number, parts, appellant, courtDnr, receivedOn } }];
}

/** Returns the parts, each with whether it is late. @throws Refusal when the actor may not record their appeal now */
export function requireMayRecordAppeal(
  { meetingId, parts: given, receivedOn }: Pick<RecordAppealData, 'meetingId' | 'parts' | 'receivedOn'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('recordAppeal', meetingId, state, act);
  const parts = requireParts(meeting, given).map((part): AppealedPart => ({
    ...part,
    late: isLate(meeting, part.paragraph, receivedOn),
  }));
  for (const part of parts) requirePartAllows(meeting, part, part.late ? 'appeal late' : 'appeal');
  return { meeting, parts };
}

/** Returns whether an appeal of a paragraph is late that came in on a day. */
export function isLate(meeting: Meeting, paragraph: string, receivedOn: IsoDate): boolean {
  const notice = noticeOf(meeting, paragraph);
  // Rule 40: an appeal on the last day is in time.
  return notice !== undefined && receivedOn > notice.lastAppealDay;
}

/** Returns the parts in the spelling of the minutes, each once. @throws Refusal `PARAGRAPHS_MISSING` without a part */
function requireParts(meeting: Meeting, given: readonly ParagraphPart[]): ParagraphPart[] {
  if (given.length === 0) throw new Refusal(meetingRefusals.PARAGRAPHS_MISSING, {});
  const parts = given.map(({ paragraph, point }) => ({ paragraph: asInMinutes(meeting, paragraph), point }));
  return parts.filter(
    (part, index) =>
      parts.findIndex(({ paragraph, point }) => paragraph === part.paragraph && point === part.point) === index,
  );
}

export interface SettleAppealData {
  readonly meetingId: Id<'Meeting'>;
  /** The number of the appeal within the meeting. */
  readonly appeal: number;
  readonly ruling: Ruling;
  /** The parts that the court annulled. Empty for all parts of the appeal, or when the court annulled none. */
  readonly annulled: readonly ParagraphPart[];
  /** The day on which the ruling takes effect. */
  readonly date: IsoDate;
  readonly caseNumber: string;
}

/** Records that the court dismissed an appeal or annulled parts of it, or that the appellant withdrew the appeal. */
export function settleAppeal(command: SettleAppealData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, appeal: number, ruling, date } = command;
  const { appeal, annulled } = requireMaySettleAppeal(command, state, act);
  const parts = appeal.parts.map(({ paragraph, point }) => ({ paragraph, point }));
  requireDay(date, appeal.receivedOn, act.today);
  const caseNumber = isBlank(command.caseNumber) ? appeal.courtDnr : command.caseNumber;
  if (ruling !== 'WITHDRAWN') requireText('caseNumber', caseNumber);
  return [{ type: 'AppealSettled', data: { meetingId, appeal: number, parts, annulled, ruling, date, caseNumber } }];
}

type AboutRuling = Pick<SettleAppealData, 'meetingId' | 'appeal' | 'ruling' | 'annulled'>;

/** Returns the appeal and its annulled parts. @throws Refusal when the actor may not settle it by this ruling now */
export function requireMaySettleAppeal(command: AboutRuling, state: Meeting | null, act: Act) {
  const { meetingId, appeal: number, ruling } = command;
  const meeting = requireMayAct('settleAppeal', meetingId, state, act);
  const appeal = appealIn(meeting, number);
  const { settled } = appeal;
  if (settled !== null) throw new Refusal(meetingRefusals.APPEAL_SETTLED, { appeal: number, ruling: settled.ruling });
  const annulled = annulledIn(command, meeting, appeal);
  for (const part of annulled) requirePartAllows(meeting, part, 'annul');
  if (ruling !== 'ANNULLED') {
    for (const { late, ...part } of appeal.parts) requirePartAllows(meeting, part, dismissal(late));
  }
  return { appeal, annulled };
}

function dismissal(late: boolean): ParagraphAction {
  return late ? 'dismiss late' : 'dismiss';
}

/** Rule 120: a court annuls only parts that are appealed, and the rest of the minutes stands. */
function annulledIn({ ruling, annulled }: AboutRuling, meeting: Meeting, { number, parts }: Appeal): ParagraphPart[] {
  const given = annulled.map(({ paragraph, point }) => ({ paragraph: asInMinutes(meeting, paragraph), point }));
  const other = given.find((part) => ruling !== 'ANNULLED' || !parts.some((one) => covers(one, part)));
  if (other !== undefined) {
    throw new Refusal(meetingRefusals.NOT_APPEALED, { appeal: number, paragraph: other.paragraph, point: other.point });
  }
  if (ruling !== 'ANNULLED') return [];
  return given.length > 0 ? given : parts.map(({ paragraph, point }) => ({ paragraph, point }));
}

/** @throws Refusal `NOT_FOUND` */
export function appealIn({ id, appeals }: Meeting, number: number): Appeal {
  const appeal = appeals.find((candidate) => candidate.number === number);
  if (appeal === undefined) throw new Refusal(refusals.NOT_FOUND, { id: `${id} ${number}`, part: 'APPEAL' });
  return appeal;
}
