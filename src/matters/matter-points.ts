import { type Act, permit, type Role } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id, yearOf } from '../kernel/identity.js';
import { matterRefusals } from './matter-refusals.js';
import { Refusal, refusals, requireText } from '../kernel/refusal.js';
import { systemCommand } from '../kernel/reaction.js';
import type { Tertial } from '../kernel/tertial.js';
import type { Goal } from '../plans/goal.js';
import { followUpOf, type Plan } from '../plans/plan.js';
import { proposalIn, type RemovalProposal } from '../removals/removal.js';
import { type DecisionPoint, isUndecided, type PointSubject, pointStatus, type StrikeCause } from './decision-point.js';
import { type Matter, matterFold, pointIn } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { allows, requireVerdict } from './matter-process.js';
import { nameOf } from './removal-basis.js';

export interface AddReportPointData {
  readonly matterId: Id<'Matter'>;
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
}

/** Adds a decision point that asks the board to approve the report of a closed follow-up. */
export function addReportPoint(
  { matterId, planId, tertial }: AddReportPointData,
  matter: Matter | null,
  plan: Plan | null,
  act: Act,
): MatterEvent[] {
  const { points } = requireMayAddReportPoint(matterId, matter, act);
  requireSameBoard(matterId, planId);
  requireClosed(existing(plan, planId), tertial);
  const subject = { kind: 'APPROVE_REPORT', planId, tertial } as const;
  return added(matterId, points, subject, reportWording(subject));
}

/** @throws Refusal when the actor may not add a point about a report to the matter now. */
export function requireMayAddReportPoint(matterId: Id<'Matter'>, matter: Matter | null, act: Act): Matter {
  return requireOfFollowUp(requireGrowing('addReportPoint', matterId, matter, act));
}

export interface AddRemovalPointData {
  readonly matterId: Id<'Matter'>;
  readonly proposalId: Id<'RemovalProposal'>;
}

/**
 * Adds a decision point that asks the board to take the activity of a reviewed proposal out of the plan. `goals` are
 * all goals of the plan.
 */
export function addRemovalPoint(
  { matterId, proposalId }: AddRemovalPointData,
  matter: Matter | null,
  { proposals, goals }: { proposals: readonly RemovalProposal[]; goals: readonly Goal[] },
  act: Act,
): MatterEvent[] {
  const { points } = requireMayAddRemovalPoint(matterId, matter, act);
  requireSameBoard(matterId, proposalId);
  const { activityId, review } = requireReviewed(proposalIn(proposals, proposalId));
  const subject = { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: review.version } as const;
  return added(matterId, points, subject, removalWording(activityId, goals));
}

/** @throws Refusal when the actor may not add a point about a removal to the matter now. */
export function requireMayAddRemovalPoint(matterId: Id<'Matter'>, matter: Matter | null, act: Act): Matter {
  return requireOfFollowUp(requireGrowing('addRemovalPoint', matterId, matter, act));
}

export interface AddOtherPointData {
  readonly matterId: Id<'Matter'>;
  readonly wording: string;
}

/** Adds a decision point with the clerk's own wording, about neither a report nor a removal. */
export function addOtherPoint(
  { matterId, wording }: AddOtherPointData,
  matter: Matter | null,
  act: Act,
): MatterEvent[] {
  const { points } = requireMayAddOtherPoint(matterId, matter, act);
  requireText('wording', wording);
  return added(matterId, points, { kind: 'OTHER' }, wording);
}

/** @throws Refusal when the actor may not add a point with their own wording to the matter now. */
export function requireMayAddOtherPoint(matterId: Id<'Matter'>, matter: Matter | null, act: Act): Matter {
  return requireGrowing('addOtherPoint', matterId, matter, act);
}

function requireGrowing(
  command: 'addReportPoint' | 'addRemovalPoint' | 'addOtherPoint',
  matterId: Id<'Matter'>,
  matter: Matter | null,
  act: Act,
): Matter {
  permit(act.actor, command, boardOf(matterId), matterId);
  return requireChangeable(existing(matter, matterId), 'change');
}

/** Returns the matter if its status allows the action. @throws Refusal `MATTER_POSTPONED` or `MATTER_STATUS` */
export function requireChangeable(matter: Matter, verdict: 'change' | 'submit'): Matter {
  const postponed = matter.points.find((point) => pointStatus(point) === 'POSTPONED');
  // Rule 25: nobody may change a matter while a point is postponed (bordlagd). If the board has only referred points
  // back (återremiss), a clerk may change the matter.
  if (matter.status === 'POSTPONED' && postponed !== undefined) {
    throw new Refusal(matterRefusals.MATTER_POSTPONED, { point: postponed.number });
  }
  requireVerdict(matter, verdict);
  return matter;
}

