import { type Act, permit } from '../kernel/permissions.js';
import type { FinalityRecord } from '../kernel/outcome.js';
import { activityOf, boardOf, type Id } from '../kernel/identity.js';
import { systemCommand } from '../kernel/reaction.js';
import { activityIn } from '../plans/goal.js';
import { allows, type BoardDecision, decisionOn, finalityOf } from './removal-process.js';
import { completedStatus, type Proposing, readProposing } from './removal-proposal.js';
import { openProposal, proposalIn, removalFold } from './removal.js';
import type { ActivityChange, RemovalEvent, RemovalProposal } from './removal.js';

export interface PutRemovalToBoardData {
  readonly proposalId: Id<'RemovalProposal'>;
  /** The number of the proposal's version that the matter contains. */
  readonly version: number;
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  /** The log position of the summons, or of the board's decision to take up the matter; absent in older events. */
  readonly summonedAt?: number;
}

/**
 * Puts a proposal before the board as a point of a matter. A withdrawal that the log has after the summons does not
 * count (rule 14): both were on their way at the same instant, and the order of the log decides.
 *
 * The proposal is not put to the board when it no longer has the status REVIEWED, or when its current version is not
 * the version in the matter. The event then says so, and a reaction strikes the point of the matter.
 */
export function putRemovalToBoard(
  { proposalId, version, matterId, point, summonedAt }: PutRemovalToBoardData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  permit(act.actor, 'putRemovalToBoard', boardOf(proposalId), proposalId);
  const proposal = proposalIn(proposals, proposalId);
  const late = lateWithdrawal(proposal, proposals, summonedAt);
  const { status, review } = late ?? proposal;
  if (!allows(status, 'put to board') || review.version !== version) {
    return [{ type: 'RemovalNotPutToBoard', data: { proposalId, matterId, point, status: proposal.status } }];
  }
  const put: RemovalEvent = { type: 'RemovalPutToBoard', data: { proposalId, matterId, point } };
  return late === null ? [put] : [{ type: 'RemovalWithdrawalVoided', data: { proposalId, cause: 'SUMMONED' } }, put];
}

/** Returns the withdrawal when the log has it after the summons, and no other proposal took its place since. */
function lateWithdrawal({ status, withdrawal }: RemovalProposal, all: readonly RemovalProposal[], summonedAt?: number) {
  const isLate = status === 'WITHDRAWN' && withdrawal !== null && withdrawal.position > (summonedAt ?? Infinity);
  // Rule 11: an activity has at most one open proposal.
  return isLate && openProposal(all) === undefined ? withdrawal : null;
}

export interface ReleaseRemovalData {
  readonly proposalId: Id<'RemovalProposal'>;
  readonly matterId: Id<'Matter'>;
}

/** Releases a proposal from its matter when a meeting is cancelled or does not handle the matter. */
export function releaseRemoval(
  { proposalId, matterId }: ReleaseRemovalData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  permit(act.actor, 'releaseRemoval', boardOf(proposalId), proposalId);
  const { status, matter, decisions } = proposalIn(proposals, proposalId);
  // Rule 25: a postponed proposal stays before the board.
  const isPostponed = decisions.at(-1)?.outcome === 'POSTPONED';
  if (!allows(status, 'release') || matter?.matterId !== matterId || isPostponed) return [];
  return [{ type: 'RemovalReleased', data: { proposalId, matterId } }];
}

export interface SettleRemovalData extends BoardDecision {
  readonly proposalId: Id<'RemovalProposal'>;
}

/** Records the board's decision on the decision point as the outcome of the proposal (rules 22 and 24). */
export function settleRemoval(
  command: SettleRemovalData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  const { proposalId, matterId, point, outcome, reason, date, paragraph, dnr } = command;
  permit(act.actor, 'settleRemoval', boardOf(proposalId), proposalId);
  const { status, matter } = proposalIn(proposals, proposalId);
  // Rule 14: the board decides on a proposal only in the matter that claimed it.
  const isClaimed = matter?.matterId === matterId && matter.point === point;
  if (!allows(status, 'settle') || !isClaimed) return [];
  const data = { proposalId, matterId, point, outcome, reason, date, paragraph, dnr };
  return [{ type: 'RemovalDecided', data }];
}

