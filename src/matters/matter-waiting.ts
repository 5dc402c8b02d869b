import { hasRole, type Person } from '../kernel/permissions.js';
import { task, type Waiting, type WaitingKind } from '../kernel/waiting.js';
import { matterProcess } from './matter-process.js';
import type { MatterView } from './matter-view.js';
import { type Approval, mayReview } from '../reviews/review.js';
import { reviewDays } from '../reviews/shown-step.js';
import { type Stuck, stuckAt } from '../reviews/stuck.js';

/**
 * Lists the person's tasks in a matter. It leaves out tasks that the person's roles or the four-eyes rules forbid.
 *
 * @param voided the approvals that are void because the report has changed since
 */
export function waitingInMatter(person: Person, matter: MatterView, voided: readonly Approval[]): Waiting[] {
  if (voided.length > 0) return forChangedReport(person, matter, voided);
  return [
    ...(isAuthor(person, matter) ? forAuthor(matter) : []),
    ...(canReview(person, matter) ? [about(matter, 'REVIEW_MATTER')] : []),
    ...(canPutOnAgenda(person, matter) ? [about(matter, 'PUT_ON_AGENDA')] : []),
  ];
}

/** Finds out whether nobody of these people can carry on with the matter (rule 113). */
export function stuckMatter(matter: MatterView, people: readonly Person[]): Stuck | null {
  const { boardId, id, title, authors, approvals, waitingStep, openedBy } = matter;
  const waitsFor = forAuthor(matter).length > 0 ? openedBy : null;
  return stuckAt({ boardId, id, title, kind: 'MATTER', authors, approvals, waitingStep, waitsFor }, people);
}

/** Rule 112: a changed report is submitted anew, or accepted by each reviewer who approved the matter. */
function forChangedReport(person: Person, matter: MatterView, voided: readonly Approval[]): Waiting[] {
  const isOwn = voided.some(({ by, actingFor }) => by === person.personId || actingFor === person.personId);
  const accepts = isOwn && hasRole(person, 'REVIEWER', matter.boardId);
  const submits = isAuthor(person, matter) && matterProcess[matter.status].submit !== undefined;
  return [
    ...(submits ? [about(matter, 'SUBMIT_MATTER')] : []),
    ...(accepts ? [about(matter, 'ACCEPT_REPORT_CHANGE')] : []),
  ];
}

function isAuthor(person: Person, { openedBy, boardId }: MatterView): boolean {
  return openedBy === person.personId && hasRole(person, 'CLERK', boardId);
}

function forAuthor(matter: MatterView): Waiting[] {
  const { status, points } = matter;
  if (status === 'RETURNED' || status === 'REFERRED_BACK') return [about(matter, 'REVISE_MATTER')];
  const hasPoints = points.some((point) => point.status === 'DRAFT' || point.status === 'REFERRED_BACK');
  return status === 'DRAFT' && hasPoints ? [about(matter, 'SUBMIT_MATTER')] : [];
}

function canReview(person: Person, { status, waitingStep, authors, approvals, boardId }: MatterView): boolean {
  if (status !== 'IN_REVIEW' || waitingStep === null) return false;
  return mayReview(person, { authors, approvals }, { ...waitingStep, role: 'REVIEWER' }, boardId);
}

/** Returns true even for a matter on an agenda, because the matter's state does not contain the meetings' agendas. */
function canPutOnAgenda(person: Person, { status, boardId }: MatterView): boolean {
  return matterProcess[status].summon !== undefined && hasRole(person, 'SECRETARY', boardId);
}

function about(matter: MatterView, kind: WaitingKind): Waiting {
  const { boardId, id, title, status, points, versions, verdicts, waitingStep, openedAt } = matter;
  const { since, deadline } = reviewDays([{ at: openedAt }, ...versions], verdicts, waitingStep);
  const isBack = status === 'POSTPONED' || status === 'REFERRED_BACK';
  const decided = points
    .flatMap(({ decisions }) => decisions.map(({ date }) => date))
    .toSorted()
    .at(-1);
  const tertial = points.find((point) => point.tertial !== null)?.tertial ?? null;
  return task(kind, { boardId, id, title, tertial, since: isBack ? (decided ?? since) : since, deadline });
}
