import type { Id } from '../kernel/identity.js';
import {
  type DecisionPoint,
  type Matter,
  type MatterStatus,
  matterStatus,
  pointStatus,
  type PointDecision,
  type PointStatus,
  reportDisagrees,
} from './matter.js';

/** What is shown of a matter. */
export interface MatterView {
  readonly id: Id<'Matter'>;
  readonly revision: number;
  readonly boardId: Id<'Board'>;
  readonly dnr: string;
  readonly title: string;
  readonly openedBy: string;
  readonly status: MatterStatus;
  readonly points: readonly PointView[];
  /** The board approved the report but not every removal that it speaks of (rule 34). */
  readonly reportDisagrees: boolean;
}

export interface PointView {
  readonly number: number;
  readonly kind: 'APPROVE_REPORT' | 'REMOVE_ACTIVITY';
  readonly planId: Id<'Plan'> | null;
  readonly tertial: string | null;
  readonly activityId: Id<'Activity'> | null;
  readonly proposalId: Id<'RemovalProposal'> | null;
  readonly proposedWording: string;
  readonly status: PointStatus;
  readonly decisions: readonly PointDecision[];
}

export function matterView(matter: Matter): MatterView {
  const { id, revision, boardId, dnr, title, openedBy, points } = matter;
  return {
    id,
    revision,
    boardId,
    dnr,
    title,
    openedBy,
    status: matterStatus(matter),
    points: points.map(pointView),
    reportDisagrees: reportDisagrees(matter),
  };
}

function pointView(point: DecisionPoint): PointView {
  const { number, subject, proposedWording, decisions } = point;
  const shown = { number, kind: subject.kind, proposedWording, status: pointStatus(point), decisions };
  switch (subject.kind) {
    case 'APPROVE_REPORT': {
      const { planId, tertial } = subject;
      return { ...shown, planId, tertial, activityId: null, proposalId: null };
    }
    case 'REMOVE_ACTIVITY': {
      const { activityId, proposalId } = subject;
      return { ...shown, planId: null, tertial: null, activityId, proposalId };
    }
  }
}
