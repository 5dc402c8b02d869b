import type { EventOf, Fold, Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
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
    };

export interface PointDecision {
  readonly outcome: Outcome;
  readonly date: IsoDate;
  readonly paragraph: string;
  /** As decided; the point keeps the proposed one beside it (rule 27). */
  readonly wording: string;
  readonly reason: string;
  readonly recordedBy: string;
  readonly recordedAt: IsoInstant;
}

export type StrikeCause = 'BY_CLERK' | 'PROPOSAL_NOT_AVAILABLE';

export interface DecisionPoint {
  /** From 1; never used again. */
  readonly number: number;
  readonly subject: PointSubject;
  /** As the administration proposes it. Frozen when the matter is submitted (rule 33). */
  readonly proposedWording: string;
  readonly submitted: boolean;
  readonly struck: StrikeCause | null;
  /** In order; only a postponed point is decided again. */
  readonly decisions: readonly PointDecision[];
}

/** What the board handles under one registry number. */
export interface Matter {
  /** Of its newest event. */
  readonly revision: number;
  /** Where it began in the log. */
  readonly position: number;
  readonly id: Id<'Matter'>;
  readonly boardId: Id<'Board'>;
  readonly dnr: string;
  readonly title: string;
  readonly openedBy: string;
  readonly points: readonly DecisionPoint[];
}

export type MatterEvent =
  | EventOf<'MatterOpened', { matterId: Id<'Matter'>; boardId: Id<'Board'>; dnr: string; title: string }>
  | EventOf<
      'DecisionPointAdded',
      { matterId: Id<'Matter'>; number: number; subject: PointSubject; proposedWording: string }
    >
  | EventOf<'DecisionPointStruck', { matterId: Id<'Matter'>; number: number; cause: StrikeCause }>
  | EventOf<
      'MatterSubmitted',
      {
        matterId: Id<'Matter'>;
        points: readonly { number: number; subject: PointSubject; proposedWording: string }[];
      }
    >
  | EventOf<
      'PointDecided',
      {
        matterId: Id<'Matter'>;
        dnr: string;
        number: number;
        subject: PointSubject;
        outcome: Outcome;
        date: IsoDate;
        paragraph: string;
        wording: string;
        proposedWording: string;
        reason: string;
      }
    >;

export const matterFold: Fold<Matter | null, MatterEvent> = {
  kind: 'matter',
  initial: null,
  events: {
    MatterOpened: [],
    DecisionPointAdded: [],
    DecisionPointStruck: [],
    MatterSubmitted: [],
    PointDecided: [],
  },
  evolve: (matter, event) => {
    if (event.type === 'MatterOpened') {
      const { matterId, boardId, dnr, title } = event.data;
      const openedBy = event.metadata.actor;
      const { revision, position } = event;
      return { revision, position, id: matterId, boardId, dnr, title, openedBy, points: [] };
    }
    if (matter === null) return matter;
    return { ...matter, revision: event.revision, points: evolvedPoints(matter.points, event) };
  },
};

function evolvedPoints(
  points: readonly DecisionPoint[],
  event: Exclude<Recorded<MatterEvent>, { type: 'MatterOpened' }>,
): DecisionPoint[] {
  switch (event.type) {
    case 'DecisionPointAdded': {
      const { number, subject, proposedWording } = event.data;
      return [...points, { number, subject, proposedWording, submitted: false, struck: null, decisions: [] }];
    }
    case 'DecisionPointStruck':
      return changed(points, event.data.number, (point) => ({ ...point, struck: event.data.cause }));
    case 'MatterSubmitted':
      return points.map((point) => {
        const submitted = event.data.points.find(({ number }) => number === point.number);
        return submitted === undefined
          ? point
          : { ...point, submitted: true, subject: submitted.subject, proposedWording: submitted.proposedWording };
      });
    case 'PointDecided': {
      const { outcome, date, paragraph, wording, reason } = event.data;
      const recorded = { recordedBy: event.metadata.actor, recordedAt: event.recordedAt };
      const decision = { outcome, date, paragraph, wording, reason, ...recorded };
      return changed(points, event.data.number, (point) => ({ ...point, decisions: [...point.decisions, decision] }));
    }
  }
}

function changed(
  points: readonly DecisionPoint[],
  number: number,
  change: (point: DecisionPoint) => DecisionPoint,
): DecisionPoint[] {
  return points.map((point) => (point.number === number ? change(point) : point));
}

export type PointStatus = 'DRAFT' | 'STRUCK' | 'BEFORE_BOARD' | Outcome;

export function pointStatus({ struck, submitted, decisions }: DecisionPoint): PointStatus {
  if (struck !== null) return 'STRUCK';
  return decisions.at(-1)?.outcome ?? (submitted ? 'BEFORE_BOARD' : 'DRAFT');
}

export type MatterStatus = 'DRAFT' | 'SUBMITTED' | 'DECIDED';

/** A draft has a point that the board has not been given, or none at all; a decided matter waits for no decision. */
export function matterStatus({ points }: Matter): MatterStatus {
  const statuses = points.map(pointStatus).filter((status) => status !== 'STRUCK');
  if (statuses.length === 0 || statuses.includes('DRAFT')) return 'DRAFT';
  return statuses.some((status) => status === 'BEFORE_BOARD' || status === 'POSTPONED') ? 'SUBMITTED' : 'DECIDED';
}

/**
 * Whether the board has approved the report but not every removal that the report speaks of. The report is left as it
 * was and flagged (rule 34).
 */
export function reportDisagrees({ points }: Matter): boolean {
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

/** @throws Refusal `NOT_FOUND` */
export function pointIn({ id, points }: Matter, number: number): DecisionPoint {
  const point = points.find((candidate) => candidate.number === number);
  if (point === undefined) throw new Refusal('NOT_FOUND', { id: `${id} ${number}` });
  return point;
}
