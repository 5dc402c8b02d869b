import { fieldsOf, type Stored } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { statusIn } from '../steering-models/steering-model.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import type { ShownMeasure } from '../plans/tertial-view/shown-facts.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';

/** The kinds of counts and values in a tertial view that {@link eventsBehind} can explain by events. */
export const figureKinds = [
  'ACTIVITIES_IN_PLAN',
  'ACTIVITIES_REMOVED',
  'ACTIVITIES_NOT_REPORTED',
  'ACTIVITIES_WITH_STATUS',
  'ACTIVITY_STATUS',
  'GOALS_NOT_ASSESSED',
  'GOALS_WITH_STATUS',
  'GOAL_ASSESSMENT',
  'MEASURES_REACHED',
  'MEASURES_MISSED',
  'MEASURES_UNTOLD',
  'MEASURES_NOT_REPORTED',
  'MEASURE_OUTCOME',
  'FOLLOW_UP',
] as const;

type FigureKind = (typeof figureKinds)[number];
type OfThing = 'ACTIVITY_STATUS' | 'GOAL_ASSESSMENT' | 'MEASURE_OUTCOME';
type WithCode = 'ACTIVITIES_WITH_STATUS' | 'GOALS_WITH_STATUS';

/** Identifies a count or value in a tertial view by its kind. Some kinds also need an entity's id or a status code. */
export type Figure =
  | { readonly kind: OfThing; readonly id: string }
  | { readonly kind: WithCode; readonly code: string }
  | { readonly kind: Exclude<FigureKind, OfThing | WithCode> };

/** A selection of events: each has one of the `types` and refers to at least one entity with an id in `things`. */
export interface EventsAbout {
  readonly things: readonly string[];
  readonly types: readonly string[];
}

const statusTypes = ['ActivityStatusReported', 'ActivityStatusCorrected', 'ActivityStatusVoided'];
const assessmentTypes = ['GoalAssessed', 'GoalAssessmentCorrected', 'GoalAssessmentVoided'];
const outcomeTypes = ['MeasureReported', 'MeasureReportCorrected', 'MeasureReportVoided'];
const followUpTypes = [
  'FollowUpOpened',
  'CutOffMoved',
  'FollowUpClosed',
  'FollowUpReopened',
  'FollowUpReopeningVoided',
];
const takenOutTypes = ['ActivityRemoved', 'ActivityRestored'];
const putInTypes = ['PlanAdopted', 'PlanReplaced', 'GoalAdded', 'ActivityAdded'];
const struckTypes = ['GoalStruck', 'ActivityStruck', 'StrikeVoided'];

/**
 * Selects the events that explain a count or value: the events about the value's entity, about each counted entity, or
 * about the plan. For missing reports or assessments it also selects the opening and closing of the follow-up.
 *
 * @throws Refusal `NOT_FOUND` for an id, and `UNKNOWN_STATUS` for a code, that the view does not show.
 */
