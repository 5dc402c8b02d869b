import { type Cause, causeOfChange, type Compared } from './cause.js';
import type { GoalPair, MeasurePair } from './item-differences.js';
import type { GoalDiffering, MeasureDiffering } from './plan-difference.js';

/** Compares the titles of a goal that the plan has in both states. */
export function renaming({ id, before, after }: GoalPair, compared: Compared): (GoalDiffering & Cause)[] {
  if (before === null || after === null || before.planned.title === after.planned.title) return [];
  const then = { before: { heading: before.planned.title }, after: { heading: after.planned.title } };
  return [{ kind: 'GOAL_RENAMED', ...then, ...causeOfChange(compared, id, 'WORDING') }];
}

/** Compares the names and the targets of a measure that the plan has in both states. */
export function redefinition({ id, before, after }: MeasurePair, compared: Compared): (MeasureDiffering & Cause)[] {
  if (before === null || after === null) return [];
  const [was, is] = [before.planned, after.planned];
  if (was.name === is.name && was.target === is.target) return [];
  const then = { before: { heading: was.name, target: was.target }, after: { heading: is.name, target: is.target } };
  return [{ kind: 'MEASURE_REDEFINED', ...then, ...causeOfChange(compared, id, 'DEFINITION') }];
}
