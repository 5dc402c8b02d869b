import type { Act } from '../kernel/act.js';
import { activityOf, boardOf, type Id, matterIdOf, yearOf } from '../kernel/identity.js';
import { permit } from '../kernel/may.js';
import { Refusal } from '../kernel/refusal.js';
import type { Tertial } from '../kernel/tertial.js';
import { requireText } from '../kernel/text.js';
import { followUpOf } from '../plans/follow-up.js';
import { activityIn, type Goal } from '../plans/goal.js';
import { existing, type Plan } from '../plans/plan.js';
import { proposalIn, type RemovalProposal } from '../removals/removal.js';
import {
  type DecisionPoint,
  type Matter,
  type MatterEvent,
  matterStatus,
  pointIn,
  type PointSubject,
  pointStatus,
  type StrikeCause,
} from './matter.js';

export interface OpenMatterData {
  readonly boardId: Id<'Board'>;
  readonly dnr: string;
  readonly title: string;
}

export function openMatter({ boardId, dnr, title }: OpenMatterData, matter: Matter | null, act: Act): MatterEvent[] {
  permit(act.actor, 'openMatter', boardId, boardId);
  requireText('dnr', dnr);
  const matterId = matterIdOf(boardId, dnr);
  if (matter !== null) throw new Refusal('MATTER_EXISTS', { matterId });
  requireText('title', title);
  return [{ type: 'MatterOpened', data: { matterId, boardId, dnr: dnr.trim(), title } }];
}

export interface AddReportPointData {
  readonly matterId: Id<'Matter'>;
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
}

/** Links a follow-up: the board is asked to approve its report. */
export function addReportPoint(
  { matterId, planId, tertial }: AddReportPointData,
  matter: Matter | null,
  plan: Plan | null,
  act: Act,
): MatterEvent[] {
  const { points } = requireGrowing('addReportPoint', matterId, matter, act);
  requireSameBoard(matterId, planId);
  requireClosed(existing(plan, planId), tertial);
  const subject = { kind: 'APPROVE_REPORT', planId, tertial } as const;
  return added(matterId, points, subject, reportWording(subject));
}

export interface AddRemovalPointData {
  readonly matterId: Id<'Matter'>;
  readonly proposalId: Id<'RemovalProposal'>;
}

/** Links a reviewed proposal: the board is asked to take its activity out of the plan. */
export function addRemovalPoint(
  { matterId, proposalId }: AddRemovalPointData,
  matter: Matter | null,
  { proposals, goal }: { proposals: readonly RemovalProposal[]; goal: Goal | null },
  act: Act,
): MatterEvent[] {
  const { points } = requireGrowing('addRemovalPoint', matterId, matter, act);
  requireSameBoard(matterId, proposalId);
  const { activityId, review } = requireReviewed(proposalIn(proposals, proposalId));
  const subject = { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: review.version } as const;
  return added(matterId, points, subject, removalWording(activityId, goal));
}

function requireGrowing(
  command: 'addReportPoint' | 'addRemovalPoint',
  matterId: Id<'Matter'>,
  matter: Matter | null,
  act: Act,
): Matter {
  permit(act.actor, command, boardOf(matterId), matterId);
  const growing = notPostponed(existing(matter, matterId));
  const referredBack = growing.points.some((point) => pointStatus(point) === 'REFERRED_BACK');
  if (matterStatus(growing) !== 'DRAFT' && !referredBack) throw new Refusal('MATTER_ALREADY_SUBMITTED', {});
  return growing;
}

function notPostponed(matter: Matter): Matter {
  const postponed = matter.points.find((point) => pointStatus(point) === 'POSTPONED');
  // Rule 25: nothing is added while a point is postponed; after a referral back it may be.
  if (postponed !== undefined) throw new Refusal('MATTER_POSTPONED', { point: postponed.number });
  return matter;
}

/** Rule 43: what is another board's does not exist here. */
function requireSameBoard(matterId: Id<'Matter'>, id: Id<'Plan'> | Id<'RemovalProposal'>): void {
  if (boardOf(id) !== boardOf(matterId)) throw new Refusal('NOT_FOUND', { id });
}

function requireClosed(plan: Plan, tertial: Tertial): void {
  if ((followUpOf(plan, tertial)?.closed ?? null) === null) throw new Refusal('FOLLOW_UP_NOT_CLOSED', { tertial });
}

