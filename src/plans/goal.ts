import type { DecisionReference } from '../kernel/outcome.js';
import { type EventOf, existing, type Fold, type Json, type Recorded } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { type Id, idOf, planOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import type { ActivityChange, Annulment, Changeable, Membership, RemovalDecision } from './activity-changes.js';
import { changedBy, changesValidOn, membershipValidOn, restored } from './activity-changes.js';
import { correctionRefusals } from './correction-refusals.js';
import { type Correctable, correctedBy, type GoalCorrectionEvent, rightlyDecided } from './goal-corrections.js';
import type { ReportLeftOutEvent } from './imported-reports.js';
import { type Measured, measuredBy, type MeasureEvent, newMeasure } from './measure.js';
import type { AdoptedGoal, PlannedActivity } from './plan.js';
import { goalWithoutResponsible, withoutResponsible, type WithResponsible } from './responsible.js';
import type { CorrectionData, ReportedStatus, ReportedStatusData } from './reported-fact.js';
import { factsValidOn, reportedStatusOf, voidedIn } from './reported-fact.js';

export interface StatusReport extends ReportedStatus {
  readonly warnings: readonly Warning[];
}

/** The proof that a goal is fulfilled: the activities or the measures, with the number of the report on each. */
export type Proof =
  | {
      readonly activities: readonly {
        readonly activityId: Id<'Activity'>;
        readonly status: string;
        readonly report: number;
      }[];
    }
  | {
      readonly measures: readonly {
        readonly measureId: Id<'Measure'>;
        readonly value: string;
        readonly report: number;
      }[];
    };

export interface Assessment extends ReportedStatus {
  /** Null when the status means no fulfilment, or when no rule of the model requires a proof. */
  readonly proof: Proof | null;
}

export interface Activity extends PlannedActivity, WithResponsible, Changeable, Membership {
  readonly id: Id<'Activity'>;
  /** The later decision that added the activity to its goal; null when the goal began with the activity. */
  readonly added: DecisionReference | null;
  /** The position of its addition in the log; 0 when the goal began with the activity. */
  readonly addedAt: number;
  readonly reports: readonly StatusReport[];
}

export interface Goal extends Correctable<Activity>, Measured {
  /** The stream revision of the goal's newest event. */
  readonly revision: number;
  readonly assessments: readonly Assessment[];
}

type ReportData = ReportedStatusData & { activityId: Id<'Activity'>; warnings: readonly Warning[] };
type AssessmentData = ReportedStatusData & { goalId: Id<'Goal'>; proof: Proof | null };

export type GoalEvent =
  | EventOf<'GoalEstablished', AdoptedGoal>
  | MeasureEvent
  | EventOf<
      'ActivityAdded',
      PlannedActivity & WithResponsible & { activityId: Id<'Activity'>; decision: DecisionReference }
    >
  | EventOf<
      'ActivityDatesChanged',
      { activityId: Id<'Activity'>; startDate: IsoDate; endDate: IsoDate; decision: DecisionReference }
    >
  | EventOf<
      'ActivityReworded',
      { activityId: Id<'Activity'>; heading: string; description: string; decision: DecisionReference }
    >
  | EventOf<'ActivityAssigned', WithResponsible & { activityId: Id<'Activity'> }>
  | EventOf<'ActivityStatusReported', ReportData>
  | EventOf<'ActivityStatusCorrected', ReportData & CorrectionData>
  | EventOf<'ActivityStatusVoided', { activityId: Id<'Activity'>; number: number; cause: 'FOLLOW_UP_CLOSED' }>
  | EventOf<'GoalAssessed', AssessmentData>
  | EventOf<'GoalAssessmentCorrected', AssessmentData & CorrectionData>
  | EventOf<'GoalAssessmentVoided', { goalId: Id<'Goal'>; number: number; cause: 'FOLLOW_UP_CLOSED' }>
  | ReportLeftOutEvent
  | GoalCorrectionEvent
  | EventOf<'ActivityRemoved', { activityId: Id<'Activity'>; decision: RemovalDecision }>
  | EventOf<'ActivityRestored', { activityId: Id<'Activity'>; annulled: Annulment }>;

/** Upcasts version 1, in which only activities could prove a fulfilment. Such data is valid in version 2 unchanged. */
function provedByActivitiesOnly(data: Json): Json {
  return data;
}

export const goalFold: Fold<Goal | null, GoalEvent> = {
  kind: 'goal',
  initial: null,
  events: {
    GoalEstablished: [goalWithoutResponsible],
    MeasureAdopted: [],
    MeasureRedefined: [],
    MeasureStruck: [],
    MeasureStrikeVoided: [],
    MeasureDecisionCorrected: [],
    ActivityDecisionCorrected: [],
    MeasureReported: [],
    MeasureReportCorrected: [],
    MeasureReportVoided: [],
    ActivityAdded: [withoutResponsible],
    ActivityDatesChanged: [],
    ActivityReworded: [],
    ActivityAssigned: [],
    ActivityStatusReported: [],
    ActivityStatusCorrected: [],
    ActivityStatusVoided: [],
    GoalAssessed: [provedByActivitiesOnly],
    GoalAssessmentCorrected: [provedByActivitiesOnly],
    GoalAssessmentVoided: [],
    ImportedReportLeftOut: [],
    GoalRenamed: [],
    GoalStruck: [],
    ActivityStruck: [],
    StrikeVoided: [],
    ActivityRemoved: [],
    ActivityRestored: [],
  },
  partOf: (id) => planOf(idOf('Goal', id)),
  evolve: (goal, event) => {
    if (event.type === 'GoalEstablished') return established(event);
    return goal === null ? goal : { ...evolved(goal, event), revision: event.revision };
  },
  validOn: goalValidOn,
};

function established({ data, revision, position }: Recorded<EventOf<'GoalEstablished', AdoptedGoal>>): Goal {
  const { goalId, title, measures, activities } = data;
  return {
    revision,
    id: goalId,
    title,
    titles: [{ title, position }],
    struck: null,
    measures: measures.map(({ measureId, ...planned }) => newMeasure(measureId, planned, null)),
    activities: activities.map(({ activityId, ...planned }) => newActivity(activityId, planned, null)),
    struckActivities: [],
    struckMeasures: [],
    assessments: [],
    corrections: [],
  };
}

function evolved(goal: Goal, event: Exclude<Recorded<GoalEvent>, { type: 'GoalEstablished' }>): Goal {
  switch (event.type) {
    case 'MeasureAdopted':
    case 'MeasureReported':
    case 'MeasureReportCorrected':
    case 'MeasureReportVoided':
    case 'MeasureRedefined':
    case 'MeasureStruck':
    case 'MeasureStrikeVoided':
    case 'MeasureDecisionCorrected':
      return { ...goal, ...measuredBy(goal, event) };
    case 'ActivityAdded':
      return { ...goal, activities: [...goal.activities, addedActivity(event)] };
    case 'ActivityDecisionCorrected':
      return { ...goal, ...rightlyDecided(goal, event) };
    case 'ActivityDatesChanged':
    case 'ActivityReworded':
      return withActivity(goal, event.data.activityId, (one) => changedBy(one, changeIn(event, one)));
    case 'ActivityAssigned':
      return withActivity(goal, event.data.activityId, (one) => ({ ...one, responsible: event.data.responsible }));
    case 'ActivityStatusReported':
    case 'ActivityStatusCorrected': {
      const { activityId, warnings } = event.data;
      const reportsAfter = ({ reports }: Activity) => [...reports, { ...reportedStatusOf(event, reports), warnings }];
      return withActivity(goal, activityId, (one) => ({ ...one, reports: reportsAfter(one) }));
    }
    case 'ActivityStatusVoided': {
      const { activityId, number, cause } = event.data;
      return withActivity(goal, activityId, (one) => ({ ...one, reports: voidedIn(one.reports, number, cause) }));
    }
    case 'GoalAssessed':
    case 'GoalAssessmentCorrected': {
      const assessment = { ...reportedStatusOf(event, goal.assessments), proof: event.data.proof };
      return { ...goal, assessments: [...goal.assessments, assessment] };
    }
    case 'GoalAssessmentVoided':
      return { ...goal, assessments: voidedIn(goal.assessments, event.data.number, event.data.cause) };
    case 'ImportedReportLeftOut':
      return goal;
    case 'GoalRenamed':
    case 'GoalStruck':
    case 'ActivityStruck':
    case 'StrikeVoided':
      return { ...goal, ...correctedBy(goal, event) };
    case 'ActivityRemoved':
      return withActivity(goal, event.data.activityId, (one) => ({ ...one, removed: event.data.decision }));
    case 'ActivityRestored':
      return withActivity(goal, event.data.activityId, (one) => restored(one, event.data.annulled.date));
  }
}

type ChangeEvent = Extract<Recorded<GoalEvent>, { type: 'ActivityDatesChanged' | 'ActivityReworded' }>;

function changeIn({ data, position }: ChangeEvent, { changed }: Changeable): ActivityChange {
  const { decision } = data;
  const known = { number: (changed?.changes.length ?? 0) + 1, decision, position };
  return 'heading' in data
    ? { ...known, to: { heading: data.heading, description: data.description } }
    : { ...known, to: { startDate: data.startDate, endDate: data.endDate } };
}

/** Returns the goals of a plan in the plan's order, without the goals that have been struck. */
export function goalsOfPlan({ goalIds }: { readonly goalIds: readonly Id<'Goal'>[] }, goals: readonly Goal[]): Goal[] {
  const goalOf = new Map(goals.map((goal) => [goal.id, goal]));
  return goalIds.flatMap((id) => goalOf.get(id) ?? []).filter(({ struck }) => struck === null);
}

/** Returns a goal that has not been struck. @throws Refusal `NOT_FOUND` or `STRUCK` */
export function standing(goal: Goal | null, id: string): Goal {
  const found = existing(goal, id);
  if (found.struck !== null) throw new Refusal(correctionRefusals.STRUCK, {});
  return found;
}

function addedActivity({ data, position }: Extract<Recorded<GoalEvent>, { type: 'ActivityAdded' }>): Activity {
  const { activityId, decision, ...planned } = data;
  return { ...newActivity(activityId, planned, decision), addedAt: position };
}

function newActivity(
  id: Id<'Activity'>,
  planned: PlannedActivity & WithResponsible,
  added: DecisionReference | null,
): Activity {
  const { heading, description, startDate, endDate, responsibleUnit, responsible } = planned;
  const nothing = { addedAt: 0, changed: null, removed: null, annulledRemovals: [], reports: [] };
  return { id, heading, description, startDate, endDate, responsibleUnit, responsible, added, ...nothing };
}

function withActivity(goal: Goal, id: Id<'Activity'>, change: (activity: Activity) => Activity): Goal {
  const changed = (activity: Activity) => (activity.id === id ? change(activity) : activity);
  const struckActivities = goal.struckActivities.map((one) => ({ ...one, activity: changed(one.activity) }));
  return { ...goal, activities: goal.activities.map(changed), struckActivities };
}

/**
 * Returns the activities that the tertial view shows. A removal or an addition after the tertial does not change the
 * view (rule 16). A removal that a court annulled does not count (rule 35).
 */
export function activitiesIn(goal: Goal, lastDayOfTertial: IsoDate): Activity[] {
  return goal.activities.filter(
    ({ added, removed }) =>
      (added === null || added.date <= lastDayOfTertial) && (removed === null || removed.date > lastDayOfTertial),
  );
}

/**
 * Returns an activity of the goal.
 *
 * @throws Refusal `NOT_FOUND` when the goal or the activity does not exist, `STRUCK` when it has been struck.
 */
export function activityIn(goal: Goal | null, id: Id<'Activity'>): Activity {
  const activity = goal?.activities.find((candidate) => candidate.id === id);
  if (activity !== undefined && goal?.struck === null) return activity;
  const isStruck = activity !== undefined || goal?.struckActivities.some((one) => one.activity.id === id) === true;
  throw isStruck ? new Refusal(correctionRefusals.STRUCK, {}) : new Refusal(refusals.NOT_FOUND, { id });
}

/**
 * Returns the goal with only the facts and the decisions up to and including the day.
 *
 * The result has no status, outcome or assessment with a later `validOn`. A fact therefore appears uncorrected when its
 * correction has a later `validOn`. The result leaves out measures and activities that the board added after the day,
 * changes and removals that the board decided after the day, and annulments that hold only after the day.
 *
 * Measures and activities that the goal began with stay. Voided reports stay voided.
 */
export function goalValidOn(goal: Goal | null, day: IsoDate): Goal | null {
  if (goal === null) return null;
  return {
    ...goal,
    measures: goal.measures
      .filter(({ adopted }) => isDecided(adopted, day))
      .map((measure) => ({ ...measure, outcomes: factsValidOn(measure.outcomes, day) })),
    activities: goal.activities.filter(({ added }) => isDecided(added, day)).map((one) => activityValidOn(one, day)),
    assessments: factsValidOn(goal.assessments, day),
  };
}

function activityValidOn(activity: Activity, day: IsoDate): Activity {
  return { ...membershipValidOn(changesValidOn(activity, day), day), reports: factsValidOn(activity.reports, day) };
}

function isDecided(decision: DecisionReference | null, day: IsoDate): boolean {
  return decision === null || decision.date <= day;
}
