import type { DecisionReference } from '../kernel/outcome.js';
import type { Recorded } from '../kernel/fold.js';
import type { IsoInstant, Tertial } from '../kernel/tertial.js';

export const correctionKinds = [
  'PLAN_REPLACED',
  'CUT_OFF_MOVED',
  'FOLLOW_UP_REOPENED',
  'GOAL_RENAMED',
  'MEASURE_REDEFINED',
  'MEASURE_STRUCK',
  'DECISION_CORRECTED',
  'GOAL_STRUCK',
  'ACTIVITY_STRUCK',
] as const;

export type CorrectionKind = (typeof correctionKinds)[number];

/** The correction of a fact that was recorded by mistake. It shows the wrong fact and the right one (rule 102). */
export interface Correction {
  readonly kind: CorrectionKind;
  /** The id of the plan, the goal, the measure or the activity that was corrected. */
  readonly id: string;
  /** The tertial of the follow-up; null for a correction of the plan itself. */
  readonly tertial: Tertial | null;
  readonly before: string;
  /** Null when the correction leaves nothing instead, as when a goal or a measure is struck. */
  readonly after: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
  /** The position of the correction in the log. */
  readonly position: number;
}

type Corrected = Pick<Correction, 'kind' | 'id' | 'tertial' | 'before' | 'after'>;

/** Returns the correction that an event with a reason makes. */
export function correctionBy(
  { data, metadata, recordedAt: at, position }: Recorded & { readonly data: { readonly reason: string } },
  corrected: Corrected,
): Correction {
  return { ...corrected, reason: data.reason, by: metadata.actor, at, position };
}

/** Writes a decision as a correction shows it: its day, its paragraph and its registry number. */
export function decisionText({ date, paragraph, dnr }: DecisionReference): string {
  return `${date}, ${paragraph}, ${dnr}`;
}
