import type { DecisionReference } from '../kernel/decision-reference.js';
import type { Id } from '../kernel/identity.js';
import type { Finality, FinalityRecord } from '../kernel/finality.js';
import type { Outcome } from '../kernel/outcome.js';

export interface BoardDecision extends DecisionReference {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly outcome: Outcome;
  readonly reason: string;
}

/** A decision with how final it has become since. */
export interface TakenDecision extends BoardDecision {
  /** In order; the last one holds. Empty: executed, and not yet in legal force (rule 40). */
  readonly finality: readonly FinalityRecord[];
}

export function finalityOf({ finality }: Pick<TakenDecision, 'finality'>): Finality {
  return finality.at(-1)?.finality ?? 'NOT_IN_FORCE';
}

/** The decision of a point: the last one, where it was postponed before. */
export function decisionOn<Decision extends BoardDecision>(
  decisions: readonly Decision[],
  { matterId, point }: Pick<BoardDecision, 'matterId' | 'point'>,
): Decision | undefined {
  return decisions.findLast((decision) => decision.matterId === matterId && decision.point === point);
}

export function withFinality(
  decisions: readonly TakenDecision[],
  { matterId, point, finality, on }: Pick<BoardDecision, 'matterId' | 'point'> & FinalityRecord,
): TakenDecision[] {
  const decided = decisionOn(decisions, { matterId, point });
  return decisions.map((decision) =>
    decision === decided ? { ...decision, finality: [...decision.finality, { finality, on }] } : decision,
  );
}
