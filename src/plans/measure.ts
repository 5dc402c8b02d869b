import type { DecisionReference } from '../kernel/outcome.js';
import type { EventOf, Recorded } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { correctionRefusals } from './correction-refusals.js';
import type { Strike } from './goal-corrections.js';
import type { PlannedMeasure } from './plan.js';
import type { CorrectionData, ReportedFact, ReportedFactData } from './reported-fact.js';
import { reportedFactOf, voidedIn } from './reported-fact.js';

/** A reported outcome (utfall) of a measure in a tertial. */
export interface Outcome extends ReportedFact {
  /** The outcome with its unit, such as `78 %` or `4,2 dagar`. */
  readonly value: string;
  /** Whether the measure has reached its target; null when the report does not say, for example without a target. */
  readonly targetReached: boolean | null;
}

export interface Measure extends PlannedMeasure {
  readonly measureId: Id<'Measure'>;
  /** The later decision that added the measure to its goal; null when the goal began with the measure. */
  readonly adopted: DecisionReference | null;
  readonly outcomes: readonly Outcome[];
}

export type OutcomeData = ReportedFactData & Pick<Outcome, 'value' | 'targetReached'> & { measureId: Id<'Measure'> };

export type MeasureEvent =
  | EventOf<'MeasureAdopted', PlannedMeasure & { measureId: Id<'Measure'>; decision: DecisionReference }>
  | EventOf<'MeasureReported', OutcomeData>
  | EventOf<'MeasureReportCorrected', OutcomeData & CorrectionData>
  | EventOf<'MeasureReportVoided', { measureId: Id<'Measure'>; number: number; cause: 'FOLLOW_UP_CLOSED' }>;

export function newMeasure(
  measureId: Id<'Measure'>,
  { name, target }: PlannedMeasure,
  adopted: DecisionReference | null,
): Measure {
  return { measureId, name, target, adopted, outcomes: [] };
}

/** Applies an event about one measure to the measures of a goal. */
export function measuresAfter(measures: readonly Measure[], event: Recorded<MeasureEvent>): Measure[] {
  switch (event.type) {
    case 'MeasureAdopted':
      return [...measures, newMeasure(event.data.measureId, event.data, event.data.decision)];
    case 'MeasureReported':
    case 'MeasureReportCorrected': {
      const { measureId, value, targetReached } = event.data;
      return withOutcomes(measures, measureId, (before) => [
        ...before,
        { ...reportedFactOf(event, before), value, targetReached },
      ]);
    }
    case 'MeasureReportVoided': {
      const { measureId, number, cause } = event.data;
      return withOutcomes(measures, measureId, (before) => voidedIn(before, number, cause));
    }
  }
}

function withOutcomes(
  measures: readonly Measure[],
  id: Id<'Measure'>,
  change: (before: readonly Outcome[]) => Outcome[],
): Measure[] {
  return measures.map((one) => (one.measureId === id ? { ...one, outcomes: change(one.outcomes) } : one));
}

interface Measured {
  readonly measures: readonly Measure[];
}

interface OfGoal extends Measured {
  readonly struck: Strike | null;
}

/** Returns the measures that the tertial view shows. The board adopted them by the end of the tertial (rule 16). */
export function measuresIn({ measures }: Measured, lastDayOfTertial: IsoDate): Measure[] {
  return measures.filter(({ adopted }) => adopted === null || adopted.date <= lastDayOfTertial);
}

/** Returns a measure of the goal. @throws Refusal `NOT_FOUND` without the goal or the measure, `STRUCK` for a struck goal. */
export function measureIn(goal: OfGoal | null, id: Id<'Measure'>): Measure {
  const measure = goal?.measures.find(({ measureId }) => measureId === id);
  if (goal === null || measure === undefined) throw new Refusal(refusals.NOT_FOUND, { id });
  if (goal.struck !== null) throw new Refusal(correctionRefusals.STRUCK, {});
  return measure;
}
