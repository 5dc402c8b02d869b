import type { DecisionReference } from '../kernel/decision-reference.js';
import type { EventOf, Fold, Recorded } from '../kernel/fold.js';
import { type Id, idOf, planOf } from '../kernel/identity.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import { type AnnulledRemoval, type Annulment, type RemovalDecision, restored } from './removal-decision.js';
import type { AdoptedGoal, PlannedActivity, PlannedMeasure } from './plan.js';

/** A status or an assessment as given for a tertial, with all that were given before it: nothing is overwritten. */
export interface Entry {
  /** From 1, counted over all tertials of the activity or goal. */
  readonly number: number;
  readonly tertial: Tertial;
  readonly status: string;
  readonly comment: string;
  /** The day the fact holds, beside the time it was recorded. */
  readonly validOn: IsoDate;
  readonly modelVersion: number;
  readonly by: string;
  readonly at: IsoInstant;
  /** Place in the log. */
  readonly position: number;
  /** Set when this entry corrects an earlier one (rule 8). */
  readonly correction: { readonly corrects: number; readonly reason: string } | null;
  /** Set when the entry reached the log after the follow-up was closed: it counts for nothing. */
  readonly voided: 'FOLLOW_UP_CLOSED' | null;
}

export interface StatusReport extends Entry {
  readonly warnings: readonly Warning[];
}

/** What an accepted fulfilment rests on: the activities, their statuses and the number of each report. */
export interface Proof {
  readonly activities: readonly {
    readonly activityId: Id<'Activity'>;
    readonly status: string;
    readonly report: number;
  }[];
}

export interface Assessment extends Entry {
  /** Null when the activity rule was not applied. */
  readonly proof: Proof | null;
}

export interface Activity extends PlannedActivity {
  readonly id: Id<'Activity'>;
  /** The decision that added it during the year; null when it was in the plan from the start. */
  readonly added: DecisionReference | null;
  /** Membership of the plan, never a status. */
  readonly removed: RemovalDecision | null;
  /** Oldest first. */
  readonly annulledRemovals: readonly AnnulledRemoval[];
  readonly reports: readonly StatusReport[];
}

export interface Measure extends PlannedMeasure {
  readonly measureId: Id<'Measure'>;
  /** The decision that added it during the year; null when it was in the plan from the start. */
  readonly adopted: DecisionReference | null;
}

export interface Goal {
  /** Of its newest event. */
  readonly revision: number;
  readonly id: Id<'Goal'>;
  readonly title: string;
  readonly measures: readonly Measure[];
  readonly activities: readonly Activity[];
  readonly assessments: readonly Assessment[];
}

type EntryData = Pick<Entry, 'tertial' | 'status' | 'comment' | 'validOn' | 'modelVersion'>;
type ReportData = EntryData & { activityId: Id<'Activity'>; warnings: readonly Warning[] };
type AssessmentData = EntryData & { goalId: Id<'Goal'>; proof: Proof | null };
type CorrectionData = { corrects: number; reason: string };

export type GoalEvent =
  | EventOf<'GoalEstablished', AdoptedGoal>
  | EventOf<'MeasureAdopted', PlannedMeasure & { measureId: Id<'Measure'>; decision: DecisionReference }>
  | EventOf<'ActivityAdded', PlannedActivity & { activityId: Id<'Activity'>; decision: DecisionReference }>
  | EventOf<
      'ActivityDatesChanged',
      { activityId: Id<'Activity'>; startDate: IsoDate; endDate: IsoDate; decision: DecisionReference }
    >
  | EventOf<
      'ActivityReworded',
      { activityId: Id<'Activity'>; heading: string; description: string; decision: DecisionReference }
    >
  | EventOf<'ActivityStatusReported', ReportData>
  | EventOf<'ActivityStatusCorrected', ReportData & CorrectionData>
  | EventOf<'ActivityStatusVoided', { activityId: Id<'Activity'>; number: number; cause: 'FOLLOW_UP_CLOSED' }>
  | EventOf<'GoalAssessed', AssessmentData>
  | EventOf<'GoalAssessmentCorrected', AssessmentData & CorrectionData>
  | EventOf<'GoalAssessmentVoided', { goalId: Id<'Goal'>; number: number; cause: 'FOLLOW_UP_CLOSED' }>
  | EventOf<'ActivityRemoved', { activityId: Id<'Activity'>; decision: RemovalDecision }>
  | EventOf<'ActivityRestored', { activityId: Id<'Activity'>; annulled: Annulment }>;

export const goalFold: Fold<Goal | null, GoalEvent> = {
  kind: 'goal',
  initial: null,
  events: {
    GoalEstablished: [],
    MeasureAdopted: [],
    ActivityAdded: [],
    ActivityDatesChanged: [],
    ActivityReworded: [],
    ActivityStatusReported: [],
    ActivityStatusCorrected: [],
    ActivityStatusVoided: [],
    GoalAssessed: [],
    GoalAssessmentCorrected: [],
    GoalAssessmentVoided: [],
    ActivityRemoved: [],
    ActivityRestored: [],
  },
  partOf: (id) => planOf(idOf('Goal', id)),
  evolve: (goal, event) => {
    if (event.type === 'GoalEstablished') return established(event.data, event.revision);
    return goal === null ? goal : { ...evolved(goal, event), revision: event.revision };
  },
};

