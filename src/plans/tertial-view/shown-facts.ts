import type { Id } from '../../kernel/identity.js';
import type { Warning } from '../../kernel/warning.js';
import type { IsoDate, IsoInstant, Tertial } from '../../kernel/tertial.js';
import type {
  ActivityStatus,
  GoalStatus,
  Sign,
  SteeringModel,
  SteeringModelVersion,
} from '../../steering-models/steering-model.js';
import type { Measure, Outcome } from '../measure.js';
import { currentFact, type ReportedStatus } from '../reported-fact.js';

export interface ShownFact extends Sign {
  readonly code: string;
  readonly comment: string;
  readonly validOn: IsoDate;
  readonly modelVersion: number;
  readonly by: string;
  readonly at: IsoInstant;
  /** The replaced or voided reports on this activity or this goal for the same tertial, oldest first (rule 8). */
  readonly earlier: readonly EarlierFact[];
  readonly correctionReason: string | null;
}

export interface ShownStatus extends ShownFact {
  readonly deviation: boolean;
  readonly warnings: readonly Warning[];
}

export interface ShownAssessment extends ShownFact {
  /** The activities that prove the goal's fulfilment, with their statuses; null when activities do not prove it. */
  readonly proof: readonly { readonly activityId: string; readonly status: string }[] | null;
  /** The measures that prove the goal's fulfilment, with their outcomes; null when measures do not prove it. */
  readonly measureProof: readonly { readonly measureId: string; readonly value: string }[] | null;
  /** False when a later event has invalidated the proof of the fulfilment. True without a proof. */
  readonly stillProved: boolean;
}

export interface EarlierFact extends Sign {
  readonly code: string;
  readonly comment: string;
  readonly by: string;
  readonly at: IsoInstant;
  /** Whether Tertial voided the status or the assessment, because it came after the closing of the follow-up. */
  readonly voided: boolean;
}

/** The code of a status, and the version of the steering model that defines the code. */
export type StatusCode = Pick<ReportedStatus, 'status' | 'modelVersion'>;

export function shownFact(
  current: ReportedStatus,
  entries: readonly ReportedStatus[],
  meant: (entry: StatusCode) => Sign | undefined,
): ShownFact {
  const { status: code, comment, validOn, modelVersion, by, at, correction, tertial } = current;
  const signOf = (entry: ReportedStatus): Sign => {
    const { label, colour } = meant(entry) ?? { label: { sv: entry.status, en: entry.status }, colour: null };
    return { label, colour };
  };
  const earlier = entries
    .filter((entry) => entry.tertial === tertial && entry.number !== current.number)
    .map((entry) => ({
      code: entry.status,
      ...signOf(entry),
      comment: entry.comment,
      by: entry.by,
      at: entry.at,
      voided: entry.voided !== null,
    }));
  const correctionReason = correction?.reason ?? null;
  return { code, ...signOf(current), comment, validOn, modelVersion, by, at, earlier, correctionReason };
}

/** Returns the model version that the report names, because a newer version never relabels an old status (rule 9). */
function versionOf(model: SteeringModel, { modelVersion }: StatusCode): SteeringModelVersion | undefined {
  return model.versions.find(({ version }) => version === modelVersion);
}

export function activityStatus(model: SteeringModel, given: StatusCode): ActivityStatus | undefined {
  return versionOf(model, given)?.activityStatuses.find(({ code }) => code === given.status);
}

export function goalStatus(model: SteeringModel, given: StatusCode): GoalStatus | undefined {
  return versionOf(model, given)?.goalStatuses.find(({ code }) => code === given.status);
}

/** A status with its label, for clients to show (rule 60), and the number of activities or goals with the status. */
export type Counted<Status extends Sign> = Status & { readonly count: number };

/** Counts the reported statuses by code, in the order of the model. */
export function counted<Status extends ActivityStatus | GoalStatus>(
  statuses: readonly Status[],
  given: readonly (ShownFact | null)[],
  meant: (entry: StatusCode) => Status | undefined,
): Counted<Status>[] {
  const entries = given.filter((entry) => entry !== null);
  // Adds the reported statuses that only an older model version has, because the model can change within a tertial.
  const older = entries
    .filter((entry) => !statuses.some(({ code }) => code === entry.code))
    .flatMap((entry) => meant({ status: entry.code, modelVersion: entry.modelVersion }) ?? []);
  const all = new Map([...statuses, ...older].map((status) => [status.code, status]));
  return [...all.values()].map((status) => ({
    ...status,
    count: entries.filter(({ code }) => code === status.code).length,
  }));
}

export interface ShownMeasure {
  readonly measureId: Id<'Measure'>;
  readonly name: string;
  readonly target: string;
  /** Null when no reported outcome of the measure for the tertial counts. */
  readonly outcome: ShownOutcome | null;
}

export interface ShownOutcome {
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
  readonly validOn: IsoDate;
  readonly by: string;
  readonly at: IsoInstant;
  /** Replaced or voided outcomes of this measure for the tertial, oldest first (rule 8). */
  readonly earlier: readonly EarlierOutcome[];
  readonly correctionReason: string | null;
}

export interface EarlierOutcome {
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
  readonly by: string;
  readonly at: IsoInstant;
  /** Whether Tertial voided the outcome, because it came after the closing of the follow-up. */
  readonly voided: boolean;
}

/** The number of measures with each result. Each measure is in exactly one of the numbers. */
export interface MeasureCounts {
  readonly reached: number;
  readonly missed: number;
  /** The number of measures with a report that does not say whether the target is reached. */
  readonly untold: number;
  readonly notReported: number;
}

export function shownMeasure({ measureId, name, target, outcomes }: Measure, tertial: Tertial): ShownMeasure {
  const current = currentFact(outcomes, tertial);
  return { measureId, name, target, outcome: current === undefined ? null : shownOutcome(current, outcomes) };
}

function shownOutcome(current: Outcome, outcomes: readonly Outcome[]): ShownOutcome {
  const { value, targetReached, comment, validOn, by, at, correction, tertial, number } = current;
  const earlier = outcomes
    .filter((one) => one.tertial === tertial && one.number !== number)
    .map((one) => ({
      value: one.value,
      targetReached: one.targetReached,
      comment: one.comment,
      by: one.by,
      at: one.at,
      voided: one.voided !== null,
    }));
  return { value, targetReached, comment, validOn, by, at, earlier, correctionReason: correction?.reason ?? null };
}

export function measureCounts(measures: readonly ShownMeasure[]): MeasureCounts {
  const reported = measures.flatMap(({ outcome }) => outcome ?? []);
  return {
    reached: reported.filter(({ targetReached }) => targetReached === true).length,
    missed: reported.filter(({ targetReached }) => targetReached === false).length,
    untold: reported.filter(({ targetReached }) => targetReached === null).length,
    notReported: measures.length - reported.length,
  };
}
