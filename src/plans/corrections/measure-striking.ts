import { requireReason } from '../../kernel/correcting.js';
import { existing, type ReadState } from '../../kernel/fold.js';
import { boardOf, goalOf, type Id, planOf } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { itself, type Reaction, systemCommand } from '../../kernel/reaction.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import { type Measure, measureIn, measuresIn } from '../measure.js';
import { type Plan, planFold } from '../plan.js';
import { closedWith, requireNotFollowedUp } from './striking.js';

export interface StrikeMeasureData {
  readonly measureId: Id<'Measure'>;
  readonly reason: string;
}

/** Strikes a measure that was recorded by mistake and has not been followed up (rule 172). */
export function strikeMeasure(
  { measureId, reason }: StrikeMeasureData,
  goal: Goal | null,
  plan: Plan,
  act: Act,
): GoalEvent[] {
  requireMayStrikeMeasure(measureId, goal, plan, act);
  requireReason(reason);
  return [{ type: 'MeasureStruck', data: { measureId, reason } }];
}

/** Throws the refusal that every strike of the measure by the actor would now get. */
export function requireMayStrikeMeasure(measureId: Id<'Measure'>, goal: Goal | null, plan: Plan, act: Act): void {
  permit(act.actor, 'strikeMeasure', boardOf(measureId), measureId);
  const measure = measureIn(goal, measureId);
  // Rule 172: what the board has read of a measure, or will read, is not taken away.
  const followed = { id: measureId, isAddition: measure.adopted !== null, facts: measure.outcomes };
  requireNotFollowedUp(followed, closedWith(plan, existing(goal, measureId), partOf(measure)));
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
  const isLate = closedWith(plan, goal, partOf(strike.measure)).some(({ position }) => position < strike.position);
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
