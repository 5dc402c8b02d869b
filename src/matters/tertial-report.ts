import type { Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import type { ShownFact, ShownMeasure } from '../plans/tertial-view/shown-facts.js';
import type { ShownActivity, ShownGoal, TertialView } from '../plans/tertial-view/tertial-view.js';
import type { Label } from '../steering-models/steering-model.js';

/**
 * The report of a tertial that a version puts to the board (rule 110): the whole tertial view, without what the view
 * tells of the plan today. That is the proposed and decided removals, which the board decides on by themselves (rule
 * 65), who recorded a fact and when, and the counts, which follow from the rest.
 */
export interface TertialReport {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  readonly followUp: TertialView['followUp'];
  readonly cutOff: IsoDate | null;
  readonly modelVersion: number | null;
  readonly goals: readonly ReportedGoal[];
}

interface ReportedGoal extends Pick<ShownGoal, 'goalId' | 'title'> {
  readonly assessment: ReportedStatus | null;
  readonly measures: readonly ReportedMeasure[];
  readonly activities: readonly ReportedActivity[];
}

interface ReportedStatus extends Pick<ShownFact, 'code' | 'comment' | 'validOn'> {
  readonly label: Label;
}

interface ReportedMeasure extends Pick<ShownMeasure, 'measureId' | 'name' | 'target'> {
  readonly outcome: Pick<
    NonNullable<ShownMeasure['outcome']>,
    'value' | 'targetReached' | 'comment' | 'validOn'
  > | null;
}

interface ReportedActivity extends Pick<
  ShownActivity,
  'activityId' | 'heading' | 'description' | 'startDate' | 'endDate' | 'responsibleUnit'
> {
  readonly status: ReportedStatus | null;
}

/** A report as a version holds it. */
export interface BoundReport {
  /** SHA-256 of `read` as canonical JSON (RFC 8785), 64 lower-case hexadecimal digits. */
  readonly hash: string;
  readonly read: TertialReport;
}

export function reportOf({ planId, tertial, followUp, cutOff, modelVersion, goals }: TertialView): TertialReport {
  const reported = goals.map(({ goalId, title, assessment, measures, activities }) => ({
    goalId,
    title,
    assessment: statusOf(assessment),
    measures: measures.map(measureOf),
    activities: activities.map(activityOf),
  }));
  return { planId, tertial, followUp, cutOff, modelVersion, goals: reported };
}

function statusOf(fact: ShownFact | null): ReportedStatus | null {
  if (fact === null) return null;
  const { code, label, comment, validOn } = fact;
  return { code, label: { sv: label.sv, en: label.en }, comment, validOn };
}

function measureOf({ measureId, name, target, outcome }: ShownMeasure): ReportedMeasure {
  if (outcome === null) return { measureId, name, target, outcome };
  const { value, targetReached, comment, validOn } = outcome;
  return { measureId, name, target, outcome: { value, targetReached, comment, validOn } };
}

function activityOf(activity: ShownActivity): ReportedActivity {
  const { activityId, heading, description, startDate, endDate, responsibleUnit } = activity;
  const status = statusOf(activity.status);
  return { activityId, heading, description, startDate, endDate, responsibleUnit, status };
}

export const reportParts = [
  'FOLLOW_UP',
  'CUT_OFF',
  'MODEL_VERSION',
  'TITLE',
  'ASSESSMENT',
  'MEASURE',
  'TARGET',
  'OUTCOME',
  'TARGET_REACHED',
  'HEADING',
  'DESCRIPTION',
  'START_DATE',
  'END_DATE',
  'RESPONSIBLE_UNIT',
  'STATUS',
  'COMMENT',
  'VALID_ON',
] as const;
export type ReportPart = (typeof reportParts)[number];

/** A part of a report that differs from what a version holds. */
export interface ReportChange {
  /** The id of the goal, measure or activity; of the plan for a part of the whole report. */
  readonly id: string;
  /** The title, name or heading now, or as it was read when it is there no more; the tertial for the whole report. */
  readonly name: string;
  readonly part: ReportPart;
  /** The text that the version holds; null when the version does not have this part. */
  readonly before: string | null;
  /** The text now; null when the report does not have this part any more. */
  readonly after: string | null;
}

/** Lists what differs between a report as a version holds it and as it is now, in the order of the plan. */
export function reportChanges(read: TertialReport, now: TertialReport): ReportChange[] {
  const [was, is] = [byKey(read), byKey(now)];
  return [...new Map([...was, ...is])]
    .map(([key, { id, name, part }]) => {
      const [before, after] = [was.get(key)?.text ?? null, is.get(key)?.text ?? null];
      return { id, name, part, before, after };
    })
    .filter(({ before, after }) => before !== after);
}

interface Entry extends Pick<ReportChange, 'id' | 'name' | 'part'> {
  readonly text: string;
}

function byKey(report: TertialReport): Map<string, Entry> {
  return new Map(entriesOf(report).map((entry) => [`${entry.id} ${entry.part}`, entry]));
}

type Parts = Partial<Record<ReportPart, string | null>>;

function entries(id: string, name: string, parts: Parts): Entry[] {
  return reportParts.flatMap((part) => {
    const text = parts[part] ?? null;
    return text === null ? [] : [{ id, name, part, text }];
  });
}

function entriesOf({ planId, tertial, followUp, cutOff, modelVersion, goals }: TertialReport): Entry[] {
  const whole = {
    FOLLOW_UP: followUp,
    CUT_OFF: cutOff,
    MODEL_VERSION: modelVersion === null ? null : `${modelVersion}`,
  };
  return [...entries(planId, tertial, whole), ...goals.flatMap(goalEntries)];
}

function goalEntries({ goalId, title, assessment, measures, activities }: ReportedGoal): Entry[] {
  return [
    ...entries(goalId, title, { TITLE: title, ASSESSMENT: codeIn(assessment), ...beside(assessment) }),
    ...measures.flatMap(({ measureId, name, target, outcome }) =>
      entries(measureId, name, {
        MEASURE: name,
        TARGET: target,
        OUTCOME: outcome?.value ?? null,
        TARGET_REACHED: outcome === null || outcome.targetReached === null ? null : `${outcome.targetReached}`,
        ...beside(outcome),
      }),
    ),
    ...activities.flatMap(({ activityId, heading, status, ...planned }) =>
      entries(activityId, heading, {
        HEADING: heading,
        DESCRIPTION: planned.description,
        START_DATE: planned.startDate,
        END_DATE: planned.endDate,
        RESPONSIBLE_UNIT: planned.responsibleUnit,
        STATUS: codeIn(status),
        ...beside(status),
      }),
    ),
  ];
}

/** Writes a status with its label, so that another label of the same code shows as a change. */
function codeIn(status: ReportedStatus | null): string | null {
  return status === null ? null : `${status.code} (${status.label.sv} / ${status.label.en})`;
}

function beside(fact: Pick<ReportedStatus, 'comment' | 'validOn'> | null): Parts {
  return { COMMENT: fact?.comment ?? null, VALID_ON: fact?.validOn ?? null };
}

/** Returns the reports that a version holds, in the order of its points. */
export function reportsIn({
  points,
}: {
  readonly points: readonly { readonly report?: BoundReport }[];
}): BoundReport[] {
  return points.flatMap(({ report }) => report ?? []);
}

/** A report that a reviewer approved or accepted: that of the version, with these changes. */
export interface ReadReport {
  readonly by: string;
  readonly version: number;
  readonly changes: readonly ReportChange[];
}
