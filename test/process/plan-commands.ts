import type { Act } from '../../src/kernel/permissions.js';
import { existing } from '../../src/kernel/fold.js';
import { activityOf, boardOf, goalOf, type Id, planOf } from '../../src/kernel/identity.js';
import type { Matter } from '../../src/matters/matter.js';
import { type AdoptReviewChainData, reviewChainIdOf } from '../../src/reviews/review.js';
import { reportStatus, type ReportStatusData } from '../../src/plans/activity-status.js';
import {
  addActivity,
  type AddActivityData,
  rewordActivity,
  type RewordActivityData,
} from '../../src/plans/activity.js';
import {
  correctChangeDecision,
  type CorrectChangeDecisionData,
  correctGoalDecision,
  type CorrectGoalDecisionData,
} from '../../src/plans/corrections/decision-correcting.js';
import { reopenFollowUp, type ReopenFollowUpData } from '../../src/plans/corrections/reopening.js';
import {
  strikeActivity,
  type StrikeActivityData,
  strikeGoal,
  type StrikeGoalData,
} from '../../src/plans/corrections/striking.js';
import type { CloseFollowUpData, MoveCutOffData, OpenFollowUpData } from '../../src/plans/follow-up.js';
import { closeFollowUp, moveCutOff, openFollowUp } from '../../src/plans/follow-up.js';
import type { Goal } from '../../src/plans/goal.js';
import { addGoal, type AddGoalData } from '../../src/plans/plan.js';
import { assignActivity, type AssignActivityData } from '../../src/plans/responsibility/assigning.js';
import { remindReporters, type RemindReportersData } from '../../src/plans/responsibility/reminding.js';
import type { RemovalEvent } from '../../src/removals/removal.js';
import { proposeRemoval, reviewRemoval, reviseRemoval, withdrawRemoval } from '../../src/removals/removal-proposal.js';
import type {
  ProposeRemovalData,
  ReviewRemovalData,
  ReviseRemovalData,
  WithdrawRemovalData,
} from '../../src/removals/removal-proposal.js';
import type { CommandOf } from './command.js';
import { adoptReviewChain } from '../../src/reviews/review-chain-adoption.js';
import { names, person, reportersOfBoard } from './people.js';
import { chainOf, model } from './reading.js';
import type { World } from './world.js';

export type PlanCommand = CommandOf<
  'plan',
  {
    reportStatus: ReportStatusData;
    rewordActivity: RewordActivityData;
    correctChangeDecision: CorrectChangeDecisionData;
    addActivity: AddActivityData;
    strikeActivity: StrikeActivityData;
    addGoal: AddGoalData;
    correctGoalDecision: CorrectGoalDecisionData;
    strikeGoal: StrikeGoalData;
    openFollowUp: OpenFollowUpData;
    closeFollowUp: CloseFollowUpData;
    moveCutOff: MoveCutOffData;
    reopenFollowUp: ReopenFollowUpData;
    adoptReviewChain: AdoptReviewChainData;
    assignActivity: AssignActivityData;
    remindReporters: RemindReportersData;
  }
>;

