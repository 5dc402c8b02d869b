import type { EventOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';

/** The report of a file about one activity. `status` is a code of the steering model, and `validOn` the day of the fact. */
export interface ImportedStatus {
  readonly activityId: Id<'Activity'>;
  readonly status: string;
  readonly comment: string;
  readonly validOn: IsoDate;
}

export interface ImportedOutcome {
  readonly measureId: Id<'Measure'>;
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
  readonly validOn: IsoDate;
}

export interface ImportedAssessment {
  readonly status: string;
  readonly comment: string;
  readonly validOn: IsoDate;
}

/** The report of a file about one goal. The assessment is null when the file has none for the goal. */
export interface ImportedOfGoal {
  readonly goalId: Id<'Goal'>;
  readonly statuses: readonly ImportedStatus[];
  readonly outcomes: readonly ImportedOutcome[];
  readonly assessment: ImportedAssessment | null;
}

/** One event contains everything that a file reports, so that a file is imported whole or not at all. */
export type ReportsImportedEvent = EventOf<
  'ReportsImported',
  { planId: Id<'Plan'>; tertial: Tertial; goals: readonly ImportedOfGoal[] }
>;

/** Why a report of an imported file did not reach its goal: another event came to the goal in the same instant. */
export type LeftOutCause = 'STRUCK' | 'ACTIVITY_REMOVED' | 'COMPLETED_ALREADY' | 'NOT_FULFILLED' | 'MODEL_CHANGED';

export type ReportLeftOutEvent = EventOf<
  'ImportedReportLeftOut',
  { goalId: Id<'Goal'>; about: Id<'Activity'> | Id<'Measure'> | Id<'Goal'>; tertial: Tertial; cause: LeftOutCause }
>;