/** Rule 76: reports and removals pass the review chain of follow-ups, so no other kind of matter may contain them. */
function requireOfFollowUp(matter: Matter): Matter {
  const { kind } = matter;
  if (kind !== 'FOLLOW_UP') throw new Refusal(matterRefusals.OTHER_KIND_OF_MATTER, { kind });
  return matter;
}

/** Rule 43: the service answers as if a plan or proposal of another board did not exist. */
function requireSameBoard(matterId: Id<'Matter'>, id: Id<'Plan'> | Id<'RemovalProposal'>): void {
  if (boardOf(id) !== boardOf(matterId)) throw new Refusal(refusals.NOT_FOUND, { id });
}

export function requireClosed(plan: Plan, tertial: Tertial): void {
  // Rule 73: a decision point can refer only to a closed follow-up.
  if ((followUpOf(plan, tertial)?.closed ?? null) === null)
    throw new Refusal(matterRefusals.FOLLOW_UP_NOT_CLOSED, { tertial });
}

export function requireReviewed(proposal: RemovalProposal): RemovalProposal {
  const { id, status } = proposal;
  // Rule 73: a decision point can refer only to a reviewed proposal.
  if (status !== 'REVIEWED') throw new Refusal(matterRefusals.PROPOSAL_NOT_REVIEWED, { proposalId: id, status });
  return proposal;
}

function added(
  matterId: Id<'Matter'>,
  points: readonly DecisionPoint[],
  subject: PointSubject,
  proposedWording: string,
): MatterEvent[] {
  const same = points.find((point) => point.struck === null && sameSubject(point.subject, subject));
  // Rule 25: a point that the board referred back keeps its number, so a clerk cannot add the point again.
  if (same !== undefined) throw new Refusal(matterRefusals.POINT_EXISTS, { point: same.number });
  return [{ type: 'DecisionPointAdded', data: { matterId, number: points.length + 1, subject, proposedWording } }];
}

function sameSubject(one: PointSubject, other: PointSubject): boolean {
  switch (one.kind) {
    case 'APPROVE_REPORT':
      return other.kind === one.kind && other.planId === one.planId && other.tertial === one.tertial;
    case 'REMOVE_ACTIVITY':
      return other.kind === one.kind && other.proposalId === one.proposalId;
    case 'OTHER':
      return false;
  }
}

export interface StrikePointData {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
}

/** Strikes a point for a clerk, or for Tertial when the point's removal proposal cannot come before the board. */
export function strikePoint(command: StrikePointData, matter: Matter | null, act: Act): MatterEvent[] {
  const { matterId, point: number } = command;
  const { role, hasEffect } = requireMayStrikePoint(command, matter, act);
  return hasEffect ? [{ type: 'DecisionPointStruck', data: { matterId, number, cause: causeOf(role) } }] : [];
}

/** @throws Refusal when the actor may not strike the point now. */
export function requireMayStrikePoint({ matterId, point }: StrikePointData, matter: Matter | null, act: Act) {
  const role = permit(act.actor, 'strikePoint', boardOf(matterId), matterId);
  const found = pointIn(existing(matter, matterId), point);
  return { role, hasEffect: canBeStruck(existing(matter, matterId), found, role) };
}

function causeOf(role: Role): StrikeCause {
  return role === 'SYSTEM' ? 'PROPOSAL_NOT_AVAILABLE' : 'BY_CLERK';
}

/** Returns false when a strike has no effect. @throws Refusal when a clerk may not strike the point. */
function canBeStruck(matter: Matter, point: DecisionPoint, role: Role): boolean {
  if (role === 'SYSTEM') return allows(matter, 'strike unavailable') && point.isBeforeBoard;
  requireChangeable(matter, 'change');
  if (point.struck !== null) return false;
  // Rule 46: a clerk cannot strike a point that the board has decided.
  if (!isUndecided(point))
    throw new Refusal(matterRefusals.POINT_DECIDED, { point: point.number, outcome: pointStatus(point) });
  return true;
}

export function reportWording({ planId, tertial }: PointSubject & { kind: 'APPROVE_REPORT' }): string {
  return `Godkänna redovisningen av måluppföljning per tertial ${tertial.slice(1)} ${yearOf(planId)}`;
}

/** @param goals all goals of the plan */
export function removalWording(activityId: Id<'Activity'>, goals: readonly Goal[]): string {
  return `Aktiviteten ${nameOf(activityId, goals)} tas ur verksamhetsplan för ${yearOf(activityId)}`;
}

export const strikePointCommand = systemCommand({
  name: 'strikePoint',
  fold: matterFold,
  id: ({ matterId }) => matterId,
  rule: strikePoint,
});
