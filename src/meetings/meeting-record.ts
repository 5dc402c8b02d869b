import { type EventOf, fieldsOf, type Json } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { isDate, type IsoDate } from '../kernel/tertial.js';
import { meetingRefusals } from './meeting-refusals.js';

// These facts about a meeting stand in the minutes beside the decisions (rules 115–119).

/** A day and a time of day in Europe/Stockholm, for example `2026-05-11T13:05`. */
export type LocalTime = string;

/** An official or a guest who is present and does not belong to the board. The register has the person's name. */
export interface OtherPresent {
  readonly personId: Id<'Person'>;
  /** The title or the task of the person on that day, for example *ekonomichef*. */
  readonly title: string;
}

/** The party of a member or a substitute on the day of the meeting. */
export interface PartyOf {
  readonly personId: Id<'Person'>;
  /** The party as the minutes write it, for example *S*. */
  readonly party: string;
}

/** A break of the meeting (ajournering). */
export interface Adjournment {
  readonly from: LocalTime;
  readonly until: LocalTime;
}

/** An election of the persons who will adjust the minutes. */
export interface AdjusterElection {
  readonly adjusters: readonly Id<'Person'>[];
  /** The day on which they will adjust the minutes, or null when the board set no day. */
  readonly date: IsoDate | null;
  /** The place of the adjustment, or an empty text when the board set none. */
  readonly place: string;
  /** Why others are elected than before. Empty for the first election. */
  readonly reason: string;
}

/** The sending of a paragraph's extract from the minutes (expediering). */
export interface Dispatch {
  readonly paragraph: string;
  readonly recipients: readonly string[];
  readonly date: IsoDate;
}

/** A part of the minutes that an appeal or a ruling is about: one decision point of a paragraph, or the whole one. */
export interface ParagraphPart {
  readonly paragraph: string;
  /** The number of the decision point, or null for the whole paragraph. */
  readonly point: number | null;
}

/** The parts of the minutes that gained legal force on a day. */
export interface LegalForce {
  readonly parts: readonly ParagraphPart[];
  readonly on: IsoDate;
}

/** A part of the minutes that an appeal is about. */
export interface AppealedPart extends ParagraphPart {
  /** True when the appeal came after the last day to appeal this part, so that it does not withhold legal force. */
  readonly late: boolean;
}

/** The recorded times and elections of a meeting. */
export interface MeetingRecord {
  /** The time of the opening, or null when the secretary recorded none. */
  readonly openedAt: LocalTime | null;
  readonly adjournments: readonly Adjournment[];
  /** The time of the closing, or null when the secretary recorded none. */
  readonly closedAt: LocalTime | null;
  /** The elections of adjusters, oldest first. The last election applies. */
  readonly elections: readonly AdjusterElection[];
}

type About = { meetingId: Id<'Meeting'> };

export type RecordEvent =
  | EventOf<'MeetingAdjourned', About & Adjournment>
  | EventOf<'AdjustersElected', About & AdjusterElection>
  | EventOf<'ParagraphDispatched', About & Dispatch>;

/** The record of a meeting about which nothing is recorded. */
export const nothingRecorded: MeetingRecord = { openedAt: null, adjournments: [], closedAt: null, elections: [] };

/**
 * @throws Refusal `TIME_MALFORMED` for a text that is no time, `TOO_EARLY` for a day before the meeting, `IN_FUTURE`
 * for a day after today, or `TIMES_OUT_OF_ORDER` for a time that is earlier than the time before it.
 */
export function requireTimes(
  { openedAt, adjournments, closedAt }: Omit<MeetingRecord, 'elections'>,
  meetingDay: IsoDate,
  today: IsoDate,
): void {
  const times = [openedAt, ...adjournments.flatMap(({ from, until }) => [from, until]), closedAt];
  const given = times.filter((time) => time !== null);
  for (const time of given) requireTime(time, meetingDay, today);
  const wrong = given.findIndex((time, index) => index > 0 && time < (given[index - 1] ?? time));
  // Rule 116: a meeting is opened, adjourned, resumed and closed in this order.
  if (wrong !== -1) {
    const [earlier, later] = [given[wrong - 1] ?? '', given[wrong] ?? ''];
    throw new Refusal(meetingRefusals.TIMES_OUT_OF_ORDER, { earlier, later });
  }
}

function requireTime(time: LocalTime, meetingDay: IsoDate, today: IsoDate): void {
  const [, date = '', clock = ''] = /^(.{10})T(.{5})$/.exec(time) ?? [];
  if (!isDate(date) || !/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(clock))
    throw new Refusal(meetingRefusals.TIME_MALFORMED, { time });
  if (date > today) throw new Refusal(refusals.IN_FUTURE, { date, today });
  if (date < meetingDay) throw new Refusal(meetingRefusals.TOO_EARLY, { date, earliest: meetingDay });
}

/** Upcasts event version 1, which has no checkpoint, to version 2. */
export function withoutCheckpoint(data: Json): Json {
  return { ...fieldsOf(data), checkpoint: null };
}

/** Upcasts an attendance without the officials and guests and without the parties. */
export function withoutOthers(data: Json): Json {
  const fields = fieldsOf(data);
  return { ...fields, attendance: { ...fieldsOf(fields.attendance), others: [], parties: [] } };
}

/** Upcasts an opening without its time, the others who were present, and the day and the place of the adjustment. */
export function withoutTimes(data: Json): Json {
  return { ...fieldsOf(withoutOthers(data)), openedAt: null, date: null, place: '' };
}

/** Upcasts a decision without the remarks, and without who called for each vote. */
export function withoutRemarks(data: Json): Json {
  const fields = fieldsOf(data);
  const votes = Array.isArray(fields.votes)
    ? fields.votes.map((vote: Json) => ({ calledBy: null, ...fieldsOf(vote) }))
    : [];
  return { ...fields, votes, remarks: [] };
}

/** Gives the matter that the board took up at the meeting its right paragraph. */
export function withRightParagraph<Item extends { readonly matterId: Id<'Matter'>; readonly state: string }>(
  agenda: readonly Item[],
  { matterId, paragraph }: { readonly matterId: Id<'Matter'>; readonly paragraph: string },
): Item[] {
  return agenda.map((one) => (one.matterId === matterId && one.state === 'ADDED' ? { ...one, paragraph } : one));
}
