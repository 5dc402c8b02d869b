import type { Recorded } from '../kernel/fold.js';
import { type DecisionPoint, withPoint } from './decision-point.js';
import type { MatterEvent } from './matter-event.js';

type Decided = Extract<Recorded<MatterEvent>, { type: 'PointDecided' }>;

/** The points with the board's decision of one of them. Only what is postponed still waits for the board (rule 25). */
export function withDecision(points: readonly DecisionPoint[], event: Decided): DecisionPoint[] {
  const { meetingId, number, outcome, date, paragraph, wording, reason } = event.data;
  const recorded = { recordedBy: event.metadata.actor, recordedAt: event.recordedAt, finality: [] };
  const decision = { meetingId, outcome, date, paragraph, wording, reason, ...recorded };
  return withPoint(points, number, (point) => ({
    ...point,
    isSubmitted: outcome === 'POSTPONED',
    isBeforeBoard: false,
    decisions: [...point.decisions, decision],
  }));
}

/** The points with how final the last decision of one of them has become. */
export function withFinality(
  points: readonly DecisionPoint[],
  { number, finality, on }: Extract<MatterEvent, { type: 'PointFinalityRecorded' }>['data'],
): DecisionPoint[] {
  return withPoint(points, number, (point) => {
    const last = point.decisions.at(-1);
    if (last === undefined) return point;
    const final = { ...last, finality: [...last.finality, { finality, on }] };
    return { ...point, decisions: [...point.decisions.slice(0, -1), final] };
  });
}
