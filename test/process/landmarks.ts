import type { DecisionPoint } from '../../src/matters/decision-point.js';
import type { Matter } from '../../src/matters/matter.js';
import type { Run } from './run.js';

export const landmarks = [
  'reminded',
  'a follow-up opened again',
  'a moved cut-off date',
  'approved by a deputy',
  'reviewed',
  'summoned',
  'decided by the chair at a tie',
  'referred back and decided again',
  'postponed and decided at a later meeting',
  'decided with a conflict of interest',
  'decided when added at the meeting',
  'adjusted at once',
  'noticed',
  'a corrected conflict of interest',
  'a corrected attendance',
  'a moved meeting that was held',
  'a corrected notice',
  'corrected times',
  'a corrected composition',
  'a corrected adjustment',
  'a corrected dispatch',
  'a corrected appeal',
  'a corrected added matter',
  'a withdrawn added matter',
  'a corrected taking down',
  'a corrected decision on an activity',
  'a struck activity',
  'a struck goal',
  'a corrected decision on a goal',
  'a decided report with an addition',
  'appealed',
  'annulled and restored',
  'in legal force',
] as const;
export type Landmark = (typeof landmarks)[number];

/** How far a run has come. */
export function reachedBy({ world, told }: Run): Landmark[] {
  const points = [...world.matters.all.values()].flatMap((matter) => matter?.points ?? []);
  const meetings = [...told.meetings.values()];
  const is = (landmark: Landmark, holds: boolean) => (holds ? [landmark] : []);
  const decidedIn = meetings.flatMap(({ decisions, conflicts, given }) =>
    decisions.map(({ matterId }) => ({
      isInConflict: conflicts.some((one) => one.matterId === matterId),
      isAdded: given.get(matterId)?.isAdded === true,
    })),
  );
  const types = new Set(world.log.map(({ type }) => type));
  const happened = world.steps.map(({ event }) => event);
  return [
    ...is('reminded', types.has('ReportersReminded')),
    ...is(
      'reviewed',
      [...world.matters.all.values()].some((matter) => isReviewed(matter?.review ?? null)),
    ),
    ...is('summoned', types.has('MatterSummoned')),
    ...is(
      'decided by the chair at a tie',
      happened.some(
        ({ type, data }) => type === 'DecisionRecorded' && data.votes.some(({ decidedBy }) => decidedBy === 'CHAIR'),
      ),
    ),
    ...is(
      'referred back and decided again',
      points.some((point) => isDecidedAfter(point, 'REFERRED_BACK')),
    ),
    ...is(
      'postponed and decided at a later meeting',
      points.some((point) => isDecidedAfter(point, 'POSTPONED')),
    ),
    ...is(
      'decided with a conflict of interest',
      decidedIn.some(({ isInConflict }) => isInConflict),
    ),
    ...is(
      'decided when added at the meeting',
      decidedIn.some(({ isAdded }) => isAdded),
    ),
    ...is(
      'adjusted at once',
      happened.some(({ type, data }) => type === 'MinutesAdjusted' && data.atOnce),
    ),
    ...is('a follow-up opened again', types.has('FollowUpReopened')),
    ...is('a moved cut-off date', types.has('CutOffMoved')),
    ...is(
      'approved by a deputy',
      happened.some(
        ({ type, data }) => type.endsWith('StepApproved') && 'actingFor' in data && data.actingFor !== undefined,
      ),
    ),
    ...is('noticed', types.has('NoticePosted')),
    ...is('a struck activity', types.has('ActivityStruck')),
    ...is('a decided report with an addition', [...world.matters.all.values()].some(isDecidedWithAddition)),
    ...is('a struck goal', types.has('GoalStruck')),
    ...is('a corrected decision on a goal', types.has('GoalDecisionCorrected')),
    ...is('a corrected decision on an activity', types.has('ActivityDecisionCorrected')),
    ...is('a corrected conflict of interest', types.has('ConflictCorrected')),
    ...is('a corrected attendance', types.has('AttendanceCorrected')),
    ...is(
      'a moved meeting that was held',
      happened.some(({ type, data }) => type === 'MeetingMoved' && world.meetings.newest(data.to)?.attendance !== null),
    ),
    ...is('a corrected notice', types.has('NoticeCorrected')),
    ...is('corrected times', types.has('TimesCorrected')),
    ...is('a corrected composition', types.has('CompositionCorrected')),
    ...is('a corrected adjustment', types.has('AdjustmentCorrected')),
    ...is('a corrected dispatch', types.has('DispatchCorrected')),
    ...is('a corrected appeal', types.has('AppealCorrected')),
    ...is('a corrected added matter', types.has('AddedMatterCorrected')),
    ...is('a withdrawn added matter', types.has('AddedMatterWithdrawn')),
    ...is('a corrected taking down', types.has('TakingDownCorrected')),
    ...is('appealed', types.has('AppealRecorded')),
    ...is('annulled and restored', types.has('ActivityRestored')),
    ...is('in legal force', types.has('LegalForceGained')),
  ];
}

/** An addition is the third or the fourth activity of the first goal, or the third goal. */
function isDecidedWithAddition(matter: Matter | null): boolean {
  const isDecided = matter?.points.some(
    ({ subject, decisions }) => subject.kind === 'APPROVE_REPORT' && decisions.length > 0,
  );
  return isDecided === true && /\.g1\.a[34]"|\.g3"/.test(JSON.stringify(matter?.versions));
}

function isReviewed(
  review: { readonly approvals: readonly unknown[]; readonly chain: { readonly steps: readonly unknown[] } } | null,
): boolean {
  return review !== null && review.approvals.length === review.chain.steps.length;
}

function isDecidedAfter({ decisions }: DecisionPoint, outcome: string): boolean {
  return decisions.some((one, index) => one.outcome === outcome && decisions[index + 1] !== undefined);
}
