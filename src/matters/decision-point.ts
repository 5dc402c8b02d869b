import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { FinalityRecord, Outcome } from '../kernel/outcome.js';
import type { MatterStatus } from './matter-process.js';

/** The request that a decision point makes to the board. */
export type PointSubject =
  | { readonly kind: 'APPROVE_REPORT'; readonly planId: Id<'Plan'>; readonly tertial: Tertial }
  | {
      readonly kind: 'REMOVE_ACTIVITY';
      readonly activityId: Id<'Activity'>;
      readonly proposalId: Id<'RemovalProposal'>;
      /** The reviewed version of the proposal. */
      readonly version: number;
    }
  | { readonly kind: 'OTHER' };

/** A point as it stands in a version of the matter. */
export interface SubmittedPoint {
  readonly number: number;
  readonly subject: PointSubject;
  readonly proposedWording: string;
}

export interface PointDecision {
  /** Null for a decision recorded before Tertial kept meetings. */
  readonly meetingId: Id<'Meeting'> | null;
  readonly outcome: Outcome;
  readonly date: IsoDate;
  readonly paragraph: string;
  /** The decided wording; the point also keeps the proposed wording (rule 27). */
  readonly wording: string;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: IsoInstant;
  /** In chronological order; the last one holds. Empty for a decision not yet in legal force. */
  readonly finality: readonly FinalityRecord[];
}

export type StrikeCause = 'BY_CLERK' | 'PROPOSAL_NOT_AVAILABLE';

export interface DecisionPoint extends SubmittedPoint {
  /** Whether the point is in the newest version and the board has not settled it since. */
  readonly isSubmitted: boolean;
  readonly isBeforeBoard: boolean;
  readonly struck: StrikeCause | null;
  /** In chronological order; the board decides only a postponed or referred point again. */
  readonly decisions: readonly PointDecision[];
}

export type PointStatus = 'DRAFT' | 'STRUCK' | 'BEFORE_BOARD' | Outcome;

export function pointStatus({ struck, isBeforeBoard, decisions }: DecisionPoint): PointStatus {
  if (struck !== null) return 'STRUCK';
  // A postponed or referred point is before the board again when it is on another summons.
  if (isBeforeBoard) return 'BEFORE_BOARD';
  return decisions.at(-1)?.outcome ?? 'DRAFT';
}

/** The status of a matter after one of its points is settled. */
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

/** Applies the points of a version that enters its review. */
export function withSubmitted(points: readonly DecisionPoint[], submitted: readonly SubmittedPoint[]): DecisionPoint[] {
  return points.map((point) => {
    const found = submitted.find(({ number }) => number === point.number);
    if (found === undefined) return { ...point, isSubmitted: false };
    const { subject, proposedWording } = found;
    return { ...point, subject, proposedWording, isSubmitted: true };
  });
}

/** Marks the points that are before the board, with the wording on the summons (rule 33). */
export function withBeforeBoard(
  points: readonly DecisionPoint[],
  summoned: readonly SubmittedPoint[],
): DecisionPoint[] {
  return points.map((point) => {
    const found = summoned.find(({ number }) => number === point.number);
    if (found === undefined) return point;
    const { subject, proposedWording } = found;
    return { ...point, subject, proposedWording, isSubmitted: true, isBeforeBoard: true };
  });
}

/** The points that a summons puts before the board: only points in a reviewed version (rule 26). */
export function pointsForBoard(points: readonly DecisionPoint[]): SubmittedPoint[] {
  return points
    .filter(({ isSubmitted, struck }) => isSubmitted && struck === null)
    .map(({ number, subject, proposedWording }) => ({ number, subject, proposedWording }));
}

/** Whether the board still has to decide the point, now or at a later meeting. */
export function isUndecided(point: DecisionPoint): boolean {
  const status = pointStatus(point);
  return status === 'DRAFT' || status === 'BEFORE_BOARD' || status === 'POSTPONED' || status === 'REFERRED_BACK';
}

/** Whether the point's removal is executed: approved, and not later annulled by a court (rule 35). */
export function isMade(point: DecisionPoint): boolean {
  const last = point.decisions.at(-1);
  return last?.outcome === 'APPROVED' && last.finality.at(-1)?.finality !== 'ANNULLED';
}

/**
 * Whether the board has approved the report but not every removal in it. The report stays unchanged and gets a flag
 * (rule 34).
 */
export function reportDisagrees(points: readonly DecisionPoint[]): boolean {
  const reportApproved = points.some(
    ({ subject, decisions }) => subject.kind === 'APPROVE_REPORT' && decisions.at(-1)?.outcome === 'APPROVED',
  );
  const removals = points.flatMap((point) =>
    point.subject.kind === 'REMOVE_ACTIVITY'
      ? [{ activityId: point.subject.activityId, isDecided: point.decisions.length > 0, isMade: isMade(point) }]
      : [],
  );
  const made = removals.filter((removal) => removal.isMade).map(({ activityId }) => activityId);
  return reportApproved && removals.some(({ activityId, isDecided }) => isDecided && !made.includes(activityId));
}
