import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { FinalityRecord } from './finality.js';
import type { MatterStatus } from './matter-process.js';
import type { Outcome } from './outcome.js';

/** What a decision point asks the board to do. */
export type PointSubject =
  | { readonly kind: 'APPROVE_REPORT'; readonly planId: Id<'Plan'>; readonly tertial: Tertial }
  | {
      readonly kind: 'REMOVE_ACTIVITY';
      readonly activityId: Id<'Activity'>;
      readonly proposalId: Id<'RemovalProposal'>;
      /** The version of the proposal that was reviewed. */
      readonly version: number;
    }
  | { readonly kind: 'OTHER' };

export const pointKinds = ['APPROVE_REPORT', 'REMOVE_ACTIVITY', 'OTHER'] as const satisfies PointSubject['kind'][];

/** A point as it stands in a version of the matter. */
export interface SubmittedPoint {
  readonly number: number;
  readonly subject: PointSubject;
  readonly proposedWording: string;
}

export interface PointDecision {
  /** Null: recorded before meetings were kept here. */
  readonly meetingId: Id<'Meeting'> | null;
  readonly outcome: Outcome;
  readonly date: IsoDate;
  readonly paragraph: string;
  /** As decided; the point keeps the proposed one beside it (rule 27). */
  readonly wording: string;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: IsoInstant;
  /** In order; the last one holds. Empty: not yet in legal force. */
  readonly finality: readonly FinalityRecord[];
}

export type StrikeCause = 'BY_CLERK' | 'PROPOSAL_NOT_AVAILABLE';

export interface DecisionPoint extends SubmittedPoint {
  /** The board has it, or has had it. */
  readonly isBeforeBoard: boolean;
  readonly struck: StrikeCause | null;
  /** In order; only a postponed point is decided again. */
  readonly decisions: readonly PointDecision[];
}

export type PointStatus = 'DRAFT' | 'STRUCK' | 'BEFORE_BOARD' | Outcome;

export function pointStatus({ struck, isBeforeBoard, decisions }: DecisionPoint): PointStatus {
  if (struck !== null) return 'STRUCK';
  const decided = decisions.at(-1)?.outcome;
  // A postponed point is before the board again when it is on another summons.
  if (isBeforeBoard && (decided === undefined || decided === 'POSTPONED')) return 'BEFORE_BOARD';
  return decided ?? 'DRAFT';
}

/** What is left to do with a matter when one of its points has come to an end. */
export function statusAfter(points: readonly DecisionPoint[]): MatterStatus {
  const statuses = points.map(pointStatus).filter((status) => status !== 'STRUCK');
  const left = (['BEFORE_BOARD', 'POSTPONED', 'REFERRED_BACK', 'DRAFT'] as const).find((one) => statuses.includes(one));
  return left ?? (statuses.length === 0 ? 'DRAFT' : 'DECIDED');
}

export function withPoint(
  points: readonly DecisionPoint[],
  number: number,
  change: (point: DecisionPoint) => DecisionPoint,
): DecisionPoint[] {
  return points.map((point) => (point.number === number ? change(point) : point));
}

/** The points as they stand in the version that is reviewed, and on the summons (rule 33). */
export function withSubmitted(
  points: readonly DecisionPoint[],
  submittedPoints: readonly SubmittedPoint[],
  isBeforeBoard: boolean,
): DecisionPoint[] {
  return points.map((point) => {
    const found = submittedPoints.find(({ number }) => number === point.number);
    if (found === undefined) return point;
    const { subject, proposedWording } = found;
    return { ...point, subject, proposedWording, isBeforeBoard };
  });
}

/** Whether the board has still to decide on the point, now or at a later meeting. */
export function isUndecided(point: DecisionPoint): boolean {
  const status = pointStatus(point);
  return status === 'DRAFT' || status === 'BEFORE_BOARD' || status === 'POSTPONED' || status === 'REFERRED_BACK';
}

/**
 * Whether the board has approved the report but not every removal that the report speaks of. The report is left as it
 * was and flagged (rule 34).
 */
export function reportDisagrees(points: readonly DecisionPoint[]): boolean {
  const reportApproved = points.some(
    (point) => point.subject.kind === 'APPROVE_REPORT' && pointStatus(point) === 'APPROVED',
  );
  const refused: readonly PointStatus[] = ['REJECTED', 'REFERRED_BACK', 'WITHDRAWN'];
  const removals = points.flatMap((point) =>
    point.subject.kind === 'REMOVE_ACTIVITY'
      ? [{ activityId: point.subject.activityId, status: pointStatus(point) }]
      : [],
  );
  // What was referred back and approved as a later point has been made after all.
  const made = removals.filter(({ status }) => status === 'APPROVED').map(({ activityId }) => activityId);
  return (
    reportApproved && removals.some(({ activityId, status }) => refused.includes(status) && !made.includes(activityId))
  );
}