export function carryOutInPlan(world: World, given: PlanCommand, act: Act): void {
  const { command, data } = given;
  const by = { actor: act.actor, command };
  switch (command) {
    case 'reportStatus': {
      const goalId = goalOf(data.activityId);
      const plan = existing(world.plans.newest(planOf(goalId)), goalId);
      const events = reportStatus(data, world.goals.newest(goalId), { plan, model }, act);
      world.append(world.goals, goalId, events, by);
      return;
    }
    case 'rewordActivity': {
      const goalId = goalOf(data.activityId);
      world.append(world.goals, goalId, rewordActivity(data, world.goals.newest(goalId), act), by);
      return;
    }
    case 'correctChangeDecision': {
      const goalId = goalOf(data.activityId);
      world.append(world.goals, goalId, correctChangeDecision(data, world.goals.newest(goalId), act), by);
      return;
    }
    case 'addActivity':
      world.append(world.goals, data.goalId, addActivity(data, world.goals.newest(data.goalId), act), by);
      return;
    case 'strikeActivity': {
      const goalId = goalOf(data.activityId);
      const plan = existing(world.plans.newest(planOf(goalId)), goalId);
      const beside = { plan, proposals: world.removals.newest(data.activityId), matters: mattersOf(world) };
      world.append(world.goals, goalId, strikeActivity(data, world.goals.newest(goalId), beside, act), by);
      return;
    }
    case 'addGoal':
      world.append(world.plans, data.planId, addGoal(data, world.plans.newest(data.planId), act), by);
      return;
    case 'correctGoalDecision': {
      const planId = planOf(data.goalId);
      const plan = existing(world.plans.newest(planId), planId);
      world.append(world.plans, planId, correctGoalDecision(data, plan, world.goals.newest(data.goalId), act), by);
      return;
    }
    case 'strikeGoal': {
      const { goalId } = data;
      const [goal, plan] = [world.goals.newest(goalId), existing(world.plans.newest(planOf(goalId)), goalId)];
      const proposals = (goal?.activities ?? []).flatMap(({ id }) => world.removals.newest(id));
      const events = strikeGoal(data, goal, { plan, proposals, matters: mattersOf(world) }, act);
      world.append(world.goals, goalId, events, by);
      return;
    }
    case 'openFollowUp':
      world.append(world.plans, data.planId, openFollowUp(data, world.plans.newest(data.planId), model, act), by);
      return;
    case 'closeFollowUp':
      world.append(
        world.plans,
        data.planId,
        closeFollowUp(data, world.plans.newest(data.planId), goalsOf(world, data.planId), act),
        by,
      );
      return;
    case 'moveCutOff':
      world.append(world.plans, data.planId, moveCutOff(data, world.plans.newest(data.planId), act), by);
      return;
    case 'reopenFollowUp': {
      const events = reopenFollowUp(data, world.plans.newest(data.planId), mattersOf(world), act);
      world.append(world.plans, data.planId, events, by);
      return;
    }
    case 'assignActivity': {
      const goalId = goalOf(data.activityId);
      world.append(world.goals, goalId, assignActivity(data, world.goals.newest(goalId), act), by);
      return;
    }
    case 'remindReporters': {
      const plan = world.plans.newest(data.planId);
      const events = remindReporters(data, plan, goalsOf(world, data.planId), reportersOfBoard, act);
      world.append(world.plans, data.planId, events, by);
      return;
    }
    case 'adoptReviewChain':
      world.append(
        world.chains,
        reviewChainIdOf(data.boardId, null),
        adoptReviewChain(data, names.map(person), act),
        by,
      );
      return;
  }
}

function mattersOf(world: World): Matter[] {
  return [...world.matters.all.values()].filter((matter) => matter !== null);
}

function goalsOf(world: World, planId: Id<'Plan'>): Goal[] {
  const { goalIds } = existing(world.plans.newest(planId), planId);
  return goalIds.flatMap((id) => world.goals.newest(id) ?? []);
}

export type RemovalCommand = CommandOf<
  'removal',
  {
    proposeRemoval: ProposeRemovalData;
    reviseRemoval: ReviseRemovalData;
    withdrawRemoval: WithdrawRemovalData;
    reviewRemoval: ReviewRemovalData;
  }
>;

export function carryOutOnRemoval(world: World, given: RemovalCommand, act: Act): void {
  const { command } = given;
  const id = command === 'proposeRemoval' ? given.data.activityId : activityOf(given.data.proposalId);
  world.append(world.removals, id, decided(world, given, act), { actor: act.actor, command });
}

function decided(world: World, { command, data }: RemovalCommand, act: Act): RemovalEvent[] {
  switch (command) {
    case 'proposeRemoval': {
      const { activityId: id } = data;
      const goal = world.goals.newest(goalOf(id));
      const judged = { goal, model, chain: chainOf(world, boardOf(id), 'REMOVAL_PROPOSAL') };
      return proposeRemoval(data, world.removals.newest(id), judged, act);
    }
    case 'reviseRemoval':
      return reviseRemoval(data, world.removals.newest(activityOf(data.proposalId)), act);
    case 'withdrawRemoval':
      return withdrawRemoval(data, world.removals.newest(activityOf(data.proposalId)), act);
    case 'reviewRemoval':
      return reviewRemoval(data, world.removals.newest(activityOf(data.proposalId)), act);
  }
}
