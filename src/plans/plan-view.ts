import type { DecisionReference } from '../kernel/outcome.js';
import { boardOf, type Id, yearOf } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { AnnulledRemoval, RemovalDecision } from './activity-changes.js';
import { type Activity, type Goal, goalsOfPlan } from './goal.js';
import type { Correction } from './correction.js';
import type { FollowUp } from './follow-ups.js';
import { isLoadedAfterwards, type Plan, type PlannedActivity, type PlannedMeasure } from './plan.js';
import type { WithResponsible } from './responsible.js';

/** The plan as the board adopted it, with the changes that the board decided later. */
export interface PlanView {
  readonly id: Id<'Plan'>;
  readonly boardId: Id<'Board'>;
  readonly year: number;
  readonly revision: number;
  readonly steeringModelId: Id<'SteeringModel'>;
  readonly decision: DecisionReference;
  /** Whether the plan was recorded after its year had ended (rule 98). */
  readonly loadedAfterwards: boolean;
  readonly followUps: readonly {
    readonly planId: Id<'Plan'>;
    readonly tertial: Tertial;
    readonly cutOff: IsoDate;
    /** Whether the cut-off date had passed when the plan was recorded (rule 99). */
    readonly loadedAfterwards: boolean;
    readonly closedAt: IsoInstant | null;
  }[];
  readonly goals: readonly {
    readonly id: Id<'Goal'>;
    /** The revision of the goal's stream, which also contains the events of its measures and activities. */
    readonly revision: number;
    readonly title: string;
    /** The decision that added the goal during the year; null when the board adopted it with the plan. */
    readonly added: DecisionReference | null;
    readonly measures: readonly (PlannedMeasure & { readonly measureId: Id<'Measure'> })[];
    readonly activities: readonly ActivityInPlan[];
  }[];
  /** The corrections of the plan, its follow-ups and its goals, in the order of the log (rule 102). */
  readonly corrections: readonly Correction[];
  /** The number of activities in the plan. It does not include removed activities. */
  readonly activities: number;
  readonly removed: number;
}

/** A change of an activity, with what became of its dates or of its words. The other two are null. */
export interface ChangeShown {
  /** The number of the change among all of the activity, from 1. */
  readonly number: number;
  readonly decision: DecisionReference;
  readonly startDate: IsoDate | null;
  readonly endDate: IsoDate | null;
  readonly heading: string | null;
  readonly description: string | null;
}

export interface ActivityInPlan extends PlannedActivity, WithResponsible {
  readonly id: Id<'Activity'>;
  readonly added: DecisionReference | null;
  /** The changes of its dates and its words during the year, in the order of the log. */
  readonly changes: readonly ChangeShown[];
  readonly removed: RemovalDecision | null;
  readonly annulledRemovals: readonly AnnulledRemoval[];
}

export function planView(plan: Plan, goals: readonly Goal[]): PlanView {
  const { id, revision, steeringModelId, decision } = plan;
  const ordered = goalsOfPlan(plan, goals);
  const all = ordered.flatMap(({ activities }) => activities);
  return {
    id,
    boardId: boardOf(id),
    year: yearOf(id),
    revision,
    steeringModelId,
    decision,
    loadedAfterwards: isLoadedAfterwards(plan),
    followUps: plan.followUps.map((followUp) => followUpView(plan.id, followUp)),
    goals: ordered.map((goal) => ({
      id: goal.id,
      revision: goal.revision,
      title: goal.title,
      added: plan.goalsAdded.find(({ goalId }) => goalId === goal.id)?.decision ?? null,
      measures: goal.measures.map(({ measureId, name, target }) => ({ measureId, name, target })),
      activities: goal.activities.map(activityInPlan),
    })),
    corrections: [...plan.corrections, ...goals.flatMap(({ corrections }) => corrections)].sort(
      (one, other) => one.position - other.position,
    ),
    activities: all.filter(({ removed }) => removed === null).length,
    removed: all.filter(({ removed }) => removed !== null).length,
  };
}

function followUpView(planId: Id<'Plan'>, { tertial, cutOff, loadedAfterwards, closed }: FollowUp) {
  return { planId, tertial, cutOff, loadedAfterwards, closedAt: closed?.at ?? null };
}

function activityInPlan(activity: Activity): ActivityInPlan {
  const { id, heading, description, startDate, endDate, responsibleUnit, responsible } = activity;
  const { added, removed, annulledRemovals } = activity;
  const words = { heading, description, startDate, endDate, responsibleUnit };
  const changes = changesShown(activity);
  return { id, ...words, responsible, added, changes, removed, annulledRemovals };
}

function changesShown({ changed }: Activity): ChangeShown[] {
  const none = { startDate: null, endDate: null, heading: null, description: null };
  return (changed?.changes ?? []).map(({ number, decision, to }) => ({ number, decision, ...none, ...to }));
}

/** An activity with its heading and the title of its goal. */
export interface TitledActivity {
  readonly id: string;
  readonly heading: string;
  readonly goal: string;
}

/** Returns the title of each activity of a plan: its heading, with the goal where two activities have one heading. */
export function activityTitles(activities: readonly TitledActivity[]): ReadonlyMap<string, string> {
  const sameHeading = Map.groupBy(activities, ({ heading }) => heading);
  return new Map(
    activities.map(({ id, heading, goal }) => {
      const isUnique = sameHeading.get(heading)?.length === 1;
      return [id, isUnique ? heading : `${heading} (${goal})`];
    }),
  );
}
