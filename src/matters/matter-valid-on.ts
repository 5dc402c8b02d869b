import type { IsoDate } from '../kernel/tertial.js';
import type { DecisionPoint } from './decision-point.js';
import type { MatterStatus } from './matter-process.js';

interface DatedMatter {
  readonly status: MatterStatus;
  readonly points: readonly DecisionPoint[];
}

/**
 * The matter as far as its facts hold by a day: without the board's decisions of later days, and how final a decision
 * became later. What the board has not decided by then is before it.
 *
 * Versions, verdicts and summonses stay as they were known: they have no other day than that of their recording.
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
