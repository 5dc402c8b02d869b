import { existing, type ReadState } from '../kernel/fold.js';
import { boardOf, type Id, meetingIdOf } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/reaction.js';
import { isBlank, Refusal, refusals, requireText } from '../kernel/refusal.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate } from '../kernel/tertial.js';
import { pointsForBoard } from '../matters/decision-point.js';
import { filled } from '../matters/figures.js';
import { matterProcess, type MatterVerdict } from '../matters/matter-process.js';
import { type Matter, matterFold } from '../matters/matter.js';
import { readReportsNow, type ReportsNow, requireStanding } from '../matters/report-acceptance.js';
import type { Composition, MeetingEvent, SummonedItem, Summons } from './meeting-event.js';
import { meetingRefusals } from './meeting-refusals.js';
import { type Meeting, meetingFold } from './meeting.js';
import { requireMayAct } from './paragraph.js';

export interface ScheduleMeetingData {
  readonly boardId: Id<'Board'>;
  readonly date: IsoDate;
  /** The local time of day in Europe/Stockholm, for example `13:00`. */
  readonly time: string;
  readonly place: string;
  readonly composition: Composition;
  /** The number of this meeting among the board's meetings of the same day, from 1. */
  readonly number: number;
}

export function scheduleMeeting(command: ScheduleMeetingData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const { boardId, date, time, place, composition, number } = command;
  permit(act.actor, 'scheduleMeeting', boardId, boardId);
  const meetingId = meetingIdOf(boardId, date, number);
  if (meeting !== null) throw new Refusal(meetingRefusals.MEETING_EXISTS, { meetingId });
  if (date < act.today) throw new Refusal(meetingRefusals.MEETING_DAY_PASSED, { date });
  requireText('place', place);
  const board = soundComposition(composition);
  return [{ type: 'MeetingScheduled', data: { meetingId, boardId, date, time, place, composition: board } }];
}

/**
 * Returns the fields of the composition alone, and none of the input that has them.
 *
 * @throws Refusal `ATTENDANCE_UNSOUND` when a person has two places, or the chair is no member
 */
export function soundComposition({ chair, viceChairs, members, substitutes }: Composition): Composition {
  const all = [...members, ...substitutes];
  const twice = all.find((one, index) => all.indexOf(one) !== index);
  // Rule 28: nobody may be listed twice, because the quorum depends on the number of members.
  if (twice !== undefined) throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: twice, problem: 'TWICE' });
  const outside = [chair, ...viceChairs].find((one) => !members.includes(one));
  if (outside !== undefined) {
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: outside, problem: 'NOT_OF_THE_BOARD' });
  }
  return { chair, viceChairs, members, substitutes };
}

export interface CancelMeetingData {
  readonly meetingId: Id<'Meeting'>;
  readonly reason: string;
}

/** Cancels the meeting. Another meeting can then handle its matters. */
export function cancelMeeting({ meetingId, reason }: CancelMeetingData, meeting: Meeting | null, act: Act) {
  requireMayAct('cancelMeeting', meetingId, meeting, act);
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  return [{ type: 'MeetingCancelled', data: { meetingId, reason } }] as const satisfies MeetingEvent[];
}

export interface AgendaData {
  readonly meetingId: Id<'Meeting'>;
  readonly matterId: Id<'Matter'>;
}

export function putOnAgenda(
  { meetingId, matterId }: AgendaData,
  meeting: Meeting | null,
  matter: Matter | null,
  act: Act,
): MeetingEvent[] {
  const planned = requireMayAct('putOnAgenda', meetingId, meeting, act);
  requireReady(requireOfBoard(matter, matterId, meetingId), 'summon');
  const listed = planned.agenda.find((one) => one.matterId === matterId);
  if (listed !== undefined && listed.state !== 'VOIDED')
    throw new Refusal(meetingRefusals.ON_AGENDA_ALREADY, { matterId });
  return [{ type: 'MatterPutOnAgenda', data: { meetingId, matterId } }];
}

