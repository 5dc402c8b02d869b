import type { Recorded } from '../kernel/fold.js';
import type { MatterEvent } from './matter-event.js';
import type { MatterStatus } from './matter-process.js';
import { approvalIn, approvedBy, backOneStep, type GivenVerdict, type Review, voided, waitingStep } from './review.js';

interface Reviewed {
  readonly status: MatterStatus;
  readonly review: Review;
  readonly verdicts: readonly GivenVerdict[];
}

type VerdictEvent = Extract<
  Recorded<MatterEvent>,
  { type: 'MatterStepApproved' | 'MatterReturned' | 'MatterDeclined' }
>;

/** What a reviewer's verdict does to a matter. */
export function afterVerdict({ review, verdicts }: Reviewed, event: VerdictEvent): Reviewed {
  const approval = approvalIn(event);
  const given = { ...approval, reason: event.data.reason };
  switch (event.type) {
    case 'MatterStepApproved': {
      const approved = approvedBy(review, approval);
      const status = waitingStep(approved) === undefined ? 'REVIEWED' : 'IN_REVIEW';
      return { status, review: approved, verdicts: [...verdicts, { ...given, verdict: 'APPROVE' }] };
    }
    case 'MatterReturned': {
      const after = [...verdicts, { ...given, verdict: 'RETURN' as const }];
      return event.data.to === 'AUTHOR'
        ? { status: 'RETURNED', review: voided(review), verdicts: after }
        : { status: 'IN_REVIEW', review: backOneStep(review), verdicts: after };
    }
    case 'MatterDeclined':
      return { status: 'DECLINED', review, verdicts: [...verdicts, { ...given, verdict: 'DECLINE' }] };
  }
}
