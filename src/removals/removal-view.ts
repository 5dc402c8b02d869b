import { hasRole, type Person } from '../kernel/permissions.js';
import type { Finality } from '../kernel/outcome.js';
import { activityOf, boardOf, type Id, planOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { task, type Waiting, type WaitingKind } from '../kernel/waiting.js';
import type { Warning } from '../kernel/warning.js';
import type { Activity, Goal } from '../plans/goal.js';
import { type Approval, type GivenVerdict, mayReview, waitingStep } from '../reviews/review.js';
import { reviewDays, shownStep, type ShownStep } from '../reviews/shown-step.js';
import { type Stuck, stuckAt } from '../reviews/stuck.js';
import { finalityOf, type RemovalStatus, type TakenDecision } from './removal-process.js';
import type { ProposalVersion, ReasonCategory, RemovalProposal } from './removal.js';

/** A decision of the board with its current finality. */
export interface ShownDecision extends Omit<TakenDecision, 'finality'> {
  readonly finality: Finality;
  /** The changes of the finality, oldest first. */
  readonly finalities: TakenDecision['finality'];
}

/** The activity that a proposal is about, with its current heading and its goal. */
export interface ProposedActivity extends Pick<Activity, 'id' | 'heading'> {
  readonly goal: Pick<Goal, 'id' | 'title'>;
}

/** A proposal as the API shows it. */
export interface RemovalView {
  readonly id: Id<'RemovalProposal'>;
  readonly revision: number;
  readonly planId: Id<'Plan'>;
  readonly boardId: Id<'Board'>;
  readonly activityId: Id<'Activity'>;
  /** The activity's current heading. */
  readonly heading: string;
  readonly activity: ProposedActivity;
  readonly status: RemovalStatus;
  readonly author: string;
  /** The ids of all persons who wrote a version. */
  readonly authors: readonly string[];
  readonly proposedOn: IsoDate;
  /** The number of the current version. A verdict must contain this number. */
  readonly version: number;
  readonly category: ReasonCategory;
  readonly motivation: string;
  readonly versions: readonly ProposalVersion[];
  readonly waitingStep: ShownStep | null;
  readonly approvals: readonly Approval[];
  /** Approvals that no longer count, for example because the text changed after them (rule 20). */
  readonly lapsedApprovals: readonly Approval[];
  readonly verdicts: readonly GivenVerdict[];
  readonly matterId: Id<'Matter'> | null;
  readonly decisions: readonly ShownDecision[];
  readonly warnings: readonly Warning[];
}

export function removalView(
  proposal: RemovalProposal,
  activity: Pick<Activity, 'heading'>,
  goal: Pick<Goal, 'id' | 'title'>,
): RemovalView {
  const { id, revision, status, author, proposedOn, versions, review, verdicts, matter, decisions, warnings } =
    proposal;
  const current = versions[versions.length - 1];
  const step = status === 'IN_REVIEW' ? waitingStep(review) : undefined;
  return {
    id,
    revision,
    planId: planOf(id),
    boardId: boardOf(id),
    activityId: activityOf(id),
    heading: activity.heading,
    activity: { id: activityOf(id), heading: activity.heading, goal: { id: goal.id, title: goal.title } },
    status,
    author,
    authors: review.authors,
    proposedOn,
    version: review.version,
    category: current?.category ?? 'OTHER',
    motivation: current?.motivation ?? '',
    versions,
    waitingStep: step === undefined ? null : shownStep(step),
    approvals: review.approvals,
    lapsedApprovals: review.lapsed,
    verdicts,
    matterId: matter?.matterId ?? null,
    decisions: decisions.map((decision) => ({
      ...decision,
      finality: finalityOf(decision),
      finalities: decision.finality,
    })),
    warnings,
  };
}

/**
 * Lists the tasks that a proposal gives a person. Nobody gets a task to review a text that they wrote or approved.
 *
 * @param title The activity's title, which has the goal where another activity of the plan has the same heading.
 */
export function waitingAboutRemoval(person: Person, removal: RemovalView, title = removal.heading): Waiting[] {
  const { status, author, boardId } = removal;
  const isBack = status === 'RETURNED' || status === 'REFERRED_BACK';
  const isClerk = hasRole(person, 'CLERK', boardId);
  return [
    ...(canReview(person, removal) ? [about(removal, title, 'REVIEW_REMOVAL')] : []),
    ...(isBack && isClerk && author === person.personId ? [about(removal, title, 'REVISE_REMOVAL')] : []),
    ...(status === 'REVIEWED' && isClerk ? [about(removal, title, 'PUT_TO_BOARD')] : []),
  ];
}

/** Finds out whether nobody of these people can carry on with the proposal (rule 113). */
export function stuckRemoval(removal: RemovalView, people: readonly Person[]): Stuck | null {
  const { boardId, id, heading: title, status, author, authors, approvals, waitingStep } = removal;
  const waitsFor = status === 'RETURNED' || status === 'REFERRED_BACK' ? author : null;
  return stuckAt({ boardId, id, title, kind: 'REMOVAL', authors, approvals, waitingStep, waitsFor }, people);
}

function canReview(person: Person, { status, waitingStep, authors, approvals, boardId }: RemovalView): boolean {
  if (status !== 'IN_REVIEW' || waitingStep === null) return false;
  return mayReview(person, { authors, approvals }, { ...waitingStep, role: 'REVIEWER' }, boardId);
}

function about(removal: RemovalView, title: string, kind: WaitingKind): Waiting {
  const { boardId, id, status, versions, verdicts, waitingStep, decisions } = removal;
  const days = reviewDays(versions, verdicts, waitingStep);
  const since = status === 'REFERRED_BACK' ? (decisions.at(-1)?.date ?? days.since) : days.since;
  return task(kind, { boardId, id, title, since, deadline: days.deadline });
}
