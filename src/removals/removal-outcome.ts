import type { Act } from '../kernel/act.js';
import { activityOf, boardOf, type Id } from '../kernel/identity.js';
import { permit } from '../kernel/may.js';
import { activityIn } from '../plans/goal.js';
import { type BoardDecision, openProposal, proposalIn, type RemovalEvent, type RemovalProposal } from './removal.js';
import { process } from './removal-process.js';
import { completedStatus, type Proposing } from './removal-proposal.js';

export interface PutRemovalToBoardData {
  readonly proposalId: Id<'RemovalProposal'>;
  /** That the matter was submitted with. */
  readonly version: number;
  readonly matterId: Id<'Matter'>;
  readonly point: number;
}

/**
 * Claims a proposal for the matter that was submitted. When it cannot be had, since its author withdrew or changed it or another
 * matter took it in the same instant, that is recorded instead and the matter's point is struck.
 */
export function putRemovalToBoard(
  { proposalId, version, matterId, point }: PutRemovalToBoardData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  permit(act.actor, 'putRemovalToBoard', boardOf(proposalId), proposalId);
  const { status, review } = proposalIn(proposals, proposalId);
  return process[status].includes('put to board') && review.version === version
    ? [{ type: 'RemovalPutToBoard', data: { proposalId, matterId, point } }]
    : [{ type: 'RemovalNotPutToBoard', data: { proposalId, matterId, point, status } }];
}

export interface SettleRemovalData extends BoardDecision {
  readonly proposalId: Id<'RemovalProposal'>;
}

/** Carries the board's decision of a point to the proposal (rules 22 and 24). */
export function settleRemoval(
  command: SettleRemovalData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  const { proposalId, matterId, point, outcome, reason, date, paragraph, dnr } = command;
  permit(act.actor, 'settleRemoval', boardOf(proposalId), proposalId);
  if (!process[proposalIn(proposals, proposalId).status].includes('settle')) return [];
  const data = { proposalId, matterId, point, outcome, reason, date, paragraph, dnr };
  return [{ type: 'RemovalDecided', data }];
}

export interface VoidRemovalData {
  readonly proposalId: Id<'RemovalProposal'>;
  /** Of the proposal in the log. */
  readonly position: number;
}

/**
 * Ends a proposal that was made in the same instant as its activity was completed: what stood in the log before it
 * counts (rule 12).
 */
export function voidRemoval(
  { proposalId, position }: VoidRemovalData,
  proposals: readonly RemovalProposal[],
  { goal, model }: Pick<Proposing, 'goal' | 'model'>,
  act: Act,
): RemovalEvent[] {
  permit(act.actor, 'voidRemoval', boardOf(proposalId), proposalId);
  const { reports } = activityIn(goal, activityOf(proposalId));
  const before = reports.filter((report) => report.position < position);
  const stands = completedStatus({ reports: before }, model) === undefined;
  const open = openProposal(proposals);
  // Rule 14: once it is before the board, only the board disposes of it.
  if (stands || open?.id !== proposalId || open.status === 'BEFORE_BOARD') return [];
  return [{ type: 'RemovalVoided', data: { proposalId, cause: 'ACTIVITY_COMPLETED' } }];
}
