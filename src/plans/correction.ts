import type { DecisionReference } from '../kernel/outcome.js';
import type { EventOf, Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
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

/** A goal that the board added to its plan during the year, with its decision to add it. */
export interface AddedGoal {
  readonly goalId: Id<'Goal'>;
  readonly decision: DecisionReference;
}

/** The reference to the decision that added a goal as it should have been recorded (rule 174). */
export type GoalDecisionCorrected = EventOf<
  'GoalDecisionCorrected',
  { goalId: Id<'Goal'>; decision: DecisionReference; reason: string }
>;

interface PlanWithAdditions {
  readonly goalsAdded: readonly AddedGoal[];
  readonly corrections: readonly Correction[];
}

/** Applies the correction of the reference to the decision that added a goal. */
export function rightlyAdded(
  { goalsAdded, corrections }: PlanWithAdditions,
  event: Recorded<GoalDecisionCorrected>,
): PlanWithAdditions {
  const { goalId: id, decision } = event.data;
  const corrected = goalsAdded
    .filter(({ goalId }) => goalId === id)
    .map(({ decision: wrong }) => {
      const words = { before: decisionText(wrong), after: decisionText(decision) };
      return correctionBy(event, { kind: 'DECISION_CORRECTED', id, tertial: null, ...words });
    });
  return {
    goalsAdded: goalsAdded.map((one) => (one.goalId === id ? { ...one, decision } : one)),
    corrections: [...corrections, ...corrected],
  };
}

/** Writes a decision as a correction shows it: its day, its paragraph and its registry number. */
export function decisionText({ date, paragraph, dnr }: DecisionReference): string {
  return `${date}, ${paragraph}, ${dnr}`;
}
