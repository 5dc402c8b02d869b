import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { FinalityRecord, Outcome } from '../kernel/outcome.js';
import type { MatterStatus } from './matter-process.js';
import type { RemovalBasis } from './removal-basis.js';
import type { BoundReport } from './tertial-report.js';

/** The request that a decision point makes to the board. */
export type PointSubject =
  | { readonly kind: 'APPROVE_REPORT'; readonly planId: Id<'Plan'>; readonly tertial: Tertial }
  | {
      readonly kind: 'REMOVE_ACTIVITY';
      readonly activityId: Id<'Activity'>;
      readonly proposalId: Id<'RemovalProposal'>;
      /** The number of the proposal's reviewed version. */
      readonly version: number;
    }
  | { readonly kind: 'OTHER' };

/** A decision point with its wording in one version of the matter. */
export interface SubmittedPoint {
  readonly number: number;
  readonly subject: PointSubject;
  readonly proposedWording: string;
}

/** A decision point in a submitted version, with what the board needs in order to decide it. */
export interface VersionPoint extends SubmittedPoint {
  /** The reason and the activity of a removal; absent for other points and in versions of older events. */
  readonly removal?: RemovalBasis;
  /** The report that the board is asked to approve; absent for other points and in versions of older events. */
  readonly report?: BoundReport;
}

export interface PointDecision {
  /** The meeting at which the board decided; null for a decision from before Tertial had meetings. */
  readonly meetingId: Id<'Meeting'> | null;
  readonly outcome: Outcome;
  readonly date: IsoDate;
  readonly paragraph: string;
  /** The wording that the board decided. The point keeps the proposed wording as well (rule 27). */
  readonly wording: string;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: IsoInstant;
  /** The changes of the finality, oldest first. The last change applies. An empty list means NOT_IN_FORCE. */
  readonly finality: readonly FinalityRecord[];
}

export type StrikeCause = 'BY_CLERK' | 'PROPOSAL_NOT_AVAILABLE';

export interface DecisionPoint extends SubmittedPoint {
  /** Whether the newest version contains the point and the board must still decide the point. */
  readonly isSubmitted: boolean;
  readonly isBeforeBoard: boolean;
  readonly struck: StrikeCause | null;
  /** The decisions, oldest first. After a postponement or a referral back, the board can decide the point again. */
  readonly decisions: readonly PointDecision[];
}

export type PointStatus = 'DRAFT' | 'STRUCK' | 'BEFORE_BOARD' | Outcome;

export function pointStatus({ struck, isBeforeBoard, decisions }: DecisionPoint): PointStatus {
  if (struck !== null) return 'STRUCK';
  // A point that the board postponed or referred back is before the board again when another meeting receives it.
  if (isBeforeBoard) return 'BEFORE_BOARD';
  return decisions.at(-1)?.outcome ?? 'DRAFT';
}

/** Computes a matter's status from its points, after the board decided a point or Tertial struck a point. */
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

type OfPoint = { readonly number: number };

/** Adds the board's decision to its point. `isSubmitted` stays true only if the board postponed the point (rule 25). */
export function withDecision(points: readonly DecisionPoint[], decided: OfPoint & Omit<PointDecision, 'finality'>) {
  const { number, meetingId, outcome, date, paragraph, wording, reason, recordedBy, recordedAt } = decided;
  const recorded = { recordedBy, recordedAt, finality: [] };
  const decision = { meetingId, outcome, date, paragraph, wording, reason, ...recorded };
  return withPoint(points, number, (point) => ({
    ...point,
    isSubmitted: outcome === 'POSTPONED',
    isBeforeBoard: false,
    decisions: [...point.decisions, decision],
  }));
}

/** Adds a finality, such as IN_FORCE, to the last decision of the point. */
export function withFinality(points: readonly DecisionPoint[], { number, finality, on }: OfPoint & FinalityRecord) {
  return withPoint(points, number, (point) => {
    const last = point.decisions.at(-1);
    if (last === undefined) return point;
    const final = { ...last, finality: [...last.finality, { finality, on }] };
    return { ...point, decisions: [...point.decisions.slice(0, -1), final] };
  });
}

/** Corrects the entry of the decision that the meeting made on the point. */
export function withCorrectedDecision(
  points: readonly DecisionPoint[],
  corrected: OfPoint & Pick<PointDecision, 'meetingId' | 'paragraph' | 'wording' | 'reason'>,
) {
  const { number, meetingId, paragraph, wording, reason } = corrected;
  return withPoint(points, number, (point) => ({
    ...point,
    decisions: point.decisions.map((one) =>
      one.meetingId === meetingId ? { ...one, paragraph, wording, reason } : one,
    ),
  }));
}

/** Updates the points of the matter from a submitted version. Only the points in the version become `isSubmitted`. */
export function withSubmitted(points: readonly DecisionPoint[], submitted: readonly SubmittedPoint[]): DecisionPoint[] {
  return points.map((point) => {
    const found = submitted.find(({ number }) => number === point.number);
    if (found === undefined) return { ...point, isSubmitted: false };
    const { subject, proposedWording } = found;
    return { ...point, subject, proposedWording, isSubmitted: true };
  });
}

/** Marks the given points as before the board and keeps the wording that the board received (rule 33). */
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

/** Returns the points that a summons puts before the board. The newest version must contain them (rule 26). */
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

/** Whether the board approved the point and no court has annulled the decision (rule 35). */
export function isMade(point: DecisionPoint): boolean {
  const last = point.decisions.at(-1);
  return last?.outcome === 'APPROVED' && last.finality.at(-1)?.finality !== 'ANNULLED';
}

/**
 * Whether the report that the board approved no longer agrees with the plan, because the board decided a removal in the
 * same matter without approving it, or because a court annulled the removal. The report keeps its text (rule 34).
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
