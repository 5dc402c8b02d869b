import { type Act, permit } from '../kernel/permissions.js';
import { activityOf, boardOf, goalOf, type Id, planOf, proposalIdOf, yearOf } from '../kernel/identity.js';
import type { ReadState } from '../kernel/fold.js';
import { isBlank, Refusal } from '../kernel/refusal.js';
import { tertialOf, tertials } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import { currentFact } from '../plans/reported-fact.js';
import { type Activity, activityIn, type Goal, goalFold } from '../plans/goal.js';
import { planRefusals } from '../plans/plan-refusals.js';
import { planFold } from '../plans/plan.js';
import { chainFor, requireMayReview, requireSoundVerdict, reviewChainFold } from '../reviews/review.js';
import type { ReviewChain, Verdict, VerdictData } from '../reviews/review.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';
import { allows, removalStatuses, type RemovalVerdict } from './removal-process.js';
import { removalRefusals } from './removal-refusals.js';
import { openProposal, proposalIn, type ReasonCategory, type RemovalEvent, type RemovalProposal } from './removal.js';

/** Reads the states that the rules for a proposal need: the goal, the steering model and the review chain. */
export async function readProposing(read: ReadState, id: Id<'Activity'> | Id<'RemovalProposal'>): Promise<Proposing> {
  const plan = await read(planFold, planOf(id));
  return {
    goal: await read(goalFold, goalOf(id)),
    model: plan === null ? null : await read(steeringModelFold, plan.steeringModelId),
    chain: await chainFor(boardOf(id), 'REMOVAL_PROPOSAL', (chainId) => read(reviewChainFold, chainId)),
  };
}

export interface ProposeRemovalData {
  readonly activityId: Id<'Activity'>;
  readonly category: ReasonCategory;
  readonly motivation: string;
}

/** The goal, the steering model and the review chain that the rules for a proposal need. */
export interface Proposing {
  readonly goal: Goal | null;
  readonly model: SteeringModel | null;
  readonly chain: ReviewChain;
}

/** Proposes to take one activity out of the plan for the year (rule 72). */
export function proposeRemoval(
  { activityId, category, motivation }: ProposeRemovalData,
  proposals: readonly RemovalProposal[],
  { goal, model, chain }: Proposing,
  act: Act,
): RemovalEvent[] {
  requireMayProposeRemoval(activityId, proposals, { goal, model }, act);
  requireMotivation(motivation);
  const proposalId = proposalIdOf(activityId, proposals.length + 1);
  const warnings = warningsOf(proposals, act.today);
  const data = { proposalId, activityId, category, motivation, proposedOn: act.today, chain, warnings };
  return [{ type: 'RemovalProposed', data }];
}

/** @throws Refusal when the actor may not propose now to take the activity out of the plan. */
export function requireMayProposeRemoval(
  activityId: Id<'Activity'>,
  proposals: readonly RemovalProposal[],
  { goal, model }: Pick<Proposing, 'goal' | 'model'>,
  act: Act,
): void {
  permit(act.actor, 'proposeRemoval', boardOf(activityId), activityId);
  const activity = activityIn(goal, activityId);
  const year = yearOf(activityId);
  // Rule 10: the activity must belong to this year's plan.
  if (!act.today.startsWith(`${year}-`)) throw new Refusal(removalRefusals.OTHER_YEARS_PLAN, { year });
  const isApproved = proposals.some(({ status }) => status === 'APPROVED');
  // Rule 10: the activity must be in the plan, and the board must not have approved its removal.
  if (activity.removed !== null || isApproved) throw new Refusal(planRefusals.ACTIVITY_REMOVED, { activityId });
  const completed = completedStatus(activity, model);
  // Rule 12: nobody can propose to remove a completed activity.
  if (completed !== undefined) throw new Refusal(removalRefusals.ACTIVITY_COMPLETED, { activityId, status: completed });
  const open = openProposal(proposals);
  // Rule 11: an activity has at most one open proposal.
  if (open !== undefined) throw new Refusal(removalRefusals.REMOVAL_ALREADY_OPEN, { proposalId: open.id });
}

/** Rule 24: a new proposal gets a warning when the board rejected one about the same activity in this tertial. */
function warningsOf(proposals: readonly RemovalProposal[], today: string): Warning[] {
  const rejected = proposals
    .flatMap(({ decisions }) => decisions)
    .some(({ outcome, date }) => outcome === 'REJECTED' && tertialOf(date) === tertialOf(today));
  return rejected ? ['REJECTED_THIS_TERTIAL'] : [];
}

