import { hasRole, type Person } from '../kernel/permissions.js';
import type { Finality } from '../kernel/outcome.js';
import { activityOf, boardOf, type Id, planOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Waiting } from '../kernel/waiting.js';
import type { Warning } from '../kernel/warning.js';
import type { Activity } from '../plans/goal.js';
import { type Approval, type GivenVerdict, mayReview, type ReviewStep, waitingStep } from '../reviews/review.js';
import { type Stuck, stuckAt } from '../reviews/stuck.js';
import { finalityOf, type RemovalStatus, type TakenDecision } from './removal-process.js';
import type { ProposalVersion, ReasonCategory, RemovalProposal } from './removal.js';

/** A decision of the board with its current finality. */
export interface ShownDecision extends Omit<TakenDecision, 'finality'> {
  readonly finality: Finality;
  /** The changes of the finality, oldest first. */
  readonly finalities: TakenDecision['finality'];
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
  readonly waitingStep: Pick<ReviewStep, 'code' | 'name' | 'deputiesMayAct'> | null;
  readonly approvals: readonly Approval[];
  /** Approvals that no longer count, for example because the text changed after them (rule 20). */
  readonly lapsedApprovals: readonly Approval[];
  readonly verdicts: readonly GivenVerdict[];
  readonly matterId: Id<'Matter'> | null;
  readonly decisions: readonly ShownDecision[];
  readonly warnings: readonly Warning[];
}

export function removalView(proposal: RemovalProposal, activity: Pick<Activity, 'heading'>): RemovalView {
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
    status,
    author,
    authors: review.authors,
    proposedOn,
    version: review.version,
    category: current?.category ?? 'OTHER',
    motivation: current?.motivation ?? '',
    versions,
    waitingStep: step === undefined ? null : pick(step),
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

function pick({ code, name, deputiesMayAct }: ReviewStep) {
  return { code, name, deputiesMayAct };
}

/** Lists the tasks that a proposal gives a person. Nobody gets a task to review a text that they wrote or approved. */
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

/** Finds out whether nobody of these people can carry on with the proposal (rule 236). */
export function stuckRemoval(removal: RemovalView, people: readonly Person[]): Stuck | null {
  const { boardId, id, heading: title, status, author, authors, approvals, waitingStep } = removal;
  const waitsFor = status === 'RETURNED' || status === 'REFERRED_BACK' ? author : null;
  return stuckAt({ boardId, id, title, kind: 'REMOVAL', authors, approvals, waitingStep, waitsFor }, people);
}

function canReview(person: Person, { status, waitingStep, authors, approvals, boardId }: RemovalView): boolean {
  if (status !== 'IN_REVIEW' || waitingStep === null) return false;
  return mayReview(person, { authors, approvals }, { ...waitingStep, role: 'REVIEWER' }, boardId);
}

function about({ boardId, id, heading }: RemovalView, kind: Waiting['kind']): Waiting {
  return { kind, boardId, id, title: heading, deadline: null };
}
