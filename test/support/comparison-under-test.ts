import { type AnyEvent, existing, type Fold } from '../../src/kernel/fold.js';
import { goalOf, type Id } from '../../src/kernel/identity.js';
import type { IsoDate, Tertial } from '../../src/kernel/tertial.js';
import { type GoalEvent, goalFold } from '../../src/plans/goal.js';
import { type Plan, type PlanEvent, planFold } from '../../src/plans/plan.js';
import type { Compared, ComparedSide } from '../../src/plans/comparison/cause.js';
import { goalTrail, planTrail } from '../../src/plans/comparison/trail.js';
import { planView } from '../../src/plans/plan-view.js';
import { tertialView } from '../../src/plans/tertial-view/tertial-view.js';
import type { SteeringModel } from '../../src/steering-models/steering-model.js';
import type { RemovalProposal } from '../../src/removals/removal.js';
import { type Happened, clerk, recorded } from './given.js';
import { adoptedGoal, adoption, established, modelId, modelRenewedInJune, planId } from './plan-under-test.js';

// A plan and its goals in one log, so that a moment is a number of events: positions go by it.

export type Step = PlanEvent | GoalEvent | Happened<PlanEvent | GoalEvent>;

/** The plan of two activities as adopted, which every log begins with. */
const begun: readonly Step[] = [
  {
    type: 'PlanAdopted',
    data: { planId, steeringModelId: modelId, decision: adoption, goals: [adoptedGoal] },
  },
  established,
];

export interface AskedAbout {
  readonly tertial?: Tertial;
  /** So many of the events after the plan's adoption were known; all when not given. */
  readonly known?: number;
  readonly validOn?: IsoDate;
  readonly model?: SteeringModel;
  readonly removals?: readonly (readonly RemovalProposal[])[];
}

/** The position of an event after the plan's adoption, from 0. */
export function positionOf(index: number): number {
  return begun.length + index + 1;
}

export function comparing(from: AskedAbout, to: AskedAbout, steps: readonly Step[]): Compared {
  const log = [...begun, ...steps];
  const sides = { from: sideOf(from, log), to: sideOf(to, log) };
  const known = folded(log, log.length);
  const trails = [known.ofPlan(planTrail), ...known.goalIds.map((id) => known.ofGoal(goalTrail, id))];
  return { ...sides, trail: trails.flat().sort((one, other) => one.position - other.position) };
}

function sideOf(
  { tertial = 'T1', known, validOn, model = modelRenewedInJune, removals = [] }: AskedAbout,
  log: readonly Step[],
): ComparedSide {
  const count = known === undefined ? log.length : begun.length + known;
  // Facts that hold later are left out, as a state as of a day leaves them out.
  const events = folded(log, count, validOn);
  const plan: Plan = existing(events.ofPlan(planFold), planId);
  const goals = events.goalIds.flatMap((id) => events.ofGoal(goalFold, id) ?? []);
  const view = tertialView(model, plan, goals, removals, tertial);
  return { moment: { position: count, validOn: validOn ?? null }, plan: planView(plan, goals), view, removals };
}

function folded(log: readonly Step[], count: number, validOn?: IsoDate) {
  const known = log.slice(0, count).map((step, index) => {
    const { event, actor } = 'event' in step ? step : { event: step, actor: clerk };
    return { event, index, actor };
  });
  const held = known.filter(({ event: { data } }) => {
    const day = 'validOn' in data ? data.validOn : undefined;
    return validOn === undefined || day === undefined || day <= validOn;
  });
  const over = <State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    events: readonly { event: Event; index: number; actor: typeof clerk | Happened<Event>['actor'] }[],
  ): State =>
    events.reduce((state, { event, index, actor }) => fold.evolve(state, recorded(event, index, actor)), fold.initial);
  const ofPlans = held.flatMap(({ event, ...rest }) => (isOfPlan(event) ? [{ event, ...rest }] : []));
  const ofGoals = held.flatMap(({ event, ...rest }) => (isOfPlan(event) ? [] : [{ event, ...rest }]));
  return {
    goalIds: [...new Set(ofGoals.map(({ event }) => goalIn(event)))],
    ofPlan: <State>(fold: Fold<State, PlanEvent>) => over(fold, ofPlans),
    ofGoal: <State>(fold: Fold<State, GoalEvent>, id: Id<'Goal'>) =>
      over(
        fold,
        ofGoals.filter(({ event }) => goalIn(event) === id),
      ),
  };
}

function isOfPlan(event: PlanEvent | GoalEvent): event is PlanEvent {
  return Object.hasOwn(planFold.events, event.type);
}

function goalIn({ data }: GoalEvent): Id<'Goal'> {
  if ('goalId' in data) return data.goalId;
  return 'activityId' in data ? goalOf(data.activityId) : goalOf(data.measureId);
}
