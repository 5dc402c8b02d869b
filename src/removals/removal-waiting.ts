import type { Person } from '../kernel/act.js';
import { hasRole } from '../kernel/permissions.js';
import type { Waiting } from '../kernel/waiting.js';
import { holds } from '../matters/review.js';
import type { RemovalView } from './removal-view.js';

/** What of a proposal waits for a person: nothing that they may not do, and nothing that four eyes forbid them. */
export function waitingAboutRemoval(person: Person, removal: RemovalView): Waiting[] {
  const { status, author, boardId } = removal;
  const isBack = status === 'RETURNED' || status === 'REFERRED_BACK';
  const isClerk = hasRole(person, 'CLERK', boardId);
  return [
    ...(canReview(person, removal) ? [about(removal, 'REVIEW_REMOVAL')] : []),
    ...(isBack && isClerk && author === person.personId ? [about(removal, 'REVISE_REMOVAL')] : []),
    ...(status === 'REVIEWED' && isClerk ? [about(removal, 'PUT_TO_BOARD')] : []),
  ];
}

function canReview(person: Person, { status, waitingStep, authors, approvals, boardId }: RemovalView): boolean {
  if (status !== 'IN_REVIEW' || waitingStep === null) return false;
  const isDone = authors.includes(person.personId) || approvals.some(({ by }) => by === person.personId);
  return !isDone && holds(person, { ...waitingStep, role: 'REVIEWER' }, boardId);
}

function about({ boardId, id, heading }: RemovalView, kind: Waiting['kind']): Waiting {
  return { kind, boardId, id, title: heading, deadline: null };
}
