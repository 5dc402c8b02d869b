import type { Person } from '../kernel/act.js';
import { hasRole } from '../kernel/may.js';
import type { Waiting } from '../kernel/waiting.js';
import type { MatterView } from './matter-view.js';

/** What of a matter waits for a person: submitting their draft, or recording the board's decisions. */
export function waitingInMatter(
  person: Person,
  { boardId, id, title, status, openedBy, points }: MatterView,
): Waiting[] {
  if (status === 'DRAFT' && openedBy === person.personId && points.length > 0) {
    return [{ kind: 'SUBMIT_MATTER', boardId, id, title, deadline: null }];
  }
  if (!hasRole(person, 'SECRETARY', boardId)) return [];
  return points
    .filter((point) => point.status === 'BEFORE_BOARD' || point.status === 'POSTPONED')
    .map(({ number, proposedWording }) => ({
      kind: 'DECIDE_POINT',
      boardId,
      id,
      title: `${number}. ${proposedWording}`,
      deadline: null,
    }));
}
