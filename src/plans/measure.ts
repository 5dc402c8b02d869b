import type { DecisionReference } from '../kernel/outcome.js';
import type { EventOf, Recorded } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { type Correction, correctionBy } from './correction.js';
import { correctionRefusals } from './correction-refusals.js';
import type { Strike } from './goal-corrections.js';
import type { PlannedMeasure } from './plan.js';
import type { CorrectionData, ReportedFact, ReportedFactData } from './reported-fact.js';
import { currentFact, reportedFactOf, voidedIn } from './reported-fact.js';

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
  /** The words that were recorded wrong, oldest first, each until the position of its correction in the log (rule 166). */
  readonly wrong: readonly (PlannedMeasure & { readonly until: number })[];
}

export type OutcomeData = ReportedFactData & Pick<Outcome, 'value' | 'targetReached'> & { measureId: Id<'Measure'> };

export type MeasureEvent =
  | EventOf<'MeasureAdopted', PlannedMeasure & { measureId: Id<'Measure'>; decision: DecisionReference }>
  | EventOf<'MeasureRedefined', PlannedMeasure & { measureId: Id<'Measure'>; reason: string }>
  | EventOf<'MeasureReported', OutcomeData>
  | EventOf<'MeasureReportCorrected', OutcomeData & CorrectionData>
  | EventOf<'MeasureReportVoided', { measureId: Id<'Measure'>; number: number; cause: 'FOLLOW_UP_CLOSED' }>;

export function newMeasure(
  measureId: Id<'Measure'>,
  { name, target }: PlannedMeasure,
  adopted: DecisionReference | null,
): Measure {
  return { measureId, name, target, adopted, outcomes: [], wrong: [] };
}

/** Applies an event about one measure to the measures of a goal. */
export function measuresAfter(measures: readonly Measure[], event: Recorded<MeasureEvent>): Measure[] {
  switch (event.type) {
    case 'MeasureAdopted':
      return [...measures, newMeasure(event.data.measureId, event.data, event.data.decision)];
    case 'MeasureRedefined': {
      const { measureId, name, target } = event.data;
      return measures.map((one) => {
        if (one.measureId !== measureId) return one;
        return { ...one, name, target, wrong: [...one.wrong, { ...wordsOf(one), until: event.position }] };
      });
    }
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

/** Returns the correction that an event makes of a measure, with its wrong and its right words. */
export function correctionOfMeasure(measures: readonly Measure[], event: Recorded<MeasureEvent>): Correction[] {
  if (event.type !== 'MeasureRedefined') return [];
  const { measureId: id, ...right } = event.data;
  return measures
    .filter(({ measureId }) => measureId === id)
    .map((wrong) => {
      const words = { before: measureText(wrong), after: measureText(right) };
      return correctionBy(event, { kind: 'MEASURE_REDEFINED', id, tertial: null, ...words });
    });
}

function measureText({ name, target }: PlannedMeasure): string {
  return target === '' ? name : `${name}: ${target}`;
}

function wordsOf({ name, target }: PlannedMeasure): PlannedMeasure {
  return { name, target };
}

/**
 * Rule 166: returns a measure as it stands in a tertial. A closed tertial has the words of its closing, or of the last
 * correction of the outcome after that (rule 101). An outcome tells nothing of a target that was recorded after it.
 *
 * @param closing the position of the closing of the follow-up; null while it is open
 */
export function measureAsJudged(measure: Measure, tertial: Tertial, closing: number | null): Measure {
  if (measure.wrong.length === 0) return measure;
  const reported = currentFact(measure.outcomes, tertial);
  const last = closing === null ? Infinity : Math.max(closing, reported?.position ?? 0);
  const wordsAt = (position: number) => wordsOf(measure.wrong.find(({ until }) => until > position) ?? measure);
  const judged = { ...measure, ...wordsAt(last) };
  if (reported === undefined || wordsAt(reported.position).target === judged.target) return judged;
  return { ...judged, outcomes: judged.outcomes.map((one) => (one === reported ? untold(one) : one)) };
}

function untold(outcome: Outcome): Outcome {
  return { ...outcome, targetReached: null };
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
