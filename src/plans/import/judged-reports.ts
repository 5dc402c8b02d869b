import { isRefusal, type Refusal } from '../../kernel/refusal.js';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate, Tertial } from '../../kernel/tertial.js';
import { judgedStatus, type PlanAndModel } from '../activity-status.js';
import { judgedAssessment } from '../goal-assessment.js';
import type { Goal, GoalEvent } from '../goal.js';
import type { ImportedAssessment, ImportedOfGoal, ImportedOutcome, ImportedStatus } from '../imported-reports.js';
import { judgedOutcome } from '../measure-report.js';

/** A report whose day is still to be judged: null means the default day of a fact. */
type Undated<Report> = Omit<Report, 'validOn'> & { readonly validOn: IsoDate | null };

/** The reports of a file about one goal, before they are judged. */
export interface ReportsOfGoal extends Pick<ImportedOfGoal, 'goalId'> {
  readonly statuses: readonly Undated<ImportedStatus>[];
  readonly outcomes: readonly Undated<ImportedOutcome>[];
  readonly assessment: Undated<ImportedAssessment> | null;
}

export interface RefusedReport {
  readonly about: Id<'Activity'> | Id<'Measure'> | Id<'Goal'>;
  readonly refusal: Refusal;
}

/** The events of the accepted reports, in the order in which the goal's stream gets them, and the refused reports. */
export interface JudgedReports {
  readonly events: readonly ReportEvent[];
  readonly refused: readonly RefusedReport[];
}

type EventOfType<Type extends GoalEvent['type']> = Extract<GoalEvent, { type: Type }>;
type ReportEvent = EventOfType<'ActivityStatusReported'> | EventOfType<'MeasureReported'> | EventOfType<'GoalAssessed'>;

/**
 * Judges each report on a goal by the rules of a report that comes alone. The assessment is judged on the statuses and
 * outcomes that the file reports beside it. Who reports, and whether the follow-up is open, has been judged before.
 */
export function judgeReports(
  { goalId, statuses, outcomes, assessment }: ReportsOfGoal,
  tertial: Tertial,
  goal: Goal | null,
  against: PlanAndModel,
  today: IsoDate,
): JudgedReports {
  const refused: RefusedReport[] = [];
  const accepted = <Event>(about: RefusedReport['about'], judge: () => Event): Event[] => {
    try {
      return [judge()];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push({ about, refusal: error });
      return [];
    }
  };
  const reported = statuses.flatMap((one) =>
    accepted(one.activityId, () => judgedStatus({ ...one, tertial }, goal, against, today)),
  );
  const measured = outcomes.flatMap((one) =>
    accepted(one.measureId, () => judgedOutcome({ ...one, tertial }, goal, against.plan, today)),
  );
  const told = goalAsReported(goal, reported, measured);
  const assessed =
    assessment === null
      ? []
      : accepted(goalId, () => judgedAssessment({ ...assessment, goalId, tertial }, told, against, today));
  return { events: [...reported, ...measured, ...assessed], refused };
}

/** Returns the goal as the fold will have it after the events, as far as an assessment looks at it. */
function goalAsReported(
  goal: Goal | null,
  reported: readonly EventOfType<'ActivityStatusReported'>[],
  measured: readonly EventOfType<'MeasureReported'>[],
): Goal | null {
  if (goal === null) return null;
  const statusOf = new Map(reported.map(({ data }) => [data.activityId, data]));
  const outcomeOf = new Map(measured.map(({ data }) => [data.measureId, data]));
  const notYetRecorded = { by: '', at: '', position: 0, correction: null, voided: null };
  return {
    ...goal,
    activities: goal.activities.map((activity) => {
      const data = statusOf.get(activity.id);
      if (data === undefined) return activity;
      const { activityId: _, ...fact } = data;
      const number = activity.reports.length + 1;
      return { ...activity, reports: [...activity.reports, { number, ...fact, ...notYetRecorded }] };
    }),
    measures: goal.measures.map((measure) => {
      const data = outcomeOf.get(measure.measureId);
      if (data === undefined) return measure;
      const { measureId: _, ...fact } = data;
      const number = measure.outcomes.length + 1;
      return { ...measure, outcomes: [...measure.outcomes, { number, ...fact, ...notYetRecorded }] };
    }),
  };
}

/** Returns the accepted reports of a goal as the plan's event has them, each with the day on which its fact holds. */
export function importedOf(goalId: Id<'Goal'>, { events }: JudgedReports): ImportedOfGoal {
  const statuses: ImportedStatus[] = [];
  const outcomes: ImportedOutcome[] = [];
  let assessment: ImportedAssessment | null = null;
  for (const { type, data } of events) {
    const { comment, validOn } = data;
    switch (type) {
      case 'ActivityStatusReported':
        statuses.push({ activityId: data.activityId, status: data.status, comment, validOn });
        break;
      case 'MeasureReported': {
        const { measureId, value, targetReached } = data;
        outcomes.push({ measureId, value, targetReached, comment, validOn });
        break;
      }
      case 'GoalAssessed':
        assessment = { status: data.status, comment, validOn };
    }
  }
  return { goalId, statuses, outcomes, assessment };
}
