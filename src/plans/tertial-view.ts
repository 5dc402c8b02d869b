import type { Id } from '../kernel/identity.js';
import { boardOf, yearOf } from '../kernel/identity.js';
import { type IsoDate, lastDay, type Tertial } from '../kernel/tertial.js';
import type { Finality } from '../matters/finality.js';
import { decisionOn, finalityOf } from '../removals/board-decision.js';
import { openProposal, type RemovalProposal } from '../removals/removal.js';
import type { Label, SteeringModel } from '../steering-models/steering-model.js';
import { followUpOf } from './follow-up.js';
import { activitiesIn, type Activity, type Goal, measuresIn } from './goal.js';
import type { AnnulledRemoval, RemovalDecision } from './removal-decision.js';
import { goalsIn, type Plan } from './plan.js';
import {
  shownAssessment,
  type ShownAssessment,
  type ShownEntry,
  shownStatus,
  type ShownStatus,
} from './shown-entry.js';

export interface ShownActivity {
  readonly activityId: Id<'Activity'>;
  readonly heading: string;
  readonly description: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly responsibleUnit: string;
  /** Null: not yet reported. */
  readonly status: ShownStatus | null;
  /** The open proposal to take it out of the plan. */
  readonly removalProposed: Id<'RemovalProposal'> | null;
  /** The decision that has taken it out of the plan since. */
  readonly removed: ShownRemoval | null;
  /** When it was out of the plan by a decision that a court annulled, oldest first. */
  readonly annulledRemovals: readonly AnnulledRemoval[];
}

/** The board's decision, and how final it is: it is executed before it has legal force (rule 40). */
export interface ShownRemoval extends RemovalDecision {
  readonly finality: Finality;
}

export interface ShownGoal {
  readonly goalId: Id<'Goal'>;
  readonly title: string;
  readonly measures: readonly { readonly name: string; readonly target: string }[];
  /** Null: *not assessed*, which is never the same as not fulfilled (rule 4). */
  readonly assessment: ShownAssessment | null;
  readonly activities: readonly ShownActivity[];
}

export interface StatusCount {
  readonly code: string;
  readonly label: Label;
  readonly count: number;
}

/** What the board, the page, the document and the API show of one plan and one tertial. */
export interface TertialView {
  readonly planId: Id<'Plan'>;
  readonly boardId: Id<'Board'>;
  readonly year: number;
  readonly tertial: Tertial;
  readonly followUp: 'NOT_OPENED' | 'OPEN' | 'CLOSED';
  readonly cutOff: IsoDate | null;
  /** The version of the steering model that it is judged under; null when none was in force. */
  readonly modelVersion: number | null;
  readonly goals: readonly ShownGoal[];
  /** Every status of the model, in its order, also those with no activity. */
  readonly activityCounts: readonly StatusCount[];
  readonly notReported: number;
  readonly goalCounts: readonly StatusCount[];
  readonly notAssessed: number;
  /** Activities in the plan now, and those taken out of it; not as of the tertial. */
  readonly planActivities: number;
  readonly removedActivities: number;
}

/** A pure function of states: live and as of any moment are the same function on the same folds. */
export function tertialView(
  model: SteeringModel,
  plan: Plan,
  goals: readonly Goal[],
  removals: readonly (readonly RemovalProposal[])[],
  tertial: Tertial,
): TertialView {
  const year = yearOf(plan.id);
  const last = lastDay(year, tertial);
  const version = model.versions.findLast(({ holdsFrom }) => holdsFrom <= last);
  const proposalsOf = new Map(removals.map((proposals) => [proposals[0]?.activityId, proposals]));
  const ordered = plan.goalIds.flatMap((id) => goals.find((goal) => goal.id === id) ?? []);
  const shownIds = goalsIn(plan, last);
  const shownGoals = ordered
    .filter(({ id }) => shownIds.includes(id))
    .map((goal) => ({
      goalId: goal.id,
      title: goal.title,
      measures: measuresIn(goal, last).map(({ name, target }) => ({ name, target })),
      assessment: shownAssessment(goal, tertial, model),
      activities: activitiesIn(goal, last).map((activity) =>
        shownActivity(activity, tertial, model, proposalsOf.get(activity.id) ?? []),
      ),
    }));
  const followUp = followUpOf(plan, tertial);
  const statuses = shownGoals.flatMap(({ activities }) => activities.map(({ status }) => status));
  const assessments = shownGoals.map(({ assessment }) => assessment);
  const all = ordered.flatMap(({ activities }) => activities);
  return {
    planId: plan.id,
    boardId: boardOf(plan.id),
    year,
    tertial,
    followUp: followUp === undefined ? 'NOT_OPENED' : followUp.closed === null ? 'OPEN' : 'CLOSED',
    cutOff: followUp?.cutOff ?? null,
    modelVersion: version?.version ?? null,
    goals: shownGoals,
    activityCounts: counted(version?.activityStatuses ?? [], statuses),
    notReported: statuses.filter((status) => status === null).length,
    goalCounts: counted(version?.goalStatuses ?? [], assessments),
    notAssessed: assessments.filter((assessment) => assessment === null).length,
    planActivities: all.filter(({ removed }) => removed === null).length,
    removedActivities: all.filter(({ removed }) => removed !== null).length,
  };
}

function counted(
  statuses: readonly { readonly code: string; readonly label: Label }[],
  given: readonly (ShownEntry | null)[],
): StatusCount[] {
  const entries = given.filter((entry) => entry !== null);
  // What was given under a version that has been replaced within the tertial is counted under its own words.
  const older = entries.filter((entry) => !statuses.some(({ code }) => code === entry.code));
  const all = new Map([...statuses, ...older].map(({ code, label }) => [code, label]));
  return [...all].map(([code, label]) => ({ code, label, count: entries.filter((one) => one.code === code).length }));
}

function shownActivity(
  activity: Activity,
  tertial: Tertial,
  model: SteeringModel,
  proposals: readonly RemovalProposal[],
): ShownActivity {
  const { id, heading, description, startDate, endDate, responsibleUnit, annulledRemovals } = activity;
  const planned = { heading, description, startDate, endDate, responsibleUnit };
  const status = shownStatus(activity.reports, tertial, model);
  const removalProposed = openProposal(proposals)?.id ?? null;
  const removed = shownRemoval(activity, proposals);
  return { activityId: id, ...planned, status, removalProposed, removed, annulledRemovals };
}

function shownRemoval({ removed }: Activity, proposals: readonly RemovalProposal[]): ShownRemoval | null {
  if (removed === null) return null;
  const decision = decisionOn(proposals.find(({ id }) => id === removed.proposalId)?.decisions ?? [], removed);
  return { ...removed, finality: decision === undefined ? 'NOT_IN_FORCE' : finalityOf(decision) };
}
