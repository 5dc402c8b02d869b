import type { Person } from '../kernel/act.js';
import { hasRole } from '../kernel/may.js';
import type { Waiting } from '../kernel/waiting.js';
import type { MatterView } from './matter-view.js';

/** What of a matter waits for a person: submitting their draft, or recording the board's decisions. */
export function waitingInMatter(person: Person, matter: MatterView): Waiting[] {
  const { boardId, id, title, points } = matter;
  const undecided = points.filter(({ status }) => status === 'BEFORE_BOARD' || status === 'POSTPONED');
  return [
    ...(canSubmit(person, matter) ? [{ kind: 'SUBMIT_MATTER' as const, boardId, id, title, deadline: null }] : []),
    ...(hasRole(person, 'SECRETARY', boardId) ? undecided : []).map(({ number, proposedWording }) => ({
      kind: 'DECIDE_POINT' as const,
      boardId,
      id,
      title: `${number}. ${proposedWording}`,
      deadline: null,
    })),
  ];
}

function canSubmit(person: Person, { boardId, openedBy, points }: MatterView): boolean {
  const statuses = points.map(({ status }) => status);
  // Rule 25: nothing is given to the board while a point is postponed.
  const isReady = statuses.includes('DRAFT') && !statuses.includes('POSTPONED');
  return isReady && openedBy === person.personId && hasRole(person, 'CLERK', boardId);
}
