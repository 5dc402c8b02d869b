import { type DecisionReference, requireDecision } from '../kernel/outcome.js';
import { type EventOf, existing, type Fold, type Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import { activityIdOf, boardOf, goalIdOf, measureIdOf, municipalityOf, planIdOf, yearOf } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { Refusal, refusals, requireText } from '../kernel/refusal.js';
import { dayOf } from '../kernel/local-time.js';
import { type IsoDate, lastDay, type Tertial } from '../kernel/tertial.js';
import { modelInForce, type SteeringModel } from '../steering-models/steering-model.js';
import type { AddedGoal, Correction, GoalDecisionCorrected } from './correction.js';
import { correctionBy, decisionText, rightlyAdded } from './correction.js';
import type { ReportsImportedEvent } from './imported-reports.js';
import { type FollowUp, type FollowUpEvent, followUpsAfter } from './follow-ups.js';
import { planRefusals } from './plan-refusals.js';
import { requireSoundActivity } from './sound-activity.js';
import type { ResponsibleData, WithResponsible } from './responsible.js';
import { additionWithoutResponsible, planWithoutResponsible, responsibleIn } from './responsible.js';

export interface PlannedMeasure {
  readonly name: string;
  readonly target: string;
}

export interface PlannedActivity {
  readonly heading: string;
  readonly description: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly responsibleUnit: string;
}

/** An activity as a command gives it. */
export interface GivenActivity extends PlannedActivity {
  readonly responsible?: ResponsibleData | null;
}

export interface PlannedGoal {
  readonly title: string;
  readonly measures: readonly PlannedMeasure[];
  readonly activities: readonly GivenActivity[];
}

/** A goal with its measures and activities as the board adopted them, with the ids to which later events refer. */
export interface AdoptedGoal {
  readonly goalId: Id<'Goal'>;
  readonly title: string;
  readonly measures: readonly (PlannedMeasure & { readonly measureId: Id<'Measure'> })[];
  readonly activities: readonly (PlannedActivity & WithResponsible & { readonly activityId: Id<'Activity'> })[];
}

/** The plan of one board for one year (rule 66). Each of its goals has its own stream. */
export interface Plan {
  /** The stream revision of the plan's newest event. */
  readonly revision: number;
  readonly id: Id<'Plan'>;
  readonly steeringModelId: Id<'SteeringModel'>;
  readonly decision: DecisionReference;
  /** The day on which the plan was recorded in Tertial, in Stockholm. It can be long after the decision. */
  readonly recordedOn: IsoDate;
  readonly goalIds: readonly Id<'Goal'>[];
  /** How many goals the plan has had, those that were replaced included. The next goal gets the number after it. */
  readonly goalsNumbered: number;
  /** The goals that the board added during the year. */
  readonly goalsAdded: readonly AddedGoal[];
  readonly followUps: readonly FollowUp[];
  /** The corrections of the plan and its follow-ups, oldest first. The corrections of goals are in their own streams. */
  readonly corrections: readonly Correction[];
}

export type PlanEvent =
  | EventOf<
      'PlanAdopted',
      {
        planId: Id<'Plan'>;
        steeringModelId: Id<'SteeringModel'>;
        decision: DecisionReference;
        goals: readonly AdoptedGoal[];
      }
    >
  | EventOf<
      'PlanReplaced',
      {
        planId: Id<'Plan'>;
        steeringModelId: Id<'SteeringModel'>;
        decision: DecisionReference;
        goals: readonly AdoptedGoal[];
        /** The goals that the plan had, all of which it loses. */
        replaced: readonly Id<'Goal'>[];
        reason: string;
      }
    >
  | EventOf<'GoalAdded', { goal: AdoptedGoal; decision: DecisionReference }>
  | GoalDecisionCorrected
  | ReportsImportedEvent
  | FollowUpEvent;

export const planFold: Fold<Plan | null, PlanEvent> = {
  kind: 'plan',
  initial: null,
  events: {
    PlanAdopted: [planWithoutResponsible],
    PlanReplaced: [planWithoutResponsible],
    GoalAdded: [additionWithoutResponsible],
    GoalDecisionCorrected: [],
    ReportsImported: [],
    FollowUpOpened: [],
    FollowUpClosed: [],
    CutOffMoved: [],
    FollowUpReopened: [],
    ReportersReminded: [],
    FollowUpReopeningVoided: [],
  },
  partOf: (id) => id,
  validOn: planValidOn,
  evolve: (plan, event) => {
    if (event.type === 'PlanAdopted') return adopted(event);
    if (plan === null) return plan;
    const { revision } = event;
    switch (event.type) {
      case 'GoalAdded': {
        const { goal, decision } = event.data;
        const goalsAdded = [...plan.goalsAdded, { goalId: goal.goalId, decision }];
        const goals = { goalIds: [...plan.goalIds, goal.goalId], goalsNumbered: plan.goalsNumbered + 1, goalsAdded };
        return { ...plan, revision, ...goals };
      }
      case 'GoalDecisionCorrected':
        return { ...plan, revision, ...rightlyAdded(plan, event) };
      case 'PlanReplaced': {
        const { steeringModelId, decision, goals } = event.data;
        const decisions = { before: decisionText(plan.decision), after: decisionText(decision) };
        const replaced = { kind: 'PLAN_REPLACED', id: plan.id, tertial: null, ...decisions } as const;
        return {
          ...plan,
          revision,
          steeringModelId,
          decision,
          goalIds: goals.map(({ goalId }) => goalId),
          goalsNumbered: plan.goalsNumbered + goals.length,
          goalsAdded: [],
          corrections: [...plan.corrections, correctionBy(event, replaced)],
        };
      }
      case 'ReportsImported':
        return { ...plan, revision };
      case 'FollowUpOpened':
      case 'FollowUpClosed':
      case 'CutOffMoved':
      case 'FollowUpReopened':
      case 'ReportersReminded':
      case 'FollowUpReopeningVoided':
        return { ...plan, revision, ...followUpsAfter(plan, event) };
    }
  },
};

function adopted({ data, revision, recordedAt }: Recorded<Extract<PlanEvent, { type: 'PlanAdopted' }>>): Plan {
  const { planId, steeringModelId, decision, goals } = data;
  const goalIds = goals.map(({ goalId }) => goalId);
  return {
    revision,
    id: planId,
    steeringModelId,
    decision,
    recordedOn: dayOf(recordedAt),
    goalIds,
    goalsNumbered: goalIds.length,
    goalsAdded: [],
    followUps: [],
    corrections: [],
  };
}

export interface AdoptPlanData {
  readonly boardId: Id<'Board'>;
  readonly year: number;
  readonly steeringModelId: Id<'SteeringModel'>;
  readonly decision: DecisionReference;
  readonly goals: readonly PlannedGoal[];
}

/** Records that the board adopted its plan for a year. One event contains every goal, measure and activity. */
export function adoptPlan(
  command: AdoptPlanData,
  plan: Plan | null,
  model: SteeringModel | null,
  act: Act,
): PlanEvent[] {
  const { boardId, year, steeringModelId, decision } = command;
  const planId = planIdOf(boardId, year);
  permit(act.actor, 'adoptPlan', boardId, planId);
  if (plan !== null) throw new Refusal(planRefusals.PLAN_EXISTS, { planId });
  const adopted = adoptedGoals(command, planId, 0, model, act);
  return [{ type: 'PlanAdopted', data: { planId, steeringModelId, decision, goals: adopted } }];
}

/**
 * Returns the goals of a plan as the board adopted it, numbered after the goals that the plan has had.
 *
 * @throws Refusal `NOT_FOUND`, `STEERING_MODEL_NOT_IN_FORCE`, or what is wrong with the decision or with a goal.
 */
export function adoptedGoals(
  { steeringModelId, decision, goals }: Pick<AdoptPlanData, 'steeringModelId' | 'decision' | 'goals'>,
  planId: Id<'Plan'>,
  numbered: number,
  model: SteeringModel | null,
  { today }: Act,
): AdoptedGoal[] {
  // Rule 43: a steering model of another municipality gets the same refusal as a missing steering model.
  if (model === null || municipalityOf(steeringModelId) !== municipalityOf(planId)) {
    throw new Refusal(refusals.NOT_FOUND, { id: steeringModelId });
  }
  requireDecision(decision, today);
  const last = lastDay(yearOf(planId), 'T3');
  // Rule 99: nothing can be reported in a year that has ended unless the model was in force then.
  if (last < today) modelInForce(model, last);
  return goals.map((goal, index) => adoptGoal(goal, goalIdOf(planId, numbered + index + 1)));
}

export interface AddGoalData {
  readonly planId: Id<'Plan'>;
  readonly goal: PlannedGoal;
  readonly decision: DecisionReference;
}

/** Records that the board added a goal to its plan during the year. */
export function addGoal({ planId, goal, decision }: AddGoalData, plan: Plan | null, act: Act): PlanEvent[] {
  const { goalsNumbered } = requireMayAddGoal(planId, plan, act);
  requireDecision(decision, act.today);
  const adopted = adoptGoal(goal, goalIdOf(planId, goalsNumbered + 1));
  return [{ type: 'GoalAdded', data: { goal: adopted, decision } }];
}

/** @throws Refusal when the actor may not add a goal to the plan now. */
export function requireMayAddGoal(planId: Id<'Plan'>, plan: Plan | null, act: Act): Plan {
  permit(act.actor, 'addGoal', boardOf(planId), planId);
  return existing(plan, planId);
}

/** Returns the goals that the tertial view shows, without goals that the board added after the tertial (rule 16). */
export function goalsIn({ goalIds, goalsAdded }: Plan, lastDayOfTertial: IsoDate): Id<'Goal'>[] {
  const later = goalsAdded.filter(({ decision }) => decision.date > lastDayOfTertial).map(({ goalId }) => goalId);
  return goalIds.filter((id) => !later.includes(id));
}

function adoptGoal({ title, measures, activities }: PlannedGoal, goalId: Id<'Goal'>): AdoptedGoal {
  requireText('title', title);
  return {
    goalId,
    title,
    measures: measures.map(({ name, target }, index) => {
      requireText('name', name);
      return { measureId: measureIdOf(goalId, index + 1), name, target };
    }),
    activities: activities.map((activity, index) => {
      requireSoundActivity(activity, yearOf(goalId));
      const { heading, description, startDate, endDate, responsibleUnit } = activity;
      const activityId = activityIdOf(goalId, index + 1);
      const responsible = responsibleIn(activity.responsible, boardOf(goalId));
      return { activityId, heading, description, startDate, endDate, responsibleUnit, responsible };
    }),
  };
}

/**
 * Returns the plan with only the board's decisions up to and including the day. Returns null for a day before the
 * adoption of the plan. Leaves out goals that the board added after the day.
 *
 * Follow-ups stay, because an opening or a closing has no valid time besides its time of recording.
 */
export function planValidOn(plan: Plan | null, day: IsoDate): Plan | null {
  if (plan === null || plan.decision.date > day) return null;
  const goalsAdded = plan.goalsAdded.filter(({ decision }) => decision.date <= day);
  return { ...plan, goalIds: goalsIn(plan, day), goalsAdded };
}

/** Rule 98: a plan that was recorded after its year had ended is marked as loaded afterwards. */
export function isLoadedAfterwards({ id, recordedOn }: Pick<Plan, 'id' | 'recordedOn'>): boolean {
  return lastDay(yearOf(id), 'T3') < recordedOn;
}

/** Refuses a new report unless the follow-up is open. A closed follow-up accepts only corrections (rule 68). */
export function requireOpen(plan: Plan, tertial: Tertial): void {
  if (requireOpened(plan, tertial).closed !== null) throw new Refusal(planRefusals.FOLLOW_UP_CLOSED, { tertial });
}

export function requireOpened(plan: Plan, tertial: Tertial): FollowUp {
  const followUp = followUpOf(plan, tertial);
  if (followUp === undefined) throw new Refusal(planRefusals.FOLLOW_UP_NOT_OPEN, { tertial });
  return followUp;
}

export function requireGoalIn(plan: Plan, id: Id<'Goal'>, tertial: Tertial): void {
  // Rule 16: the tertial view does not show a goal that the board added after the tertial.
  if (!goalsIn(plan, lastDay(yearOf(id), tertial)).includes(id))
    throw new Refusal(planRefusals.NOT_IN_PLAN_THEN, { id, tertial });
}

export function followUpOf(plan: Plan, tertial: Tertial): FollowUp | undefined {
  return plan.followUps.find((followUp) => followUp.tertial === tertial);
}