export function eventsBehind(view: TertialView, figure: Figure): EventsAbout[] {
  const { planId, goals } = view;
  const activities = goals.flatMap((goal) => goal.activities);
  const measures = goals.flatMap((goal) => goal.measures);
  const followUp = { things: [planId], types: followUpTypes };
  switch (figure.kind) {
    case 'ACTIVITY_STATUS':
      return about(figure.id, ids(activities, 'activityId'), statusTypes);
    case 'GOAL_ASSESSMENT':
      return about(figure.id, ids(goals, 'goalId'), assessmentTypes);
    case 'MEASURE_OUTCOME':
      return about(figure.id, ids(measures, 'measureId'), outcomeTypes);
    case 'ACTIVITIES_WITH_STATUS': {
      requireCode(figure.code, view.activityCounts);
      const counted = activities.filter(({ status }) => status?.code === figure.code);
      return [{ things: ids(counted, 'activityId'), types: statusTypes }];
    }
    case 'GOALS_WITH_STATUS': {
      requireCode(figure.code, view.goalCounts);
      const counted = goals.filter(({ assessment }) => assessment?.code === figure.code);
      return [{ things: ids(counted, 'goalId'), types: assessmentTypes }];
    }
    case 'ACTIVITIES_NOT_REPORTED': {
      const untold = activities.filter(({ status }) => status === null);
      return [followUp, { things: ids(untold, 'activityId'), types: statusTypes }];
    }
    case 'GOALS_NOT_ASSESSED': {
      const untold = goals.filter(({ assessment }) => assessment === null);
      return [followUp, { things: ids(untold, 'goalId'), types: assessmentTypes }];
    }
    case 'MEASURES_NOT_REPORTED': {
      const untold = measures.filter(({ outcome }) => outcome === null);
      return [followUp, { things: ids(untold, 'measureId'), types: outcomeTypes }];
    }
    case 'MEASURES_REACHED':
      return outcomes(measures, true);
    case 'MEASURES_MISSED':
      return outcomes(measures, false);
    case 'MEASURES_UNTOLD':
      return outcomes(measures, null);
    case 'ACTIVITIES_IN_PLAN':
      return [{ things: [planId], types: [...putInTypes, ...struckTypes, ...takenOutTypes] }];
    case 'ACTIVITIES_REMOVED':
      return [{ things: [planId], types: takenOutTypes }];
    case 'FOLLOW_UP':
      return [followUp];
  }
}

function ids<Name extends string>(all: readonly Readonly<Record<Name, string>>[], name: Name): string[] {
  return all.map((one) => one[name]);
}

function about(id: string, shown: readonly string[], types: readonly string[]): EventsAbout[] {
  if (!shown.includes(id)) throw new Refusal(refusals.NOT_FOUND, { id });
  return [{ things: [id], types }];
}

function outcomes(measures: readonly ShownMeasure[], reached: boolean | null): EventsAbout[] {
  const counted = measures.filter(({ outcome }) => outcome !== null && outcome.targetReached === reached);
  return [{ things: ids(counted, 'measureId'), types: outcomeTypes }];
}

function requireCode(given: string, counts: Parameters<typeof statusIn>[0]): void {
  statusIn(counts, given);
}

/**
 * Selects the events about one tertial, and the events that belong to no tertial, such as a removal.
 *
 * @param told all events of the selected types about the selected entities, in log order
 * @param day the last day on which the facts of a selected event may begin to hold; null: no limit
 */
export function ofTertial<One extends { readonly event: Pick<Stored, 'type' | 'data'> }>(
  told: readonly One[],
  tertial: Tertial,
  day: IsoDate | null,
): One[] {
  const entriesOf = new Map<string, Readonly<Record<string, unknown>>[]>();
  return told.filter(({ event: { type, data } }) => {
    const fields = fieldsOf(data);
    if (followUpTypes.includes(type)) return fields.tertial === tertial;
    const family = [statusTypes, assessmentTypes, outcomeTypes].find((types) => types.includes(type));
    if (family === undefined) return holdsBy(day, fields);
    const key = JSON.stringify([family[0], fields.activityId ?? fields.measureId ?? fields.goalId]);
    const entries = entriesOf.get(key) ?? [];
    entriesOf.set(key, entries);
    // An event that voids an entry, such as a status report, has the entry's number and no tertial. The entries of an
    // entity are numbered over all tertials.
    const entry = 'tertial' in fields ? fields : entries[Number(fields.number) - 1];
    if (entry === fields) entries.push(fields);
    return entry?.tertial === tertial && holdsBy(day, entry);
  });
}

/** Whether an event's facts already hold on a day. True when `day` is null or the event has no date for its facts. */
function holdsBy(day: IsoDate | null, { validOn, decision, annulled }: Readonly<Record<string, unknown>>): boolean {
  const from = validOn ?? dateIn(annulled) ?? dateIn(decision);
  return day === null || typeof from !== 'string' || from <= day;
}

function dateIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'date' in value ? value.date : undefined;
}
