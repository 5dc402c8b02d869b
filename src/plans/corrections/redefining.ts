import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import { boardOf, type Id } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { Refusal, requireText } from '../../kernel/refusal.js';
import type { Goal, GoalEvent } from '../goal.js';
import { type Measure, measureIn } from '../measure.js';

export interface RedefineMeasureData {
  readonly measureId: Id<'Measure'>;
  readonly name: string;
  /** The target (målvärde) that the board adopted. It may be empty. */
  readonly target: string;
  readonly reason: string;
}

/** Corrects the name and the target of a measure that was recorded with wrong ones (rule 166). */
export function redefineMeasure(command: RedefineMeasureData, goal: Goal | null, act: Act): GoalEvent[] {
  const { measureId, name, target, reason } = command;
  const measure = requireMayRedefineMeasure(measureId, goal, act);
  requireText('name', name);
  requireReason(reason);
  if (measure.name === name && measure.target === target) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'MeasureRedefined', data: { measureId, name, target, reason } }];
}

/** Returns the measure when the actor may correct it now. @throws Refusal otherwise */
export function requireMayRedefineMeasure(measureId: Id<'Measure'>, goal: Goal | null, act: Act): Measure {
  permit(act.actor, 'redefineMeasure', boardOf(measureId), measureId);
  return measureIn(goal, measureId);
}