export interface RecordRemovalFinalityData extends FinalityRecord {
  readonly proposalId: Id<'RemovalProposal'>;
  readonly matterId: Id<'Matter'>;
  readonly point: number;
}

/** Records the finality of the board's decision on the proposal. Annulment by a court undoes the decision (rule 35). */
export function recordRemovalFinality(
  { proposalId, matterId, point, finality, on }: RecordRemovalFinalityData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  permit(act.actor, 'recordRemovalFinality', boardOf(proposalId), proposalId);
  const decision = decisionOn(proposalIn(proposals, proposalId).decisions, { matterId, point });
  const last = decision?.finality.at(-1);
  const isKnown = last?.finality === finality && last.on === on;
  if (decision === undefined || isKnown || finalityOf(decision) === 'ANNULLED') return [];
  return [{ type: 'RemovalFinalityRecorded', data: { proposalId, matterId, point, finality, on } }];
}

export interface VoidRemovalData {
  readonly proposalId: Id<'RemovalProposal'>;
  /** The log position of the proposal's first event. */
  readonly position: number;
}

/**
 * Voids a proposal when a report that completes its activity precedes the proposal in the log (rule 12). This happens
 * when the command that made the proposal had read the activity before that report reached the log.
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
  // Rule 14: only the board can end a proposal that is before the board.
  if (stands || open?.id !== proposalId || !allows(open.status, 'void')) return [];
  return [{ type: 'RemovalVoided', data: { proposalId, cause: 'ACTIVITY_COMPLETED' } }];
}

export interface ChangeRemovalActivityData extends ActivityChange {
  readonly activityId: Id<'Activity'>;
  /** The log position of the event that changed the activity. */
  readonly position: number;
}

/**
 * Records that a decision reworded or moved the activity of the open proposal. The approvals lapse, because the
 * reviewers read something else (rule 20). A proposal that came after the change was written in its knowledge.
 */
export function changeRemovalActivity(
  { activityId, position, ...change }: ChangeRemovalActivityData,
  proposals: readonly RemovalProposal[],
  act: Act,
): RemovalEvent[] {
  permit(act.actor, 'changeRemovalActivity', boardOf(activityId), activityId);
  const open = openProposal(proposals);
  if (open === undefined || open.position > position || !allows(open.status, 'change activity')) return [];
  return [{ type: 'RemovalActivityChanged', data: { proposalId: open.id, ...change } }];
}

export const changeRemovalActivityCommand = systemCommand({
  name: 'changeRemovalActivity',
  fold: removalFold,
  id: ({ activityId }) => activityId,
  rule: changeRemovalActivity,
});

export const putRemovalToBoardCommand = systemCommand({
  name: 'putRemovalToBoard',
  fold: removalFold,
  id: ({ proposalId }) => activityOf(proposalId),
  rule: putRemovalToBoard,
});

export const releaseRemovalCommand = systemCommand({
  name: 'releaseRemoval',
  fold: removalFold,
  id: ({ proposalId }) => activityOf(proposalId),
  rule: releaseRemoval,
});

export const settleRemovalCommand = systemCommand({
  name: 'settleRemoval',
  fold: removalFold,
  id: ({ proposalId }) => activityOf(proposalId),
  rule: settleRemoval,
});

export const recordRemovalFinalityCommand = systemCommand({
  name: 'recordRemovalFinality',
  fold: removalFold,
  id: ({ proposalId }) => activityOf(proposalId),
  rule: recordRemovalFinality,
});

export const voidRemovalCommand = systemCommand({
  name: 'voidRemoval',
  fold: removalFold,
  id: ({ proposalId }: VoidRemovalData) => activityOf(proposalId),
  rule: async (data, proposals, act, read) =>
    voidRemoval(data, proposals, await readProposing(read, data.proposalId), act),
});
