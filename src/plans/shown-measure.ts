import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { Measure, Outcome } from './measure.js';
import { currentEntry } from './reported-fact.js';

export interface ShownMeasure {
  readonly measureId: Id<'Measure'>;
  readonly name: string;
  readonly target: string;
  /** Null: not yet reported. */
  readonly outcome: ShownOutcome | null;
}

export interface ShownOutcome {
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
  readonly validOn: IsoDate;
  readonly by: string;
  readonly at: IsoInstant;
  /** The outcomes that this one stands in the place of, oldest first (rule 8). */
  readonly earlier: readonly EarlierOutcome[];
  readonly correctionReason: string | null;
}

export interface EarlierOutcome {
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
  readonly by: string;
  readonly at: IsoInstant;
  /** It came after the follow-up was closed and never counted. */
  readonly voided: boolean;
}

/** Every measure is counted once. */
export interface MeasureCounts {
  readonly reached: number;
  readonly missed: number;
  /** Reported without a word on the target. */
  readonly untold: number;
  readonly notReported: number;
}

export function shownMeasure({ measureId, name, target, outcomes }: Measure, tertial: Tertial): ShownMeasure {
  const current = currentEntry(outcomes, tertial);
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
