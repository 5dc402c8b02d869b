import fc from 'fast-check';
import {
  activityId,
  goalId,
  matterId,
  model,
  otherActivityId,
  planId,
  proposalId,
  reported,
} from '../../test/support/removal-under-test.js';
import {
  followUpClosed,
  followUpOpened,
  goalNow,
  planAfter,
  viewNow,
} from '../../test/support/submission-under-test.js';
import type { GoalEvent } from '../plans/goal.js';
import type { PlanEvent } from '../plans/plan.js';
import { tertialView } from '../plans/tertial-view/tertial-view.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import { reportChanges, reportOf } from './tertial-report.js';

const decision = { date: '2026-05-11', paragraph: '40', dnr: 'KS 2026/5' };

function reworded(heading: string, id = activityId): GoalEvent {
  return { type: 'ActivityReworded', data: { activityId: id, heading, description: '', decision } };
}

function reportAfter(...events: readonly GoalEvent[]) {
  return reportOf(viewNow(...events));
}

function changesAfter(...events: readonly GoalEvent[]) {
  return reportChanges(reportAfter(), reportAfter(...events));
}

describe('The report of a tertial that a version holds', () => {
  it('rule 111: differs in nothing while nothing happens', () => {
    expect(changesAfter()).toEqual([]);
  });

  it('rule 111: differs where a status comes in, is corrected or is taken back', () => {
    const about = { id: activityId, name: 'Införa e-arkiv' };
    const status = 'ON_HOLD (Vänteläge / On hold)';
    const added = [
      { ...about, part: 'STATUS', before: null, after: status },
      { ...about, part: 'COMMENT', before: null, after: 'Läget.' },
      { ...about, part: 'VALID_ON', before: null, after: '2026-04-30' },
    ];
    expect(changesAfter(reported('T1', 'ON_HOLD'))).toEqual(added);
    expect(
      reportChanges(reportAfter(reported('T1', 'ON_HOLD')), reportAfter(reported('T1', 'ONGOING_AS_PLANNED'))),
    ).toMatchObject([{ part: 'STATUS', before: status }]);
    const voided: GoalEvent = {
      type: 'ActivityStatusVoided',
      data: { activityId, number: 1, cause: 'FOLLOW_UP_CLOSED' },
    };
    expect(changesAfter(reported('T1', 'ON_HOLD'), voided)).toEqual([]);
  });

  it('rule 111: differs where the plan is reworded, under the name that holds now', () => {
    expect(changesAfter(reworded('Avveckla e-arkiv'))).toEqual([
      {
        id: activityId,
        name: 'Avveckla e-arkiv',
        part: 'HEADING',
        before: 'Införa e-arkiv',
        after: 'Avveckla e-arkiv',
      },
    ]);
  });

  it('rule 111: differs where an activity is added, and where one is no longer there', () => {
    const planned = { heading: 'Ny', description: '', startDate: '2026-01-01', endDate: '2026-12-31' };
    const added: GoalEvent = {
      type: 'ActivityAdded',
      data: {
        activityId: otherActivityId,
        ...planned,
        responsibleUnit: 'Stab',
        responsible: null,
        decision: { ...decision, date: '2026-04-01' },
      },
    };
    const now = reportAfter(added);
    const ids = now.goals[0]?.activities.map(({ activityId: id }) => id);
    expect(ids).toHaveLength(3);
    const without = { ...now, goals: now.goals.map((goal) => ({ ...goal, activities: goal.activities.slice(0, 1) })) };
    expect(reportChanges(now, without).every(({ id, after }) => id === otherActivityId && after === null)).toBe(true);
    expect(reportChanges(now, without).map(({ part }) => part)).toContain('HEADING');
  });

  it('rule 111: differs when the follow-up is no longer closed', () => {
    if (model === null) throw new Error('A steering model is adopted.');
    const inForce = model;
    const viewOf = (...events: readonly PlanEvent[]) =>
      reportOf(tertialView(inForce, planAfter(...events), [goalNow()], [], 'T1'));
    expect(reportChanges(viewOf(followUpOpened(), followUpClosed()), viewOf(followUpOpened()))).toEqual([
      { id: planId, name: 'T1', part: 'FOLLOW_UP', before: 'CLOSED', after: 'OPEN' },
    ]);
  });

  it('rule 110: leaves out the removals, on which the board decides by themselves', () => {
    const removal = { ...decision, matterId, point: 2, proposalId };
    expect(changesAfter({ type: 'ActivityRemoved', data: { activityId, decision: removal } })).toEqual([]);
  });

  it('rule 110: has the same hash exactly when nothing differs', () => {
    const seed = Number(process.env.FC_SEED) || Date.now();
    process.stdout.write(`tertial report: FC_SEED=${seed}\n`);
    const event = fc.oneof(
      fc.constantFrom('ON_HOLD', 'ONGOING_AS_PLANNED', 'NOT_STARTED').map((status) => reported('T1', status)),
      fc.constant(reported('T2', 'ON_HOLD')),
      fc.constantFrom('Införa e-arkiv', 'A', 'B').map((heading) => reworded(heading)),
      fc.constantFrom('Se över taxorna', 'A').map((heading) => reworded(heading, otherActivityId)),
    );
    const events = fc.array(event, { maxLength: 4 });
    fc.assert(
      fc.property(events, events, (some, others) => {
        const [one, other] = [reportAfter(...some), reportAfter(...others)];
        expect(canonicalHash(one) === canonicalHash(other)).toBe(reportChanges(one, other).length === 0);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('rule 9: keeps the label under which a status was reported', () => {
    expect(goalId).toBe(`${planId}.g1`);
    expect(reportAfter(reported('T1', 'ON_HOLD')).goals[0]?.activities[0]?.status?.label).toEqual({
      sv: 'Vänteläge',
      en: 'On hold',
    });
  });
});
