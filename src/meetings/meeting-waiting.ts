import { hasRole, type Person } from '../kernel/permissions.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Waiting } from '../kernel/waiting.js';
import type { ParagraphStatus } from './meeting-process.js';
import type { MeetingView } from './meeting-view.js';
import { adjustmentDue, noticeDue, noticeTakenDownFrom } from './minutes.js';
import { isHoliday } from './swedish-calendar.js';
import { adjustmentOf } from './paragraph.js';
import { undecidedPoints } from './scheduling.js';

/** Returns the person's tasks as secretary before and at the meeting, with one task for each undecided point. */
export function waitingAtMeeting(person: Person, meeting: MeetingView): Waiting[] {
  const { id, boardId, date, status, agenda } = meeting;
  if (!hasRole(person, 'SECRETARY', boardId)) return [];
  const about = (kind: Waiting['kind'], title: string, deadline: Waiting['deadline'] = date): Waiting[] => [
    { kind, boardId, id, title, deadline },
  ];
  const isListed = agenda.some(({ state }) => state === 'LISTED');
  const points = undecidedPoints(meeting);
  switch (status) {
    case 'SCHEDULED':
      return isListed ? about('SEND_SUMMONS', date) : [];
    case 'SUMMONED':
      return [...(isListed ? about('SEND_SUMMONS', date) : []), ...about('OPEN_MEETING', date)];
    case 'OPEN':
      return points.length === 0
        ? about('CLOSE_MEETING', date)
        : points.flatMap(({ name, proposedWording }) => about('DECIDE_POINT', `${name}. ${proposedWording}`));
    case 'CLOSED':
    case 'CANCELLED':
      return [];
  }
}

/** Returns the person's tasks after the decisions, as secretary or as adjuster, such as the posting of a notice. */
export function waitingAfterMeeting(person: Person, meeting: MeetingView, today: IsoDate): Waiting[] {
  const { boardId, status, adjusters } = meeting;
  const isSecretary = hasRole(person, 'SECRETARY', boardId);
  const adjusts = hasRole(person, 'BOARD_MEMBER', boardId) && adjusters.includes(person.personId);
  return [
    ...(status === 'CLOSED' && (isSecretary || adjusts) ? toAdjust(meeting) : []),
    ...(isSecretary ? [...toPost(meeting), ...toTakeDown(meeting, today), ...toSettle(meeting)] : []),
  ];
}

function toAdjust(meeting: MeetingView): Waiting[] {
  const paragraphs = paragraphsIn(meeting, 'DECIDED');
  return paragraphs.length === 0 ? [] : [about(meeting, 'ADJUST_MINUTES', paragraphs, adjustmentDue(meeting.date))];
}

/** Returns one task for each day of adjustment, because an urgent paragraph gets its own notice early (rule 39). */
function toPost(meeting: MeetingView): Waiting[] {
  const adjusted = paragraphsIn(meeting, 'ADJUSTED');
  const byDay = Map.groupBy(adjusted, (paragraph) => adjustmentOf(meeting, paragraph)?.date ?? meeting.date);
  return [...byDay].map(([day, paragraphs]) => about(meeting, 'POST_NOTICE', paragraphs, noticeDue(day, isHoliday)));
}

function toTakeDown(meeting: MeetingView, today: IsoDate): Waiting[] {
  return meeting.notices
    .filter(({ takenDown, lastAppealDay }) => takenDown === null && noticeTakenDownFrom(lastAppealDay) <= today)
    .map(({ paragraphs }) => about(meeting, 'TAKE_DOWN_NOTICE', paragraphs, null));
}

function toSettle(meeting: MeetingView): Waiting[] {
  return meeting.appeals
    .filter(({ settled }) => settled === null)
    .map(({ parts }) => about(meeting, 'SETTLE_APPEAL', [...new Set(parts.map(({ paragraph }) => paragraph))], null));
}

function paragraphsIn({ paragraphs }: MeetingView, status: ParagraphStatus): string[] {
  return paragraphs.filter((one) => one.status === status).map(({ paragraph }) => paragraph);
}

function about(
  { boardId, id, date }: MeetingView,
  kind: Waiting['kind'],
  paragraphs: readonly string[],
  deadline: IsoDate | null,
): Waiting {
  return { kind, boardId, id, title: `${date} § ${paragraphs.join(', ')}`, deadline };
}
