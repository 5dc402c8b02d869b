import { type Act, permit } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { reviewRefusals } from '../reviews/review-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Matter } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { type MatterVerdict, requireVerdict } from './matter-process.js';
import { type HashedReports, requireRead } from './report-acceptance.js';
import { requireMayReview, requireSoundVerdict } from '../reviews/review.js';
import type { Review, Verdict, VerdictData } from '../reviews/review.js';

export interface ReviewMatterData extends VerdictData {
  readonly matterId: Id<'Matter'>;
  /** The hash of the version that the reviewer read. */
  readonly hash: string;
  /** The hash of the report as the reviewer read it; null when they read it as the version holds it. */
  readonly reportHash: string | null;
}

const inProcess: Record<Verdict, MatterVerdict> = { APPROVE: 'approve', RETURN: 'return', DECLINE: 'decline' };

export function reviewMatter(
  command: ReviewMatterData,
  matter: Matter | null,
  reports: HashedReports,
  act: Act,
): MatterEvent[] {
  const { matterId, version, hash, verdict, reason, reportHash } = command;
  const { review, current, step, actingFor } = requireMayReviewMatter(matterId, verdict, matter, act);
  requireSoundVerdict(command, review);
  // Rule 20: a verdict counts only for the exact content that the reviewer read.
  if (hash !== current.hash)
    throw new Refusal(reviewRefusals.CHANGED_SINCE_READ, { read: version, current: current.number });
  const about = { matterId, version, hash, step: step.code, reason };
  const data = { ...about, ...(actingFor !== undefined && { actingFor }) };
  switch (verdict) {
    case 'APPROVE': {
      const reportChanges = requireRead(existing(matter, matterId), reportHash, reports);
      const approved = reportChanges.length === 0 ? data : { ...data, reportChanges };
      return [{ type: 'MatterStepApproved', data: approved }];
    }
    case 'RETURN':
      return [{ type: 'MatterReturned', data: { ...data, to: returnsTo(review, step.onReturn) } }];
    case 'DECLINE':
      return [{ type: 'MatterDeclined', data }];
  }
}

/** Returns the version and the step that wait for the verdict. @throws Refusal when the actor may not give it now. */
export function requireMayReviewMatter(matterId: Id<'Matter'>, verdict: Verdict, matter: Matter | null, act: Act) {
  const boardId = boardOf(matterId);
  permit(act.actor, 'reviewMatter', boardId, matterId);
  const { review, current } = underReview(existing(matter, matterId), inProcess[verdict]);
  return { review, current, ...requireMayReview(review, boardId, act) };
}

function underReview(matter: Matter, verdict: MatterVerdict) {
  requireVerdict(matter, verdict);
  const { review, versions } = matter;
  const current = versions.at(-1);
  if (review === null || current === undefined) throw new Error(`${matter.id} is in review without a version.`);
  return { review, current };
}

function returnsTo({ approvals }: Review, onReturn: 'AUTHOR' | 'PREVIOUS_STEP'): 'AUTHOR' | 'PREVIOUS_STEP' {
  return approvals.length === 0 ? 'AUTHOR' : onReturn;
}