/** Returns the activity's status code in the last reported tertial if its phase is COMPLETED; otherwise undefined. */
export function completedStatus(
  { reports }: Pick<Activity, 'reports'>,
  model: SteeringModel | null,
): string | undefined {
  const report = tertials.map((tertial) => currentFact(reports, tertial)).findLast((entry) => entry !== undefined);
  const version = model?.versions.find((candidate) => candidate.version === report?.modelVersion);
  const status = version?.activityStatuses.find(({ code }) => code === report?.status);
  return status?.phase === 'COMPLETED' ? status.code : undefined;
}

function requireMotivation(motivation: string): void {
  // Rule 13: a proposal needs a motivation.
  if (isBlank(motivation)) throw new Refusal(removalRefusals.MOTIVATION_MISSING, {});
}

interface AboutProposal {
  readonly proposalId: Id<'RemovalProposal'>;
}

export interface ReviseRemovalData extends AboutProposal {
  readonly category: ReasonCategory;
  readonly motivation: string;
}

/** Makes a new version of the text. All approvals lapse (rule 20), and the actor becomes a co-author (rule 18). */
export function reviseRemoval(
  { proposalId, category, motivation }: ReviseRemovalData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  requireMayReviseRemoval(proposalId, proposals, act);
  requireMotivation(motivation);
  return [{ type: 'RemovalRevised', data: { proposalId, category, motivation } }];
}

/** @throws Refusal when the actor may not revise the proposal now. */
export function requireMayReviseRemoval(
  proposalId: Id<'RemovalProposal'>,
  proposals: readonly RemovalProposal[],
  act: Act,
): void {
  permit(act.actor, 'reviseRemoval', boardOf(proposalId), proposalId);
  requireVerdict('revise', proposalIn(proposals, proposalId));
}

export interface WithdrawRemovalData extends AboutProposal {
  readonly reason: string;
}

export function withdrawRemoval(
  { proposalId, reason }: WithdrawRemovalData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  requireMayWithdrawRemoval(proposalId, proposals, act);
  return [{ type: 'RemovalWithdrawn', data: { proposalId, reason } }];
}

/** @throws Refusal when the actor may not withdraw the proposal now. */
export function requireMayWithdrawRemoval(
  proposalId: Id<'RemovalProposal'>,
  proposals: readonly RemovalProposal[],
  act: Act,
): void {
  permit(act.actor, 'withdrawRemoval', boardOf(proposalId), proposalId);
  const proposal = proposalIn(proposals, proposalId);
  // Rule 14: only the author can withdraw a proposal.
  if (proposal.author !== act.actor.personId) throw new Refusal(removalRefusals.NOT_THE_AUTHOR, {});
  requireVerdict('withdraw', proposal);
}

export interface ReviewRemovalData extends AboutProposal, VerdictData {}

export function reviewRemoval(
  command: ReviewRemovalData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  const { proposalId, version, verdict, reason } = command;
  const { review, step, actingFor } = requireMayReviewRemoval(proposalId, verdict, proposals, act);
  requireSoundVerdict(command, review);
  const data = { proposalId, version, step: step.code, reason, ...(actingFor !== undefined && { actingFor }) };
  switch (verdict) {
    case 'APPROVE':
      return [{ type: 'RemovalStepApproved', data }];
    case 'RETURN': {
      const first = review.approvals.length === 0;
      return [{ type: 'RemovalReturned', data: { ...data, to: first ? 'AUTHOR' : step.onReturn } }];
    }
    case 'DECLINE':
      return [{ type: 'RemovalDeclined', data }];
  }
}

/** Returns the review and its waiting step. @throws Refusal when the actor may not give this verdict now. */
export function requireMayReviewRemoval(
  proposalId: Id<'RemovalProposal'>,
  verdict: Verdict,
  proposals: readonly RemovalProposal[],
  act: Act,
) {
  const boardId = boardOf(proposalId);
  permit(act.actor, 'reviewRemoval', boardId, proposalId);
  const proposal = proposalIn(proposals, proposalId);
  requireVerdict(verdictOf[verdict], proposal);
  const { review } = proposal;
  return { review, ...requireMayReview(review, boardId, act) };
}

const verdictOf = { APPROVE: 'approve', RETURN: 'return', DECLINE: 'decline' } as const satisfies Record<
  Verdict,
  RemovalVerdict
>;

function requireVerdict(verdict: RemovalVerdict, { status, matter }: RemovalProposal): void {
  // Rule 14: only the board can end a proposal that is before the board.
  if (status === 'BEFORE_BOARD' && matter !== null) {
    throw new Refusal(removalRefusals.REMOVAL_BEFORE_BOARD, { matterId: matter.matterId });
  }
  if (!allows(status, verdict)) {
    const needed = removalStatuses.filter((candidate) => allows(candidate, verdict));
    throw new Refusal(removalRefusals.REMOVAL_STATUS, { status, needed });
  }
}

export function activityOfProposal({ proposalId }: AboutProposal): Id<'Activity'> {
  return activityOf(proposalId);
}
