import { activityOf, boardOf, type Id, planOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import { type Approval, type GivenVerdict, waitingStep } from '../matters/review.js';
import type { ReviewStep } from '../matters/review-chain.js';
import type { Activity } from '../plans/goal.js';
import type { Finality } from '../kernel/finality.js';
import { finalityOf, type TakenDecision } from './board-decision.js';
import type { ProposalVersion, ReasonCategory, RemovalProposal } from './removal.js';
import type { RemovalStatus } from './removal-process.js';

/** A decision of the board, and how final it is now. */
export interface ShownDecision extends Omit<TakenDecision, 'finality'> {
  readonly finality: Finality;
  /** How it came to be that, oldest first. */
  readonly finalities: TakenDecision['finality'];
}

/** What is shown of a proposal. */
export interface RemovalView {
  readonly id: Id<'RemovalProposal'>;
  readonly revision: number;
  readonly planId: Id<'Plan'>;
  readonly boardId: Id<'Board'>;
  readonly activityId: Id<'Activity'>;
  /** The activity's, as it is now. */
  readonly heading: string;
  readonly status: RemovalStatus;
  readonly author: string;
  /** Everyone who has written a version. */
  readonly authors: readonly string[];
  readonly proposedOn: IsoDate;
  /** The current version; a verdict names it. */
  readonly version: number;
  readonly category: ReasonCategory;
  readonly motivation: string;
  readonly versions: readonly ProposalVersion[];
  readonly waitingStep: Pick<ReviewStep, 'code' | 'name' | 'deputiesMayAct'> | null;
  readonly approvals: readonly Approval[];
  /** Of earlier versions, void since the text was changed (rule 20). */
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
