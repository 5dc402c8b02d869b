import { hasRole, type Person } from '../kernel/permissions.js';
import type { IsoDate } from '../kernel/tertial.js';
import { task, type Waiting, type WaitingKind } from '../kernel/waiting.js';
import type { Stuck } from '../reviews/stuck.js';
import type { ParagraphStatus } from './meeting-process.js';
import type { MeetingView } from './meeting-view.js';
import { adjustmentDue, noticeDue, noticeTakenDownFrom } from './minutes.js';
import { isHoliday } from './swedish-calendar.js';
import { adjustmentOf } from './paragraph.js';
import { undecidedPoints } from './scheduling.js';

/**
 * Returns the person's tasks before and at the meeting. A member has a summons to read until the meeting opens. A
 * secretary has one task for each undecided point.
 */
export function waitingAtMeeting(person: Person, meeting: MeetingView, today: IsoDate): Waiting[] {
  const { boardId, status, date, summonses } = meeting;
  const toRead = hasRole(person, 'BOARD_MEMBER', boardId) && status === 'SUMMONED' && today <= date;
  const since = summonses.at(-1)?.sentOn ?? null;
  return [
    ...(toRead ? [task('READ_SUMMONS', { boardId, id: meeting.id, title: date, since, deadline: date })] : []),
    ...(hasRole(person, 'SECRETARY', boardId) ? atMeeting(meeting) : []),
  ];
}

function atMeeting(meeting: MeetingView): Waiting[] {
  const { id, boardId, date, status, agenda, summonses } = meeting;
  const about = (kind: WaitingKind, title: string, since: Waiting['since'] = date): Waiting[] => [
    task(kind, { boardId, id, title, since, deadline: date }),
  ];
  const isListed = agenda.some(({ state }) => state === 'LISTED');
  const points = undecidedPoints(meeting);
  switch (status) {
    case 'SCHEDULED':
      return isListed ? about('SEND_SUMMONS', date, null) : [];
    case 'SUMMONED':
      return [
        ...(isListed ? about('SEND_SUMMONS', date, null) : []),
        ...about('OPEN_MEETING', date, summonses.at(-1)?.sentOn ?? null),
      ];
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
    ...(status === 'CLOSED' && (isSecretary || adjusts) ? toAdjust(meeting, isSecretary) : []),
    ...(isSecretary ? [...toPost(meeting), ...toTakeDown(meeting, today), ...toSettle(meeting)] : []),
  ];
}

/**
 * Finds out whether nobody of those who are elected to adjust the minutes can do so (rule 113); null when somebody can, or
 * when nothing waits for them.
 */
export function stuckMinutes(meeting: MeetingView, people: readonly Person[]): Stuck | null {
  const { id, boardId, date, status, adjusters } = meeting;
  const paragraphs = status === 'CLOSED' ? paragraphsIn(meeting, 'DECIDED') : [];
  const isThere = people.some(
    (person) => adjusters.includes(person.personId) && hasRole(person, 'BOARD_MEMBER', boardId),
  );
  if (paragraphs.length === 0 || adjusters.length === 0 || isThere) return null;
  const title = `${date} § ${paragraphs.join(', ')}`;
  return { boardId, id, title, cause: 'ADJUSTERS_GONE', step: null, persons: adjusters, waysOut: [electOthers] };
}

const electOthers = {
  sv: 'Be nämndsekreteraren anteckna vilka nämnden väljer att justera protokollet i stället.',
  en: 'Ask the secretary to record whom the board elects to adjust the minutes instead.',
};

/** Returns the task without a command for an adjuster, because the secretary records the adjustment. */
function toAdjust(meeting: MeetingView, isSecretary: boolean): Waiting[] {
  const paragraphs = paragraphsIn(meeting, 'DECIDED');
  if (paragraphs.length === 0) return [];
  const [since, deadline] = [meeting.date, adjustmentDue(meeting.date)];
  const adjusting = about(meeting, 'ADJUST_MINUTES', paragraphs, { since, deadline });
  return [isSecretary ? adjusting : { ...adjusting, next: null }];
}

/** Returns one task for each day of adjustment, because an urgent paragraph gets its own notice early (rule 39). */
function toPost(meeting: MeetingView): Waiting[] {
  const adjusted = paragraphsIn(meeting, 'ADJUSTED');
  const byDay = Map.groupBy(adjusted, (paragraph) => adjustmentOf(meeting, paragraph)?.date ?? meeting.date);
  return [...byDay].map(([since, paragraphs]) =>
    about(meeting, 'POST_NOTICE', paragraphs, { since, deadline: noticeDue(since, isHoliday) }),
  );
}

function toTakeDown(meeting: MeetingView, today: IsoDate): Waiting[] {
  return meeting.notices
    .filter(({ takenDown, lastAppealDay }) => takenDown === null && noticeTakenDownFrom(lastAppealDay) <= today)
    .map(({ paragraphs, lastAppealDay }) =>
      about(meeting, 'TAKE_DOWN_NOTICE', paragraphs, { since: noticeTakenDownFrom(lastAppealDay) }),
    );
}

function toSettle(meeting: MeetingView): Waiting[] {
  return meeting.appeals
    .filter(({ settled }) => settled === null)
    .map(({ parts, receivedOn: since }) =>
      about(meeting, 'SETTLE_APPEAL', [...new Set(parts.map(({ paragraph }) => paragraph))], { since }),
    );
}

function paragraphsIn({ paragraphs }: MeetingView, status: ParagraphStatus): string[] {
  return paragraphs.filter((one) => one.status === status).map(({ paragraph }) => paragraph);
}

function about(
  { boardId, id, date }: MeetingView,
  kind: WaitingKind,
  paragraphs: readonly string[],
  days: { readonly since: IsoDate; readonly deadline?: IsoDate },
): Waiting {
  return task(kind, { boardId, id, title: `${date} § ${paragraphs.join(', ')}`, ...days });
}
