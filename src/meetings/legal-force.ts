import type { Act } from '../kernel/act.js';
import { existing } from '../kernel/existing.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/system-command.js';
import type { IsoDate } from '../kernel/tertial.js';
import { legalForceFrom } from './legal-clock.js';
import { type Meeting, meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { paragraphProcess } from './meeting-process.js';
import { appealsOf, noticeOf, paragraphsOf, paragraphStatus } from './paragraph.js';

export interface RecordLegalForceData {
  readonly meetingId: Id<'Meeting'>;
}

/** Records which §§ have gained legal force by now, each with the day on which it did (rule 86). */
export function recordLegalForce({ meetingId }: RecordLegalForceData, state: Meeting | null, act: Act): MeetingEvent[] {
  permit(act.actor, 'recordLegalForce', boardOf(meetingId), meetingId);
  const due = awaitedIn(existing(state, meetingId)).filter(({ on }) => on <= act.today);
  const byDay = Map.groupBy(due, ({ on }) => on);
  return [...byDay.keys()].toSorted().map((on) => {
    const paragraphs = (byDay.get(on) ?? []).map(({ paragraph }) => paragraph);
    return { type: 'LegalForceGained', data: { meetingId, paragraphs, on } };
  });
}

/** The first day on which {@link recordLegalForce} has something to record; null when nothing is awaited. */
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

/** The §§ that will gain legal force if nobody appeals, and when. */
function awaitedIn(meeting: Meeting): Awaited[] {
  return paragraphsOf(meeting)
    .filter((paragraph) => paragraphProcess[paragraphStatus(meeting, paragraph)]['gain legal force'] !== undefined)
    .flatMap((paragraph) => {
      const notice = noticeOf(meeting, paragraph);
      return notice === undefined ? [] : [{ paragraph, on: legalForceDay(meeting, paragraph, notice.lastAppealDay) }];
    });
}

/** The one after the last day to appeal on, or that of the last ruling on an appeal that came in time. */
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
