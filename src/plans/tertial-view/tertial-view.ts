import { boardOf, type Id, yearOf } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import type { Finality } from '../../kernel/outcome.js';
import { type IsoDate, lastDay, type Tertial } from '../../kernel/tertial.js';
import { decisionOn, finalityOf } from '../../removals/removal-process.js';
import { openProposal, type RemovalProposal } from '../../removals/removal.js';
import type { ActivityStatus, GoalStatus, Sign, SteeringModel } from '../../steering-models/steering-model.js';
import { type AnnulledRemoval, changesUpTo, type RemovalDecision } from '../activity-changes.js';
import type { Correction } from '../correction.js';
import { stillProved } from '../goal-assessment.js';
import { titleUpTo } from '../goal-corrections.js';
import { activitiesIn, type Activity, type Assessment, type Goal, goalsOfPlan, type StatusReport } from '../goal.js';
import { measureAsJudged, measuresIn } from '../measure.js';
import { followUpOf, goalsIn, isLoadedAfterwards, type Plan } from '../plan.js';
import { currentFact } from '../reported-fact.js';
import type { Responsible } from '../responsible.js';
import type { Counted, MeasureCounts, ShownAssessment, ShownMeasure, ShownStatus } from './shown-facts.js';
import { activityStatus, counted, goalStatus, measureCounts, shownFact, shownMeasure } from './shown-facts.js';

export interface ShownActivity {
  readonly activityId: Id<'Activity'>;
  readonly heading: string;
  readonly description: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly responsibleUnit: string;
  readonly responsible: Responsible | null;
  /** Null when nobody has reported a status. */
  readonly status: ShownStatus | null;
  /** The id of the open proposal to remove the activity; null without one. */
  readonly removalProposed: Id<'RemovalProposal'> | null;
  /** The decision that removed the activity after the tertial; null while the activity is in the plan. */
  readonly removed: ShownRemoval | null;
  /** The removals of the activity that a court annulled, oldest first. */
  readonly annulledRemovals: readonly AnnulledRemoval[];
}

/** A removal by the board, with its finality. The removal takes effect before it has legal force (rule 40). */
export interface ShownRemoval extends RemovalDecision {
  readonly finality: Finality;
}

export interface ShownGoal {
  readonly goalId: Id<'Goal'>;
  readonly title: string;
  readonly measures: readonly ShownMeasure[];
  /** Null means *not assessed*, which is never the same as not fulfilled (rule 4). */
  readonly assessment: ShownAssessment | null;
  readonly activities: readonly ShownActivity[];
}

/** The plan's goals, measures and activities with their reports for one tertial, and the counts (rule 71). */
export interface TertialView {
  readonly planId: Id<'Plan'>;
  readonly boardId: Id<'Board'>;
  readonly year: number;
  readonly tertial: Tertial;
  readonly followUp: 'NOT_OPENED' | 'OPEN' | 'CLOSED';
  readonly cutOff: IsoDate | null;
  /** Whether the plan was recorded after its year, or after the cut-off date of this follow-up (rules 98 and 99). */
  readonly loadedAfterwards: boolean;
  /** The corrections of the follow-up, oldest first: its cut-off date moved, and its reopenings (rule 102). */
  readonly corrections: readonly Correction[];
  /** The version of the steering model that applies to the tertial; null when none was in force. */
  readonly modelVersion: number | null;
  readonly goals: readonly ShownGoal[];
  /** The number of activities with each status, in the order of the model. A number can be 0. */
  readonly activityCounts: readonly Counted<ActivityStatus>[];
  readonly notReported: number;
  readonly goalCounts: readonly Counted<GoalStatus>[];
  readonly notAssessed: number;
  /** The label and the colour of a missing assessment; null when no version of the model was in force. */
  readonly notAssessedSign: Sign | null;
  readonly measureCounts: MeasureCounts;
  /** The number of activities in the plan now. In a view as of a moment, the number at that moment. */
  readonly planActivities: number;
  readonly removedActivities: number;
}

