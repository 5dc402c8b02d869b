import type { DecisionReference } from '../kernel/outcome.js';
import { type EventOf, existing, type Recorded } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { type Correction, correctionBy, decisionText } from './correction.js';
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
  /** The position of its adoption in the log; 0 when the goal began with the measure. */
  readonly addedAt: number;
  readonly outcomes: readonly Outcome[];
  /** The words that were recorded wrong, oldest first, each until the position of its correction in the log (rule 166). */
  readonly wrong: readonly (PlannedMeasure & { readonly until: number })[];
}

export type OutcomeData = ReportedFactData & Pick<Outcome, 'value' | 'targetReached'> & { measureId: Id<'Measure'> };

type MeasureStrikeEvent =
  | EventOf<'MeasureStruck', { measureId: Id<'Measure'>; reason: string }>
  | EventOf<'MeasureStrikeVoided', { measureId: Id<'Measure'>; cause: 'FOLLOW_UP_CLOSED' }>;

export type MeasureEvent =
  | MeasureStrikeEvent
  | EventOf<'MeasureAdopted', PlannedMeasure & { measureId: Id<'Measure'>; decision: DecisionReference }>
  | EventOf<'MeasureRedefined', PlannedMeasure & { measureId: Id<'Measure'>; reason: string }>
  | EventOf<'MeasureDecisionCorrected', { measureId: Id<'Measure'>; decision: DecisionReference; reason: string }>
  | EventOf<'MeasureReported', OutcomeData>
  | EventOf<'MeasureReportCorrected', OutcomeData & CorrectionData>
  | EventOf<'MeasureReportVoided', { measureId: Id<'Measure'>; number: number; cause: 'FOLLOW_UP_CLOSED' }>;

export function newMeasure(
  measureId: Id<'Measure'>,
  { name, target }: PlannedMeasure,
  adopted: DecisionReference | null,
): Measure {
  return { measureId, name, target, adopted, addedAt: 0, outcomes: [], wrong: [] };
}

/** A measure that was struck. */
interface StruckMeasure extends Strike {
  readonly measure: Measure;
}

/** The fields of a goal that events about its measures change. */
export interface Measured {
  readonly measures: readonly Measure[];
  /** The measures that have been struck, in the order of the log. No view shows them. */
  readonly struckMeasures: readonly StruckMeasure[];
  readonly corrections: readonly Correction[];
}

/** Applies an event about one measure to its goal. */
export function measuredBy(goal: Measured, event: Recorded<MeasureEvent>): Partial<Measured> {
  const { measures, struckMeasures } = goal;
  const corrections = [...goal.corrections, ...correctionOfMeasure(measures, event)];
  switch (event.type) {
    case 'MeasureStruck': {
      const struck = measures
        .filter(({ measureId }) => measureId === event.data.measureId)
        .map((measure) => ({ measure, position: event.position }));
      const left = measures.filter(({ measureId }) => measureId !== event.data.measureId);
      return { measures: left, struckMeasures: [...struckMeasures, ...struck], corrections };
    }
    case 'MeasureStrikeVoided':
      return unstruck(goal, event.data.measureId);
    case 'MeasureAdopted':
    case 'MeasureRedefined':
    case 'MeasureDecisionCorrected':
    case 'MeasureReported':
    case 'MeasureReportCorrected':
      return { measures: measuresAfter(measures, event), corrections };
    case 'MeasureReportVoided': {
      const voided = ({ measure, ...strike }: StruckMeasure) =>
        measuresAfter([measure], event).map((one) => ({ ...strike, measure: one }));
      return { measures: measuresAfter(measures, event), struckMeasures: struckMeasures.flatMap(voided), corrections };
    }
  }
}

