import type { Id } from '../kernel/identity.js';
import type { Tertial } from '../kernel/tertial.js';
import type { PointSubject } from './decision-point.js';

/** What a point asks the board to do: the kind, and what it is about where that is a thing of its own. */
export interface SubjectView {
  readonly kind: PointSubject['kind'];
  readonly planId: Id<'Plan'> | null;
  readonly tertial: Tertial | null;
  readonly activityId: Id<'Activity'> | null;
  readonly proposalId: Id<'RemovalProposal'> | null;
}

export function subjectView(subject: PointSubject): SubjectView {
  const { kind } = subject;
  const nothing = { kind, planId: null, tertial: null, activityId: null, proposalId: null };
  switch (subject.kind) {
    case 'APPROVE_REPORT':
      return { ...nothing, planId: subject.planId, tertial: subject.tertial };
    case 'REMOVE_ACTIVITY':
      return { ...nothing, activityId: subject.activityId, proposalId: subject.proposalId };
    case 'OTHER':
      return nothing;
  }
}
