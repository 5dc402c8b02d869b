import type { DecisionReference } from '../kernel/decision-reference.js';
import type { Fold, Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import { type GoalEvent, goalFold } from './goal.js';
import { type AdoptedGoal, type PlanEvent, planFold } from './plan.js';
import type { Annulment, RemovalDecision } from './removal-decision.js';
import type { CorrectionData, ToldData } from './reported-fact.js';

export type Traced = 'ADDED' | 'REMOVED' | 'RESTORED' | 'DATES' | 'WORDING' | 'STATUS' | 'ASSESSMENT' | 'OUTCOME';

/** That an event changed something of a goal, an activity or a measure: by whom, when, why, and where it is recorded. */
export interface Trace {
  readonly about: Id<'Goal'> | Id<'Activity'> | Id<'Measure'>;
  readonly what: Traced;
  /** Null: it is of no tertial. */
  readonly tertial: Tertial | null;
  readonly by: string;
  readonly at: IsoInstant;
  readonly position: number;
  /** The day from which it holds; null: always. */
  readonly holdsOn: IsoDate | null;
  /** Of a correction. */
  readonly reason: string | null;
  /** Set when it takes out of account what was told too late. */
  readonly voids: 'FOLLOW_UP_CLOSED' | null;
  readonly decision: DecisionReference | null;
  readonly removal: RemovalDecision | null;
  readonly annulled: Annulment | null;
}

/**
 * What has happened to a plan's goals, in the log's order. A state tells what holds and not who brought it about, and to
 * keep that in each would make every read of it dearer; so it is read from the same streams when it is asked for.
 */
export const goalTrail: Fold<readonly Trace[], GoalEvent> = {
  kind: goalFold.kind,
  initial: [],
  events: goalFold.events,
  evolve: (trail, event) => [...trail, ...tracesOf(event, trail)],
};

/** When and by which decision goals came into a plan, in the log's order. */
export const planTrail: Fold<readonly Trace[], PlanEvent> = {
  kind: planFold.kind,
  initial: [],
  events: planFold.events,
  evolve: (trail, event) => {
    switch (event.type) {
      case 'PlanAdopted':
        return [...trail, ...event.data.goals.flatMap((goal) => withParts(goal, event, event.data.decision))];
      case 'GoalAdded':
        return [...trail, ...withParts(event.data.goal, event, event.data.decision)];
      case 'FollowUpOpened':
      case 'FollowUpClosed':
        return trail;
    }
  },
};

function tracesOf(event: Recorded<GoalEvent>, trail: readonly Trace[]): Trace[] {
  switch (event.type) {
    case 'GoalEstablished':
      return withParts(event.data, event, null);
    case 'MeasureAdopted':
      return [decided(event.data.measureId, 'ADDED', event, event.data.decision)];
    case 'ActivityAdded':
      return [decided(event.data.activityId, 'ADDED', event, event.data.decision)];
    case 'ActivityDatesChanged':
      return [decided(event.data.activityId, 'DATES', event, event.data.decision)];
    case 'ActivityReworded':
      return [decided(event.data.activityId, 'WORDING', event, event.data.decision)];
    case 'ActivityRemoved': {
      const { activityId, decision } = event.data;
      return [{ ...decided(activityId, 'REMOVED', event, decision), removal: decision }];
    }
    case 'ActivityRestored': {
      const { activityId, annulled } = event.data;
      return [{ ...traced(activityId, 'RESTORED', event), holdsOn: annulled.date, annulled }];
    }
    case 'ActivityStatusReported':
    case 'ActivityStatusCorrected':
      return [told(event.data.activityId, 'STATUS', event, event.data)];
    case 'MeasureReported':
    case 'MeasureReportCorrected':
      return [told(event.data.measureId, 'OUTCOME', event, event.data)];
    case 'GoalAssessed':
    case 'GoalAssessmentCorrected':
      return [told(event.data.goalId, 'ASSESSMENT', event, event.data)];
    case 'ActivityStatusVoided':
      return [voiding(event.data.activityId, 'STATUS', event, trail)];
    case 'MeasureReportVoided':
      return [voiding(event.data.measureId, 'OUTCOME', event, trail)];
    case 'GoalAssessmentVoided':
      return [voiding(event.data.goalId, 'ASSESSMENT', event, trail)];
  }
}

type Recording = Pick<Recorded, 'position' | 'recordedAt' | 'metadata'>;

function traced(about: Trace['about'], what: Traced, { position, recordedAt: at, metadata }: Recording): Trace {
  const nothing = { reason: null, voids: null, decision: null, removal: null, annulled: null };
  return { about, what, tertial: null, by: metadata.actor, at, position, holdsOn: null, ...nothing };
}

function decided(about: Trace['about'], what: Traced, event: Recording, decision: DecisionReference): Trace {
  return { ...traced(about, what, event), holdsOn: decision.date, decision };
}

/** A goal with all that it had when it came into the plan. */
function withParts(goal: AdoptedGoal, event: Recording, decision: DecisionReference | null): Trace[] {
  const { goalId, measures, activities } = goal;
  const ids = [
    goalId,
    ...measures.map(({ measureId }) => measureId),
    ...activities.map(({ activityId }) => activityId),
  ];
  return ids.map((id) => (decision === null ? traced(id, 'ADDED', event) : decided(id, 'ADDED', event, decision)));
}

function told(about: Trace['about'], what: Traced, event: Recording, data: ToldData & Partial<CorrectionData>): Trace {
  const { tertial, validOn: holdsOn, reason = null } = data;
  return { ...traced(about, what, event), tertial, holdsOn, reason };
}

type Voided = Recording & { readonly data: { readonly number: number; readonly cause: 'FOLLOW_UP_CLOSED' } };

/** An entry is voided by its number, which is counted over all that was told of the thing. */
function voiding(about: Trace['about'], what: Traced, event: Voided, trail: readonly Trace[]): Trace {
  const all = trail.filter((one) => one.about === about && one.what === what && one.voids === null);
  const { tertial = null, holdsOn = null } = all[event.data.number - 1] ?? {};
  return { ...traced(about, what, event), tertial, holdsOn, voids: event.data.cause };
}
