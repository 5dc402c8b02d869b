import {
  after,
  auditor,
  board,
  by,
  clerk,
  controller,
  head,
  otherClerk,
  secretary,
  stranger,
} from '../../../test/support/given.js';
import {
  added,
  adoptedGoal,
  assessed,
  change,
  closed,
  everyRoleFor,
  goalAfter,
  goalId,
  index,
  leaflet,
  measureAdoptedOn,
  measured,
  modelWith,
  opened,
  planAfter,
  planId,
  removed,
  reported,
  talks,
  voidedStatus,
  welcome,
} from '../../../test/support/plan-under-test.js';
import { existing } from '../../kernel/fold.js';
import { goalIdOf, idOf } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import { lastDay, type Tertial, tertials } from '../../kernel/tertial.js';
import type { Reporters } from '../../people/directory.js';
import { reportStatus } from '../activity-status.js';
import { closeFollowUp } from '../follow-up.js';
import { assessGoal } from '../goal-assessment.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import type { AdoptedGoal, Plan, PlanEvent } from '../plan.js';
import { waitingInFollowUp } from './follow-up-waiting.js';
import { tertialView } from './tertial-view.js';

/** Opens the follow-up of T1. Its cut-off date is 8 May. */
const followUpOpened: PlanEvent = { type: 'FollowUpOpened', data: { planId, tertial: 'T1', cutOff: '2026-05-08' } };
const openPlan = planAfter(followUpOpened);
const everything = [reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD'), assessed('NOT_FULFILLED')];

function shown(plan: Plan, goals: readonly Goal[], tertial: Tertial = 'T1') {
  return { ...tertialView(modelWith(), plan, goals, [], tertial), openedAt: '2026-05-12T08:00:00.000Z' };
}

/** A board that has no units. */
const noUnits: Reporters = { units: [], clerks: null };

function waiting(person: Person, goal: Goal, { plan = openPlan, today = '2026-05-04', reporters = noUnits } = {}) {
  return waitingInFollowUp(person, shown(plan, [goal]), today, reporters);
}

const first = {
  boardId: board,
  id: leaflet,
  title: 'Ta fram en kommunikationsplan',
  tertial: 'T1',
  since: '2026-05-12',
  deadline: '2026-05-08',
  next: { command: 'reportStatus', idField: 'activityId' },
};
const second = { ...first, id: talks, title: 'Genomföra medarbetarsamtal' };
const theGoal = {
  ...first,
  id: goalId,
  title: 'Medarbetare ska känna sig delaktiga',
  next: { command: 'assessGoal', idField: 'goalId' },
};
const closing = {
  kind: 'CLOSE_FOLLOW_UP',
  boardId: board,
  id: planId,
  title: 'T1 2026',
  tertial: 'T1',
  since: '2026-05-12',
  deadline: '2026-05-08',
  next: { command: 'closeFollowUp', idField: 'planId' },
};

describe('The tasks of a clerk in a follow-up', () => {
  it('rule 68: each measure without an outcome, without which the follow-up is not closed', () => {
    const next = { command: 'reportMeasure', idField: 'measureId' };
    const measure = { ...first, kind: 'REPORT_MEASURE', id: index, title: 'Medarbetarindex', next };
    const inTime = measureAdoptedOn('2026-03-02');
    expect(waiting(clerk, goalAfter(inTime, ...everything))).toEqual([measure]);
    expect(waiting(controller, goalAfter(inTime, ...everything))).toEqual([]);
    const measuredToo = goalAfter(inTime, ...everything, measured('79', true));
    expect(waiting(clerk, measuredToo)).toEqual([]);
    expect(waiting(controller, measuredToo)).toEqual([closing]);
  });

  it('rule 68: each activity without a status and each goal not assessed, until the cut-off date', () => {
    expect(waiting(clerk, goalAfter())).toEqual([
      { kind: 'REPORT_STATUS', ...first },
      { kind: 'REPORT_STATUS', ...second },
      { kind: 'ASSESS_GOAL', ...theGoal },
    ]);
  });

  it('rule 68: no status that has been reported', () => {
    expect(waiting(clerk, goalAfter(reported(leaflet, 'ON_HOLD'), assessed('NOT_FULFILLED')))).toEqual([
      { kind: 'REPORT_STATUS', ...second },
    ]);
    expect(waiting(clerk, goalAfter(...everything))).toEqual([]);
  });

  it('rule 68: a status that was voided, again', () => {
    const goal = goalAfter(...everything, voidedStatus(leaflet, 1));
    expect(waiting(clerk, goal)).toEqual([{ kind: 'REPORT_STATUS', ...first }]);
  });

  it('rule 4: a goal not assessed, also after the cut-off date', () => {
    const goal = goalAfter(reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD'));
    expect(waiting(clerk, goal, { today: '2026-05-20' })).toEqual([{ kind: 'ASSESS_GOAL', ...theGoal }]);
  });

  it('rule 15: not the status of an activity that has been removed, also after the tertial', () => {
    const ids = (...events: readonly GoalEvent[]) => waiting(clerk, goalAfter(...events)).map(({ id }) => id);
    expect(ids(removed(leaflet, '2026-05-06'))).toEqual([talks, goalId]);
    expect(ids(removed(leaflet, '2026-04-01'))).toEqual([talks, goalId]);
  });

  it('rule 137: the activities of their own units, and those that nobody reports on', () => {
    const kansli = idOf('Unit', 'exempel.ks.unit-kansli');
    const responsible = { unitId: kansli, personId: null };
    const goal = goalAfter(
      { type: 'ActivityAssigned', data: { activityId: leaflet, responsible } },
      assessed('NOT_FULFILLED'),
    );
    const of = (...persons: readonly Person[]): Reporters => ({
      units: [{ id: kansli, persons: persons.map(({ personId }) => personId) }],
      clerks: [clerk, otherClerk],
    });
    const ids = (person: Person, reporters: Reporters) => waiting(person, goal, { reporters }).map(({ id }) => id);
    expect(ids(clerk, of(clerk))).toEqual([leaflet, talks]);
    expect(ids(otherClerk, of(clerk))).toEqual([talks]);
    expect(ids(otherClerk, of(head))).toEqual([leaflet, talks]);
    const [closeIt] = waiting(controller, goal, { today: '2026-05-09', reporters: of(clerk) });
    expect(closeIt).toMatchObject({ kind: 'CLOSE_FOLLOW_UP' });
  });

  it('rule 16: not what was added after the tertial', () => {
    const economy: AdoptedGoal = { ...adoptedGoal, goalId: goalIdOf(planId, 2), activities: [] };
    const goalAdded: PlanEvent = { type: 'GoalAdded', data: { goal: economy, decision: change } };
    const later = existing(after(goalFold, { type: 'GoalEstablished', data: economy }), economy.goalId);
    const goals = [goalAfter(added(welcome, '2026-05-06'), ...everything), later];
    const view = shown(planAfter(followUpOpened, goalAdded), goals);
    expect(waitingInFollowUp(clerk, view, '2026-05-12', noUnits)).toEqual([]);
  });

  it.each([
    { plan: planAfter(), text: 'before the follow-up is opened' },
    { plan: planAfter(opened('T2')), text: 'while another is open' },
    { plan: planAfter(followUpOpened, closed('T1')), text: 'after it is closed' },
  ])('rule 68: nothing $text', ({ plan }) => {
    expect(waiting(everyRoleFor(board), goalAfter(), { plan, today: '2026-05-20' })).toEqual([]);
  });
});

describe('The tasks of a controller in a follow-up', () => {
  const allReported = goalAfter(reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD'));

  it('rule 68: closing it when every status is reported; a goal may stay not assessed (rule 4)', () => {
    expect(waiting(controller, allReported)).toEqual([closing]);
    expect(waiting(controller, goalAfter(...everything))).toEqual([closing]);
  });

  it('rule 68: closing it when the cut-off date has passed, whatever is missing', () => {
    expect(waiting(controller, goalAfter(), { today: '2026-05-09' })).toEqual([closing]);
  });

  it('rule 68: nothing while statuses are missing, until the cut-off date has passed', () => {
    expect(waiting(controller, goalAfter(), { today: '2026-05-08' })).toEqual([]);
    expect(waiting(controller, goalAfter(reported(leaflet, 'ON_HOLD')), { today: '2026-05-08' })).toEqual([]);
  });
});

describe('The tasks of others in a follow-up', () => {
  it.each([head, secretary, auditor])('rule 51: nothing for $personId', (person) => {
    expect(waiting(person, goalAfter(), { today: '2026-05-20' })).toEqual([]);
  });

  it('rule 43: nothing for a clerk or a controller of another board', () => {
    expect(waiting(stranger, goalAfter())).toEqual([]);
    const elsewhere = {
      ...controller,
      grants: stranger.grants.map((grant) => ({ ...grant, role: 'CONTROLLER' as const })),
    };
    expect(waiting(elsewhere, goalAfter(), { today: '2026-05-20' })).toEqual([]);
  });

  it('rule 94: closing it, for a controller of the municipality', () => {
    const forAll = { ...controller, grants: [{ boardId: null, role: 'CONTROLLER' as const }] };
    expect(waiting(forAll, goalAfter(), { today: '2026-05-20' })).toMatchObject([{ kind: 'CLOSE_FOLLOW_UP' }]);
  });

  it('rule 51: both, for a person who holds both roles', () => {
    const kinds = waiting(everyRoleFor(board), goalAfter(), { today: '2026-05-20' }).map(({ kind }) => kind);
    expect(kinds).toEqual(['REPORT_STATUS', 'REPORT_STATUS', 'ASSESS_GOAL', 'CLOSE_FOLLOW_UP']);
  });
});

describe('Every task in a follow-up', () => {
  const goals = [
    goalAfter(),
    goalAfter(...everything),
    goalAfter(removed(leaflet, '2026-04-01')),
    goalAfter(removed(leaflet, '2026-05-06')),
    goalAfter(added(welcome, '2026-05-06')),
    goalAfter(added(welcome, '2026-04-06'), reported(leaflet, 'ON_HOLD')),
  ];
  const plans = tertials.map((tertial) => planAfter(opened(tertial)));
  const cases = goals.flatMap((goal) => plans.flatMap((plan) => tertials.map((tertial) => ({ goal, plan, tertial }))));

  it('can be done by the person who has it', () => {
    const person = everyRoleFor(board);
    const done = cases.flatMap(({ goal, plan, tertial }) => {
      const today = lastDay(2027, tertial);
      const waits = waitingInFollowUp(person, shown(plan, [goal], tertial), today, noUnits);
      return waits.map(({ kind, id }) => ({
        kind,
        events: doIt(kind, id, { goal, plan, tertial }, by(person, today)),
      }));
    });
    expect(done.filter(({ events }) => events.length !== 1)).toEqual([]);
    expect(new Set(done.map(({ kind }) => kind))).toEqual(new Set(['REPORT_STATUS', 'ASSESS_GOAL', 'CLOSE_FOLLOW_UP']));
  });

  function doIt(
    kind: string,
    id: string,
    { goal, plan, tertial }: { goal: Goal; plan: Plan; tertial: (typeof tertials)[number] },
    act: ReturnType<typeof by>,
  ) {
    const given = { tertial, comment: 'Läget.', validOn: null };
    const judged = { plan, model: modelWith() };
    if (kind === 'CLOSE_FOLLOW_UP')
      return closeFollowUp({ planId, tertial, acceptIncomplete: true }, plan, [goal], act);
    if (kind === 'ASSESS_GOAL') return assessGoal({ ...given, goalId, status: 'NOT_FULFILLED' }, goal, judged, act);
    const activityId = [leaflet, talks, welcome].find((one) => one === id) ?? leaflet;
    return reportStatus({ ...given, activityId, status: 'ON_HOLD' }, goal, judged, act);
  }
});
