import type { DecisionReference, Finality, FinalityRecord, Outcome } from '../kernel/outcome.js';
import type { Id } from '../kernel/identity.js';

export interface BoardDecision extends DecisionReference {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly outcome: Outcome;
  readonly reason: string;
}

/** A decision of the board with its finality. */
export interface TakenDecision extends BoardDecision {
  /** The changes of the finality, oldest first; the last one applies. Empty before the first change (rule 40). */
  readonly finality: readonly FinalityRecord[];
}

export function finalityOf({ finality }: Pick<TakenDecision, 'finality'>): Finality {
  return finality.at(-1)?.finality ?? 'NOT_IN_FORCE';
}

/** Returns the last decision on a matter's point. A point that the board postponed can have several decisions. */
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

export const removalStatuses = [
  'IN_REVIEW',
  'RETURNED',
  'REVIEWED',
  'BEFORE_BOARD',
  'REFERRED_BACK',
  'APPROVED',
  'REJECTED',
  'DECLINED',
  'WITHDRAWN',
  'VOIDED',
  'ANNULLED',
] as const;
export type RemovalStatus = (typeof removalStatuses)[number];

export const removalVerdicts = [
  'revise',
  'change activity',
  'withdraw',
  'approve',
  'return',
  'decline',
  'void',
  'void withdrawal',
  'put to board',
  'release',
  'settle',
  'annul',
] as const;
export type RemovalVerdict = (typeof removalVerdicts)[number];

/**
 * The state machine of a proposal: the actions that each status allows, and the statuses to which each action can lead.
 * Only a court can undo an approval or a rejection by the board (rule 35). A status without actions is final.
 */
export const removalProcess: Record<RemovalStatus, Partial<Record<RemovalVerdict, readonly RemovalStatus[]>>> = {
  IN_REVIEW: {
    revise: ['IN_REVIEW'],
    'change activity': ['IN_REVIEW'],
    withdraw: ['WITHDRAWN'],
    approve: ['IN_REVIEW', 'REVIEWED'],
    return: ['IN_REVIEW', 'RETURNED'],
    decline: ['DECLINED'],
    void: ['VOIDED'],
  },
  RETURNED: { revise: ['IN_REVIEW'], withdraw: ['WITHDRAWN'], void: ['VOIDED'] },
  REVIEWED: {
    revise: ['IN_REVIEW'],
    'change activity': ['IN_REVIEW'],
    withdraw: ['WITHDRAWN'],
    void: ['VOIDED'],
    'put to board': ['BEFORE_BOARD'],
  },
  BEFORE_BOARD: {
    'change activity': ['BEFORE_BOARD'],
    // The review begins anew when the activity changed while the board had the proposal.
    release: ['REVIEWED', 'IN_REVIEW'],
    settle: ['APPROVED', 'REJECTED', 'REFERRED_BACK', 'BEFORE_BOARD', 'WITHDRAWN'],
  },
  REFERRED_BACK: { revise: ['IN_REVIEW'], withdraw: ['WITHDRAWN'], void: ['VOIDED'] },
  APPROVED: { annul: ['ANNULLED'] },
  REJECTED: { annul: ['ANNULLED'] },
  DECLINED: {},
  // Rule 14: a withdrawal that came after the summons does not count.
  WITHDRAWN: { 'void withdrawal': ['REVIEWED'] },
  VOIDED: {},
  ANNULLED: {},
};

export function allows(status: RemovalStatus, verdict: RemovalVerdict): boolean {
  return removalProcess[status][verdict] !== undefined;
}

/**
 * Whether the status allows an action that does not undo what ended the proposal. An activity has at most one open
 * proposal (rule 11).
 */
export function isOpen(status: RemovalStatus): boolean {
  return removalVerdicts.some(
    (verdict) => verdict !== 'annul' && verdict !== 'void withdrawal' && allows(status, verdict),
  );
}

/** The status after each outcome of the board's decision. A postponed proposal stays before the board (rule 25). */
export const statusAfter: Record<Outcome, RemovalStatus> = {
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
  REFERRED_BACK: 'REFERRED_BACK',
  POSTPONED: 'BEFORE_BOARD',
  WITHDRAWN: 'WITHDRAWN',
};