function established({ goalId, title, measures, activities }: AdoptedGoal, revision: number): Goal {
  return {
    revision,
    id: goalId,
    title,
    measures: measures.map((measure) => ({ ...measure, adopted: null })),
    activities: activities.map(({ activityId, ...planned }) => newActivity(activityId, planned, null)),
    assessments: [],
  };
}

function evolved(goal: Goal, event: Exclude<Recorded<GoalEvent>, { type: 'GoalEstablished' }>): Goal {
  switch (event.type) {
    case 'MeasureAdopted': {
      const { measureId, name, target, decision: adopted } = event.data;
      return { ...goal, measures: [...goal.measures, { measureId, name, target, adopted }] };
    }
    case 'ActivityAdded': {
      const { activityId, decision, ...planned } = event.data;
      return { ...goal, activities: [...goal.activities, newActivity(activityId, planned, decision)] };
    }
    case 'ActivityDatesChanged': {
      const { activityId, startDate, endDate } = event.data;
      return withActivity(goal, activityId, (activity) => ({ ...activity, startDate, endDate }));
    }
    case 'ActivityReworded': {
      const { activityId, heading, description } = event.data;
      return withActivity(goal, activityId, (activity) => ({ ...activity, heading, description }));
    }
    case 'ActivityStatusReported':
    case 'ActivityStatusCorrected': {
      const { activityId, warnings } = event.data;
      return withActivity(goal, activityId, (activity) => ({
        ...activity,
        reports: [...activity.reports, { ...newEntry(activity.reports.length + 1, event), warnings }],
      }));
    }
    case 'ActivityStatusVoided': {
      const { activityId, number, cause } = event.data;
      return withActivity(goal, activityId, (activity) => ({
        ...activity,
        reports: voidedIn(activity.reports, number, cause),
      }));
    }
    case 'GoalAssessed':
    case 'GoalAssessmentCorrected': {
      const assessment = { ...newEntry(goal.assessments.length + 1, event), proof: event.data.proof };
      return { ...goal, assessments: [...goal.assessments, assessment] };
    }
    case 'GoalAssessmentVoided':
      return { ...goal, assessments: voidedIn(goal.assessments, event.data.number, event.data.cause) };
    case 'ActivityRemoved': {
      const { activityId, decision } = event.data;
      return withActivity(goal, activityId, (activity) => ({ ...activity, removed: decision }));
    }
    case 'ActivityRestored': {
      const { activityId, annulled } = event.data;
      return withActivity(goal, activityId, (activity) => restored(activity, annulled.date));
    }
  }
}

function newActivity(id: Id<'Activity'>, planned: PlannedActivity, added: DecisionReference | null): Activity {
  const { heading, description, startDate, endDate, responsibleUnit } = planned;
  const nothing = { removed: null, annulledRemovals: [], reports: [] };
  return { id, heading, description, startDate, endDate, responsibleUnit, added, ...nothing };
}

function newEntry(number: number, event: Recorded<EventOf<string, EntryData | (EntryData & CorrectionData)>>): Entry {
  const { tertial, status, comment, validOn, modelVersion } = event.data;
  const correction = 'corrects' in event.data ? { corrects: event.data.corrects, reason: event.data.reason } : null;
  const { position, recordedAt: at, metadata } = event;
  const entry = { number, tertial, status, comment, validOn, modelVersion, by: metadata.actor, at, position };
  return { ...entry, correction, voided: null };
}

function withActivity(goal: Goal, id: Id<'Activity'>, change: (activity: Activity) => Activity): Goal {
  return { ...goal, activities: goal.activities.map((activity) => (activity.id === id ? change(activity) : activity)) };
}

function voidedIn<Kind extends Entry>(entries: readonly Kind[], number: number, cause: 'FOLLOW_UP_CLOSED'): Kind[] {
  return entries.map((entry) => (entry.number === number ? { ...entry, voided: cause } : entry));
}

/** What holds for a tertial: the newest entry that counts. Undefined is *not assessed* or not reported (rule 4). */
export function currentEntry<Kind extends Entry>(entries: readonly Kind[], tertial: Tertial): Kind | undefined {
  return entries.findLast((entry) => entry.tertial === tertial && entry.voided === null);
}

/**
 * The activities that a tertial's report shows: a later removal or addition does not change it (rule 16). A removal that
 * a court annulled has never been one (rule 35).
 */
export function activitiesIn(goal: Goal, lastDayOfTertial: IsoDate): Activity[] {
  return goal.activities.filter(
    ({ added, removed }) =>
      (added === null || added.date <= lastDayOfTertial) && (removed === null || removed.date > lastDayOfTertial),
  );
}

/** The measures that a tertial is judged on: one adopted later does not change it (rule 16). */
export function measuresIn({ measures }: Goal, lastDayOfTertial: IsoDate): Measure[] {
  return measures.filter(({ adopted }) => adopted === null || adopted.date <= lastDayOfTertial);
}

/** @throws Refusal `NOT_FOUND` */
export function activityIn(goal: Goal | null, id: Id<'Activity'>): Activity {
  const activity = goal?.activities.find((candidate) => candidate.id === id);
  if (activity === undefined) throw new Refusal('NOT_FOUND', { id });
  return activity;
}
