import type { IsoDate } from '../kernel/tertial.js';
import type { DecisionPoint } from './decision-point.js';
import type { MatterStatus } from './matter-process.js';

interface DatedMatter {
  readonly status: MatterStatus;
  readonly points: readonly DecisionPoint[];
}

/**
 * Keeps the facts that hold by a day: drops the board's later decisions and later changes of finality. A point that the
 * board decided later is before the board.
 *
 * Versions, verdicts and summonses stay unchanged: they have no valid time besides the time of their recording.
 */
export function matterValidOn<Matter extends DatedMatter>(matter: Matter | null, day: IsoDate): Matter | null {
  if (matter === null) return null;
  const isLater = matter.points.some(({ decisions }) => decisions.some(({ date }) => date > day));
  const points = matter.points.map((point) => pointValidOn(point, day));
  return { ...matter, points, status: isLater ? 'BEFORE_BOARD' : matter.status };
}

function pointValidOn(point: DecisionPoint, day: IsoDate): DecisionPoint {
  const decisions = point.decisions
    .filter(({ date }) => date <= day)
    .map((decision) => ({ ...decision, finality: decision.finality.filter(({ on }) => on <= day) }));
  const isAwaited = decisions.length < point.decisions.length;
  return isAwaited ? { ...point, decisions, isSubmitted: true, isBeforeBoard: true } : { ...point, decisions };
}
