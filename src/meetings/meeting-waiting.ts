import type { Person } from '../kernel/act.js';
import { hasRole } from '../kernel/may.js';
import type { Waiting } from '../kernel/waiting.js';
import type { MeetingView } from './meeting-view.js';

/** What of a meeting waits for its secretary: the summons, the meeting itself and each point to decide. */
export function waitingAtMeeting(person: Person, meeting: MeetingView): Waiting[] {
  const { id, boardId, date, status, agenda } = meeting;
  if (!hasRole(person, 'SECRETARY', boardId)) return [];
  const about = (kind: Waiting['kind'], title: string, deadline: Waiting['deadline'] = date): Waiting[] => [
    { kind, boardId, id, title, deadline },
  ];
  const isListed = agenda.some(({ state }) => state === 'LISTED');
  const points = undecided(meeting);
  switch (status) {
    case 'SCHEDULED':
      return isListed ? about('SEND_SUMMONS', date) : [];
    case 'SUMMONED':
      return [...(isListed ? about('SEND_SUMMONS', date) : []), ...about('OPEN_MEETING', date)];
    case 'OPEN':
      return points.length === 0
        ? about('CLOSE_MEETING', date)
        : points.flatMap(({ dnr, number, proposedWording }) =>
            about('DECIDE_POINT', `${dnr}: ${number}. ${proposedWording}`),
          );
    case 'CLOSED':
    case 'CANCELLED':
      return [];
  }
}

function undecided({ agenda, decisions }: MeetingView) {
  return agenda
    .flatMap(({ item }) => (item === null ? [] : [item]))
    .flatMap(({ matterId, dnr, points }) => points.map((point) => ({ matterId, dnr, ...point })))
    .filter(({ matterId, number }) => !decisions.some((one) => one.matterId === matterId && one.number === number));
}