function requireReviewed(proposal: RemovalProposal): RemovalProposal {
  const { id, status } = proposal;
  // Section 4.4: a matter links proposals that have passed their review.
  if (status !== 'REVIEWED') throw new Refusal('PROPOSAL_NOT_REVIEWED', { proposalId: id, status });
  return proposal;
}

function added(
  matterId: Id<'Matter'>,
  points: readonly DecisionPoint[],
  subject: PointSubject,
  proposedWording: string,
): MatterEvent[] {
  const same = points.find((point) => isOpen(point) && sameSubject(point.subject, subject));
  if (same !== undefined) throw new Refusal('POINT_EXISTS', { point: same.number });
  return [{ type: 'DecisionPointAdded', data: { matterId, number: points.length + 1, subject, proposedWording } }];
}

function isOpen(point: DecisionPoint): boolean {
  const status = pointStatus(point);
  return status !== 'STRUCK' && status !== 'REFERRED_BACK';
}

function sameSubject(one: PointSubject, other: PointSubject): boolean {
  switch (one.kind) {
    case 'APPROVE_REPORT':
      return other.kind === one.kind && other.planId === one.planId && other.tertial === one.tertial;
    case 'REMOVE_ACTIVITY':
      return other.kind === one.kind && other.proposalId === one.proposalId;
  }
}

export interface StrikePointData {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
}

/** Takes a point out of the matter: a clerk while it is a draft, Tertial itself when the proposal cannot be had. */
export function strikePoint({ matterId, point }: StrikePointData, matter: Matter | null, act: Act): MatterEvent[] {
  const role = permit(act.actor, 'strikePoint', boardOf(matterId), matterId);
  const status = pointStatus(pointIn(existing(matter, matterId), point));
  if (role !== 'SYSTEM' && status !== 'DRAFT') throw new Refusal('MATTER_ALREADY_SUBMITTED', {});
  if (role === 'SYSTEM' && status !== 'BEFORE_BOARD') return [];
  const cause: StrikeCause = role === 'SYSTEM' ? 'PROPOSAL_NOT_AVAILABLE' : 'BY_CLERK';
  return [{ type: 'DecisionPointStruck', data: { matterId, number: point, cause } }];
}

export interface SubmitMatterData {
  readonly matterId: Id<'Matter'>;
}

/** What the points of a matter speak of, as it stands when the matter is submitted. */
export interface SubmittedSubjects {
  readonly proposals: readonly RemovalProposal[];
  readonly goals: readonly Goal[];
}

/**
 * Gives the matter to the board: the wordings are frozen (rule 33) and the proposals are the board's to dispose of
 * (rule 14).
 */
export function submitMatter(
  { matterId }: SubmitMatterData,
  matter: Matter | null,
  { proposals, goals }: SubmittedSubjects,
  act: Act,
): MatterEvent[] {
  permit(act.actor, 'submitMatter', boardOf(matterId), matterId);
  const { points } = notPostponed(existing(matter, matterId));
  const drafts = points.filter((point) => pointStatus(point) === 'DRAFT');
  if (drafts.length === 0) {
    if (points.some(({ submitted }) => submitted)) throw new Refusal('MATTER_ALREADY_SUBMITTED', {});
    throw new Refusal('MATTER_WITHOUT_POINTS', {});
  }
  const submitted = drafts.map(({ number, subject }) => {
    switch (subject.kind) {
      case 'APPROVE_REPORT':
        return { number, subject, proposedWording: reportWording(subject) };
      case 'REMOVE_ACTIVITY': {
        const { activityId, proposalId } = subject;
        const { review } = requireReviewed(proposalIn(proposals, proposalId));
        const goal = goals.find(({ activities }) => activities.some(({ id }) => id === activityId)) ?? null;
        const reviewed = { ...subject, version: review.version };
        return { number, subject: reviewed, proposedWording: removalWording(activityOf(proposalId), goal) };
      }
    }
  });
  return [{ type: 'MatterSubmitted', data: { matterId, points: submitted } }];
}

function reportWording({ planId, tertial }: PointSubject & { kind: 'APPROVE_REPORT' }): string {
  return `Godkänna redovisningen av måluppföljning per tertial ${tertial.slice(1)} ${yearOf(planId)}`;
}

function removalWording(activityId: Id<'Activity'>, goal: Goal | null): string {
  const { heading } = activityIn(goal, activityId);
  return `Aktiviteten ${heading} tas ur verksamhetsplan för ${yearOf(activityId)}`;
}