/** Returns the matter, but refuses a matter of another board with `NOT_FOUND`, as if it did not exist (rule 43). */
export function requireOfBoard(matter: Matter | null, matterId: Id<'Matter'>, meetingId: Id<'Meeting'>): Matter {
  if (boardOf(matterId) !== boardOf(meetingId)) throw new Refusal(refusals.NOT_FOUND, { id: matterId });
  return existing(matter, matterId);
}

export function requireReady({ id, status }: Matter, action: MatterVerdict): void {
  // Rule 26: the status must allow the action. A summons requires that the matter is reviewed or postponed.
  if (matterProcess[status][action] === undefined)
    throw new Refusal(meetingRefusals.MATTER_NOT_REVIEWED, { matterId: id, status });
}

/** Takes a matter off the agenda. Once a summons contains the matter, only the board can withdraw it (rule 14). */
export function takeOffAgenda({ meetingId, matterId }: AgendaData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const planned = requireMayAct('takeOffAgenda', meetingId, meeting, act);
  const listed = planned.agenda.find((one) => one.matterId === matterId);
  if (listed === undefined) throw new Refusal(meetingRefusals.NOT_ON_AGENDA, { matterId });
  // Rule 14: after the summons only the board can withdraw the matter.
  if ('item' in listed) throw new Refusal(meetingRefusals.SUMMONED_ALREADY, { matterId });
  return [{ type: 'MatterTakenOffAgenda', data: { meetingId, matterId } }];
}

/** A matter on the agenda that waits for a summons, and the reports that it puts to the board as they are now. */
export interface ListedMatter {
  readonly matter: Matter;
  readonly reports: ReportsNow;
}

export interface SendSummonsData {
  readonly meetingId: Id<'Meeting'>;
}

/** The content that the hash of a summons covers. */
export type SummonsContent = Pick<Summons, 'number' | 'sentOn' | 'items'> &
  Pick<Meeting, 'date' | 'time' | 'place'> & {
    readonly meetingId: Id<'Meeting'>;
    /** The newest signed checkpoint of the log. The field is absent when none exists. */
    readonly checkpoint?: StatedCheckpoint;
  };

/** The checkpoint that a summons contains, and the function that computes the summons's hash. */
export interface SummonsSeal {
  /** The newest signed checkpoint of the log, or null when none exists. */
  readonly checkpoint: StatedCheckpoint | null;
  /** Computes the SHA-256 of the content's canonical JSON (RFC 8785), in hexadecimal. */
  readonly hash: (content: SummonsContent) => string;
}

/**
 * Records a summons with the exact newest version of each matter on the agenda that waits for a summons (rule 78). A
 * second summons supplements the first.
 *
 * @param waiting each matter on the agenda that waits for a summons, in its newest state
 */
export function sendSummons(
  { meetingId }: SendSummonsData,
  meeting: Meeting | null,
  waiting: readonly ListedMatter[],
  { checkpoint, hash }: SummonsSeal,
  act: Act,
): MeetingEvent[] {
  const { date, time, place, summonses, items } = requireMaySendSummons(meetingId, meeting, waiting, act);
  const content = { meetingId, number: summonses.length + 1, sentOn: act.today, date, time, place, items };
  const sealed = hash(checkpoint === null ? content : { ...content, checkpoint });
  return [{ type: 'SummonsSent', data: { ...content, checkpoint, hash: sealed } }];
}

