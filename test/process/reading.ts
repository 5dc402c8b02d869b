import { createHash } from 'node:crypto';
import { activityOf, type Id, planOf } from '../../src/kernel/identity.js';
import { isUndecided } from '../../src/matters/decision-point.js';
import { figureSource } from '../../src/matters/figures.js';
import type { Matter } from '../../src/matters/matter.js';
import { type Subjects, viewOf } from '../../src/matters/matter-submission.js';
import {
  compareReports,
  currentReports,
  type HashedReports,
  reportsLeft,
} from '../../src/matters/report-acceptance.js';
import type { Goal } from '../../src/plans/goal.js';
import { type ReviewChain, reviewChainIdOf, type ReviewedKind } from '../../src/reviews/review.js';
import { modelWith } from '../support/plan-under-test.js';
import type { World } from './world.js';

export const model = modelWith();

/** The chain that a text of a kind begins under. */
export function chainOf(world: World, boardId: Id<'Board'>, kind: ReviewedKind | null): ReviewChain {
  const own = world.chains.newest(reviewChainIdOf(boardId, kind));
  return own.version > 0 ? own : world.chains.newest(reviewChainIdOf(boardId, null));
}

/** All goals of a plan. */
export function goalsOf(world: World, planId: Id<'Plan'>): Goal[] {
  const ids = world.plans.newest(planId)?.goalIds ?? [];
  return ids.map((id) => world.goals.newest(id)).filter((goal) => goal !== null);
}

/** The content of a submission, each thing as it is in the log. */
export function subjectsOf(world: World, matter: Matter | null): Subjects {
  const left = (matter?.points ?? []).filter(isUndecided);
  const proposalIds = left.flatMap(({ subject }) => (subject.kind === 'REMOVE_ACTIVITY' ? [subject.proposalId] : []));
  const reported = left.flatMap(({ subject }) => (subject.kind === 'APPROVE_REPORT' ? [subject.planId] : []));
  const planIds = [...new Set([...reported, ...proposalIds.map(planOf)])];
  const plans = planIds.map((id) => world.plans.newest(id)).filter((plan) => plan !== null);
  const proposals = [...new Set(proposalIds.map(activityOf))].flatMap((id) => world.removals.newest(id));
  const parts = { plans, models: [model], goals: planIds.flatMap((id) => goalsOf(world, id)) };
  const source = figureSource(left);
  return { ...parts, proposals, view: source === null ? null : viewOf(source, parts) };
}

/** How the reports are that a matter puts to the board. */
export function reportsOf(world: World, matter: Matter | null): HashedReports {
  const held = matter === null ? [] : reportsLeft(matter);
  const planIds = [...new Set(held.map(({ read }) => read.planId))];
  const plans = planIds.map((id) => world.plans.newest(id)).filter((plan) => plan !== null);
  const parts = { plans, models: [model], goals: planIds.flatMap((id) => goalsOf(world, id)) };
  const now = compareReports(held, currentReports(held, parts));
  return { ...now, hash: hashOf(now.reports) };
}

/** SHA-256 of what is the same text for the same content here, where every content is built in the same way. */
export function hashOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
