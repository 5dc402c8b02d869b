import type { IsoDate } from '../kernel/tertial.js';
import type { AfterMeeting } from './after-meeting.js';
import type { AgendaItem } from './agenda-item.js';
import type { MeetingStatus } from './meeting-process.js';

interface HeldMeeting extends AfterMeeting {
  readonly date: IsoDate;
  readonly status: MeetingStatus;
  readonly agenda: readonly AgendaItem[];
  readonly summonses: readonly unknown[];
  readonly attendance: unknown;
  readonly present: readonly unknown[];
  readonly conflicts: readonly unknown[];
  readonly adjusters: readonly unknown[];
  readonly decisions: readonly unknown[];
}

/**
 * The meeting as far as its facts hold by a day: before its own day nothing of what was done at it; and no adjustment,
 * notice, appeal, ruling or legal force of a later day.
 *
 * The agenda, the summonses and a cancellation stay as they were known: they are before the meeting.
 */
export function meetingValidOn<Meeting extends HeldMeeting>(meeting: Meeting | null, day: IsoDate): Meeting | null {
  if (meeting === null) return null;
  const after = { ...meeting, ...finalBy(meeting, day) };
  return meeting.date > day ? { ...after, ...nothingDone(meeting) } : after;
}

function finalBy({ adjustments, notices, appeals, legalForce }: AfterMeeting, day: IsoDate): AfterMeeting {
  return {
    adjustments: adjustments.filter(({ date }) => date <= day),
    notices: notices
      .filter(({ date }) => date <= day)
      .map((notice) => (isLater(notice.takenDown, day) ? { ...notice, takenDown: null } : notice)),
    appeals: appeals
      .filter(({ receivedOn }) => receivedOn <= day)
      .map((appeal) => (isLater(appeal.settled?.date ?? null, day) ? { ...appeal, settled: null } : appeal)),
    legalForce: legalForce.filter(({ on }) => on <= day),
  };
}

function isLater(date: IsoDate | null, day: IsoDate): boolean {
  return date !== null && date > day;
}

/** Of a meeting that is still to come. */
function nothingDone({ status, agenda, summonses }: HeldMeeting) {
  const isCalled = summonses.length > 0 ? ('SUMMONED' as const) : ('SCHEDULED' as const);
  return {
    status: status === 'CANCELLED' ? status : isCalled,
    agenda: agenda.filter(({ state }) => state !== 'ADDED'),
    attendance: null,
    present: [],
    conflicts: [],
    adjusters: [],
    decisions: [],
  };
}