/** Returns the meeting with the items of its next summons. @throws Refusal when the actor may not send it now */
export function requireMaySendSummons(
  meetingId: Id<'Meeting'>,
  meeting: Meeting | null,
  waiting: readonly ListedMatter[],
  act: Act,
): Meeting & { readonly items: readonly SummonedItem[] } {
  const planned = requireMayAct('sendSummons', meetingId, meeting, act);
  const { date, agenda } = planned;
  if (act.today > date) throw new Refusal(meetingRefusals.MEETING_DAY_PASSED, { date });
  const listed = agenda.filter(({ state }) => state === 'LISTED');
  if (listed.length === 0) throw new Refusal(meetingRefusals.AGENDA_EMPTY, {});
  const items = listed.map(({ matterId }) => {
    const { matter, reports } = existing(waiting.find((one) => one.matter.id === matterId) ?? null, matterId);
    requireReady(matter, 'summon');
    requireStanding(matter, reports);
    return summoned(matter);
  });
  return { ...planned, items };
}

/**
 * Returns the newest version of a matter with the decision points that the board has to decide. It omits a point that
 * the board referred back until a newer version contains the point (rule 22).
 */
export function summoned({ id, points, versions, dnr }: Matter): SummonedItem {
  const version = existing(versions.at(-1) ?? null, id);
  const { number, hash, texts, figures } = version;
  return {
    matterId: id,
    dnr,
    title: filled(texts.title, figures),
    version: number,
    hash,
    points: pointsForBoard(points),
  };
}

/** The fields of a meeting, or of its view, that show which decision points are undecided. */
interface Decidable {
  readonly agenda: readonly {
    readonly matterId: Id<'Matter'>;
    readonly item?: {
      readonly matterId: Id<'Matter'>;
      readonly dnr: string;
      readonly points: readonly { readonly number: number; readonly proposedWording: string }[];
    } | null;
  }[];
  readonly decisions: readonly { readonly matterId: Id<'Matter'>; readonly number: number }[];
}

/** Returns the agenda's decision points that the board has not decided, each named as `dnr: number`. */
export function undecidedPoints({ agenda, decisions }: Decidable) {
  return agenda
    .flatMap(({ item }) => item ?? [])
    .flatMap(({ matterId, dnr, points }) =>
      points.map(({ number, proposedWording }) => ({ matterId, number, proposedWording, name: `${dnr}: ${number}` })),
    )
    .filter(({ matterId, number }) => !decisions.some((one) => one.matterId === matterId && one.number === number));
}

export interface VoidAgendaItemData extends AgendaData {
  /** The number of the decision point to void, or null to void the whole agenda item. */
  readonly point: number | null;
}

/** Voids an agenda item, or one of its decision points, that could not come before the board. */
export function voidAgendaItem(
  { meetingId, matterId, point }: VoidAgendaItemData,
  meeting: Meeting | null,
  act: Act,
): MeetingEvent[] {
  permit(act.actor, 'voidAgendaItem', boardOf(meetingId), meetingId);
  const listed = existing(meeting, meetingId).agenda.find((one) => one.matterId === matterId);
  const isThere = listed !== undefined && 'item' in listed;
  return isThere ? [{ type: 'AgendaItemVoided', data: { meetingId, matterId, point } }] : [];
}

export const voidAgendaItemCommand = systemCommand({
  name: 'voidAgendaItem',
  fold: meetingFold,
  id: ({ meetingId }) => meetingId,
  rule: voidAgendaItem,
});

/** Reads the meetings with these ids. */
export async function readMeetings(read: ReadState, ids: readonly Id<'Meeting'>[]): Promise<Meeting[]> {
  const meetings = await Promise.all(ids.map((id) => read(meetingFold, id)));
  return meetings.filter((meeting) => meeting !== null);
}

/** Reads the matters on the agenda that wait for a summons, which have the state LISTED, with their reports now. */
export async function readListedMatters(read: ReadState, meeting: Meeting | null): Promise<ListedMatter[]> {
  const ids = (meeting?.agenda ?? []).filter(({ state }) => state === 'LISTED').map(({ matterId }) => matterId);
  const matters = await Promise.all(ids.map((id) => read(matterFold, id)));
  const found = matters.filter((matter) => matter !== null);
  return Promise.all(found.map(async (matter) => ({ matter, reports: await readReportsNow(read, matter) })));
}
