import { existing } from '../../src/kernel/fold.js';
import { idOf } from '../../src/kernel/identity.js';
import type { VersionPoint } from '../../src/matters/decision-point.js';
import type { Submitting } from '../../src/matters/matter-submission.js';
import type { KeptDraft } from '../../src/matters/matter-version.js';
import type { Matter } from '../../src/matters/matter.js';
import { compareReports, type HashedReports } from '../../src/matters/report-acceptance.js';
import { type BoundReport, reportOf } from '../../src/matters/tertial-report.js';
import { defaultChain } from '../../src/reviews/review.js';
import type { Goal, GoalEvent } from '../../src/plans/goal.js';
import { type Plan, planFold, type PlanEvent } from '../../src/plans/plan.js';
import { type TertialView, tertialView } from '../../src/plans/tertial-view/tertial-view.js';
import { after } from './given.js';
import { attachment, both, hashOf, texts, versionPoints } from './matter-under-test.js';
import { goalAfter, goalId, model, planId, proposalsAfter, reported, wayTo } from './removal-under-test.js';

// What a version of a matter is made of: a plan with one goal and two activities, whose first tertial is followed up.

const adopted: PlanEvent = {
  type: 'PlanAdopted',
  data: {
    planId,
    steeringModelId: idOf('SteeringModel', 'exempel.model-2026'),
    decision: { date: '2025-12-10', paragraph: '112', dnr: 'KS 2025/301' },
    goals: [{ goalId, title: 'Digital förvaltning', measures: [], activities: [] }],
  },
};

export function followUpOpened(tertial: 'T1' | 'T2' = 'T1'): PlanEvent {
  return { type: 'FollowUpOpened', data: { planId, tertial, cutOff: '2026-05-08' } };
}

export function followUpClosed(tertial: 'T1' | 'T2' = 'T1'): PlanEvent {
  return { type: 'FollowUpClosed', data: { planId, tertial } };
}

export function planAfter(...events: readonly PlanEvent[]): Plan {
  return existing(after(planFold, adopted, ...events), planId);
}

export const openPlan = planAfter(followUpOpened());
export const closedPlan = planAfter(followUpOpened(), followUpClosed());

export function goalNow(...events: readonly GoalEvent[]): Goal {
  return existing(goalAfter(...events), goalId);
}

/** The first tertial, as it is shown after what happened to the goal. */
export function viewNow(...events: readonly GoalEvent[]): TertialView {
  if (model === null) throw new Error('A steering model is adopted.');
  return tertialView(model, closedPlan, [goalNow(...events)], [], 'T1');
}

export const draft: KeptDraft = {
  content: { texts, attachments: [attachment], recipients: ['Revisorerna'] },
  authors: ['hans'],
  revision: 3,
  by: 'hans',
  at: '2026-05-12T07:00:00.000Z',
};

/** Everything that the matter's first version is made of. */
export const submitting: Submitting = {
  draft,
  plans: [closedPlan],
  models: model === null ? [] : [model],
  proposals: proposalsAfter(...wayTo.REVIEWED),
  goals: [goalNow()],
  view: viewNow(),
  chain: defaultChain,
  hashOf: () => hashOf(1),
};

/** The report of the first tertial as the matter's first version holds it. */
export const boundReport: BoundReport = { hash: hashOf(1), read: reportOf(viewNow()) };

/** The points of a version, with the report that it puts to the board. */
export function pointsWithReport(subjects = both): VersionPoint[] {
  return versionPoints(subjects).map((point) =>
    point.subject.kind === 'APPROVE_REPORT' ? { ...point, report: boundReport } : point,
  );
}

/** How the report is after what happened to the goal, beside the one that the version holds. */
export function reportsAfter(...events: readonly GoalEvent[]): HashedReports {
  const now = compareReports([boundReport], [reportOf(viewNow(...events))]);
  return { ...now, hash: hashOf(events.length === 0 ? 8 : 9) };
}

/** The report after a status came in that the version does not hold. */
export const changedReports = reportsAfter(reported('T1', 'ON_HOLD'));

/** The matter with a version that holds a report, which the unit manager has approved. */
export function approvedWithReport(matter: Matter): Matter {
  const approval = { step: 'UNIT_MANAGER', version: 1, by: 'ulla', at: '2026-05-12T08:00:00.000Z' };
  const { review } = matter;
  return {
    ...matter,
    review: review === null ? null : { ...review, approvals: [approval] },
    readReports: [{ by: 'ulla', version: 1, changes: [] }],
  };
}