/** Computes the tertial view from states. Both live views and views as of a moment come from this function. */
export function tertialView(
  model: SteeringModel,
  plan: Plan,
  goals: readonly Goal[],
  removals: readonly (readonly RemovalProposal[])[],
  tertial: Tertial,
): TertialView {
  const last = lastDay(yearOf(plan.id), tertial);
  const version = model.versions.findLast(({ holdsFrom }) => holdsFrom <= last);
  const proposalsOf = new Map(removals.map((proposals) => [proposals[0]?.activityId, proposals]));
  const ordered = goalsOfPlan(plan, goals);
  const shownIds = goalsIn(plan, last);
  const followUp = followUpOf(plan, tertial);
  const closing = followUp?.closed?.position ?? null;
  const shownGoals = ordered
    .filter(({ id }) => shownIds.includes(id))
    .map((goal) => ({ ...goal, measures: goal.measures.map((one) => measureAsJudged(one, tertial, closing)) }))
    .map((goal) => ({
      goalId: goal.id,
      title: titleAsJudged(goal, tertial, closing),
      measures: measuresIn(goal, last).map((measure) => shownMeasure(measure, tertial)),
      assessment: shownAssessment(goal, tertial, model),
      activities: activitiesIn(goal, last).map((activity) =>
        shownActivity(asJudged(activity, tertial, closing), tertial, model, proposalsOf.get(activity.id) ?? []),
      ),
    }));
  const statuses = shownGoals.flatMap(({ activities }) => activities.map(({ status }) => status));
  const assessments = shownGoals.map(({ assessment }) => assessment);
  const all = ordered.flatMap(({ activities }) => activities);
  return {
    planId: plan.id,
    boardId: boardOf(plan.id),
    year: yearOf(plan.id),
    tertial,
    followUp: followUp === undefined ? 'NOT_OPENED' : followUp.closed === null ? 'OPEN' : 'CLOSED',
    cutOff: followUp?.cutOff ?? null,
    loadedAfterwards: isLoadedAfterwards(plan) || followUp?.loadedAfterwards === true,
    corrections: plan.corrections.filter((one) => one.tertial === tertial),
    modelVersion: version?.version ?? null,
    goals: shownGoals,
    activityCounts: counted(version?.activityStatuses ?? [], statuses, (entry) => activityStatus(model, entry)),
    notReported: statuses.filter((status) => status === null).length,
    goalCounts: counted(version?.goalStatuses ?? [], assessments, (entry) => goalStatus(model, entry)),
    notAssessed: assessments.filter((assessment) => assessment === null).length,
    notAssessedSign: version?.notAssessed ?? null,
    measureCounts: measureCounts(shownGoals.flatMap(({ measures }) => measures)),
    planActivities: all.filter(({ removed }) => removed === null).length,
    removedActivities: all.filter(({ removed }) => removed !== null).length,
  };
}

/**
 * Rule 101: returns the activity in the words and with the dates that it had when its follow-up was closed, or when its
 * status was last corrected after that. Returns it as it is while the follow-up is open.
 */
function asJudged(activity: Activity, tertial: Tertial, closing: number | null): Activity {
  if (closing === null) return activity;
  return changesUpTo(activity, Math.max(closing, currentFact(activity.reports, tertial)?.position ?? 0));
}

/** Rule 101: does for the title of a goal what {@link asJudged} does for an activity. */
function titleAsJudged(goal: Goal, tertial: Tertial, closing: number | null): string {
  if (closing === null) return goal.title;
  return titleUpTo(goal, Math.max(closing, currentFact(goal.assessments, tertial)?.position ?? 0));
}

function shownActivity(
  activity: Activity,
  tertial: Tertial,
  model: SteeringModel,
  proposals: readonly RemovalProposal[],
): ShownActivity {
  const { id, heading, description, startDate, endDate, responsibleUnit, responsible, annulledRemovals } = activity;
  const planned = { heading, description, startDate, endDate, responsibleUnit, responsible };
  const status = shownStatus(activity.reports, tertial, model);
  const removalProposed = openProposal(proposals)?.id ?? null;
  const removed = shownRemoval(activity, proposals);
  return { activityId: id, ...planned, status, removalProposed, removed, annulledRemovals };
}

function shownStatus(reports: readonly StatusReport[], tertial: Tertial, model: SteeringModel): ShownStatus | null {
  const current = currentFact(reports, tertial);
  if (current === undefined) return null;
  return {
    ...shownFact(current, reports, (entry) => activityStatus(model, entry)),
    deviation: activityStatus(model, current)?.deviation ?? false,
    warnings: current.warnings,
  };
}

function shownAssessment(goal: Goal, tertial: Tertial, model: SteeringModel): ShownAssessment | null {
  const current = currentFact(goal.assessments, tertial);
  if (current === undefined) return null;
  return {
    ...shownFact(current, goal.assessments, (entry) => goalStatus(model, entry)),
    ...proofShown(current),
    stillProved: stillProved(current, goal),
  };
}

function proofShown({ proof }: Assessment): Pick<ShownAssessment, 'proof' | 'measureProof'> {
  if (proof === null) return { proof: null, measureProof: null };
  if ('measures' in proof) {
    return { proof: null, measureProof: proof.measures.map(({ measureId, value }) => ({ measureId, value })) };
  }
  return { proof: proof.activities.map(({ activityId, status }) => ({ activityId, status })), measureProof: null };
}

function shownRemoval({ removed }: Activity, proposals: readonly RemovalProposal[]): ShownRemoval | null {
  if (removed === null) return null;
  const decision = decisionOn(proposals.find(({ id }) => id === removed.proposalId)?.decisions ?? [], removed);
  return { ...removed, finality: decision === undefined ? 'NOT_IN_FORCE' : finalityOf(decision) };
}

/** The injection token of the service that reads tertial views for other features. */
export const TERTIAL_VIEWS = 'TERTIAL_VIEWS';

export interface ReadTertialViews {
  /** Returns null when the plan does not exist. A null `moment` means now. */
  one(planId: Id<'Plan'>, tertial: Tertial, moment: Moment | null): Promise<TertialView | null>;
}
