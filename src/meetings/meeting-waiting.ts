import type { Person } from '../kernel/act.js';
import { hasRole } from '../kernel/permissions.js';
import type { Waiting } from '../kernel/waiting.js';
import { undecidedPoints } from './agenda.js';
import type { MeetingView } from './meeting-view.js';

/** What of a meeting waits for its secretary: the summons, the meeting itself and each point to decide. */
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
