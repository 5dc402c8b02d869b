import type { IsoDate } from '../kernel/tertial.js';
import type { DecisionPoint } from './decision-point.js';
import type { MatterStatus } from './matter-process.js';

interface DatedMatter {
  readonly status: MatterStatus;
  readonly points: readonly DecisionPoint[];
}

/**
 * Returns the matter with only the facts that apply on the given day. It drops the board's later decisions and later
 * changes of finality. A point with a later decision is then still before the board.
 *
 * Versions, verdicts and summonses stay, because their only date is the time of their recording.
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
