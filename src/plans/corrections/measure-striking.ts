import { requireReason } from '../../kernel/correcting.js';
import { existing, type ReadState } from '../../kernel/fold.js';
import { boardOf, goalOf, type Id, planOf } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { itself, type Reaction, systemCommand } from '../../kernel/reaction.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import { type Measure, measureIn, measuresIn } from '../measure.js';
import { planFold } from '../plan.js';
import { type AtBoard, type Beside, isClosedBefore, requireNotFollowedUp, showing } from './striking.js';

export interface StrikeMeasureData {
  readonly measureId: Id<'Measure'>;
  readonly reason: string;
}

/** The plan of a measure, and the matters of its board. */
export type BesideMeasure = Pick<Beside, 'plan'> & AtBoard;

/** Strikes a measure that was recorded by mistake (rule 172), with its outcomes when it is an addition (rule 175). */
export function strikeMeasure(
  { measureId, reason }: StrikeMeasureData,
  goal: Goal | null,
  beside: BesideMeasure,
  act: Act,
): GoalEvent[] {
  requireMayStrikeMeasure(measureId, goal, beside, act);
  requireReason(reason);
  return [{ type: 'MeasureStruck', data: { measureId, reason } }];
}

/** Throws the refusal that every strike of the measure by the actor would now get. */
export function requireMayStrikeMeasure(
  measureId: Id<'Measure'>,
  goal: Goal | null,
  beside: BesideMeasure,
  act: Act,
): void {
  permit(act.actor, 'strikeMeasure', boardOf(measureId), measureId);
  const measure = measureIn(goal, measureId);
  const followed = { id: measureId, isAddition: measure.adopted !== null, facts: measure.outcomes };
  requireNotFollowedUp(followed, showing(beside.plan, existing(goal, measureId), partOf(measure)), beside);
}

function partOf(measure: Measure) {
  const isShown = (last: IsoDate) => measuresIn({ measures: [measure] }, last).length > 0;
  return { addedAt: measure.addedAt, isShown };
}

export interface VoidMeasureStrikeData {
  readonly measureId: Id<'Measure'>;
}

/** Voids the strike of a measure when a follow-up that shows it was closed before the strike, in the same instant. */
export async function voidMeasureStrike(
  { measureId }: VoidMeasureStrikeData,
  state: Goal | null,
  act: Act,
  read: ReadState,
): Promise<GoalEvent[]> {
  permit(act.actor, 'voidMeasureStrike', boardOf(measureId), measureId);
  const goal = existing(state, measureId);
  const strike = goal.struckMeasures.find(({ measure }) => measure.measureId === measureId);
  if (strike === undefined) return [];
  const planId = planOf(goal.id);
  const plan = existing(await read(planFold, planId), planId);
  const isLate = isClosedBefore(showing(plan, goal, partOf(strike.measure)), strike.position);
  return isLate ? [{ type: 'MeasureStrikeVoided', data: { measureId, cause: 'FOLLOW_UP_CLOSED' } }] : [];
}

export const voidMeasureStrikeCommand = systemCommand({
  name: 'voidMeasureStrike',
  fold: goalFold,
  id: ({ measureId }: VoidMeasureStrikeData) => goalOf(measureId),
  rule: voidMeasureStrike,
});

/** Looks again at the strike of a measure, because a closing in the plan's stream can have come just before it. */
export const recheckMeasureStrike: Reaction<GoalEvent, Goal | null> = {
  name: 'recheck strike of a measure',
  to: goalFold,
  types: ['MeasureStruck'],
  looksAt: itself(goalFold),
  react: ({ type, data }) =>
    type === 'MeasureStruck' ? [voidMeasureStrikeCommand({ measureId: data.measureId })] : [],
};