/** Puts a measure whose strike is void back in its place, which its number tells. */
function unstruck({ measures, struckMeasures, corrections }: Measured, id: Id<'Measure'>): Partial<Measured> {
  const isIt = ({ measure }: StruckMeasure) => measure.measureId === id;
  const all = [...measures, ...struckMeasures.filter(isIt).map(({ measure }) => measure)];
  return {
    measures: all.toSorted((one, other) => one.measureId.localeCompare(other.measureId, 'en', { numeric: true })),
    struckMeasures: struckMeasures.filter((one) => !isIt(one)),
    corrections: corrections.filter((one) => one.id !== id || one.kind !== 'MEASURE_STRUCK'),
  };
}

function measuresAfter(
  measures: readonly Measure[],
  event: Recorded<Exclude<MeasureEvent, MeasureStrikeEvent>>,
): Measure[] {
  switch (event.type) {
    case 'MeasureAdopted':
      return [
        ...measures,
        { ...newMeasure(event.data.measureId, event.data, event.data.decision), addedAt: event.position },
      ];
    case 'MeasureRedefined': {
      const { measureId, name, target } = event.data;
      return measures.map((one) => {
        if (one.measureId !== measureId) return one;
        return { ...one, name, target, wrong: [...one.wrong, { ...wordsOf(one), until: event.position }] };
      });
    }
    case 'MeasureDecisionCorrected': {
      const { measureId, decision: right } = event.data;
      return measures.map((one) => (one.measureId === measureId ? { ...one, adopted: right } : one));
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

/** Returns the correction that an event makes of a measure, with what was wrong and what is right. */
function correctionOfMeasure(measures: readonly Measure[], event: Recorded<MeasureEvent>): Correction[] {
  const wrong = measures.find(({ measureId }) => measureId === event.data.measureId);
  if (wrong === undefined) return [];
  const about = { id: wrong.measureId, tertial: null, before: measureText(wrong) };
  if (event.type === 'MeasureStruck') return [correctionBy(event, { ...about, kind: 'MEASURE_STRUCK', after: null })];
  if (event.type === 'MeasureRedefined')
    return [correctionBy(event, { ...about, kind: 'MEASURE_REDEFINED', after: measureText(event.data) })];
  if (event.type !== 'MeasureDecisionCorrected' || wrong.adopted === null) return [];
  const words = { before: decisionText(wrong.adopted), after: decisionText(event.data.decision) };
  return [correctionBy(event, { ...about, kind: 'DECISION_CORRECTED', ...words })];
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

interface OfGoal extends Pick<Measured, 'measures' | 'struckMeasures'> {
  readonly struck: Strike | null;
}

/** Returns the measures that the tertial view shows. The board adopted them by the end of the tertial (rule 16). */
export function measuresIn({ measures }: Pick<Measured, 'measures'>, lastDayOfTertial: IsoDate): Measure[] {
  return measures.filter(({ adopted }) => adopted === null || adopted.date <= lastDayOfTertial);
}

/**
 * Returns a measure of the goal that may have been struck since, as what happened to it before is still told.
 *
 * @throws Refusal `NOT_FOUND` when the goal has had no such measure
 */
export function measureEver(goal: Pick<OfGoal, 'measures' | 'struckMeasures'> | null, id: Id<'Measure'>): Measure {
  const { measures, struckMeasures } = existing(goal, id);
  const all = [...measures, ...struckMeasures.map(({ measure }) => measure)];
  return existing(all.find(({ measureId }) => measureId === id) ?? null, id);
}

/**
 * Returns a measure of the goal.
 *
 * @throws Refusal `NOT_FOUND` when the goal or the measure does not exist, `STRUCK` when it has been struck.
 */
export function measureIn(goal: OfGoal | null, id: Id<'Measure'>): Measure {
  const measure = goal?.measures.find(({ measureId }) => measureId === id);
  if (measure !== undefined && goal?.struck === null) return measure;
  const isStruck = measure !== undefined || goal?.struckMeasures.some((one) => one.measure.measureId === id) === true;
  throw isStruck ? new Refusal(correctionRefusals.STRUCK, {}) : new Refusal(refusals.NOT_FOUND, { id });
}
