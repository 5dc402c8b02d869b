import { after } from '../../../test/support/given.js';
import { actOf, answerOf, codeIn, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import {
  assessed,
  change,
  closed,
  goalAfter,
  goalId,
  leaflet,
  modelWith,
  opened,
  planAfter,
  planId,
  planned,
  reported,
  voidedStatus,
} from '../../../test/support/plan-under-test.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import { idOf } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import { proposeRemoval } from '../../removals/removal-proposal.js';
import { removalFold } from '../../removals/removal.js';
import { defaultChain } from '../../reviews/review.js';
import { correctStatus, reportStatus } from '../activity-status.js';
import { addActivity, adoptMeasure, changeActivityDates, rewordActivity } from '../activity.js';
import { assessGoal, correctAssessment } from '../goal-assessment.js';
import type { Goal, GoalEvent } from '../goal.js';
import { guardsOfActivity, guardsOfFollowUp, guardsOfGoal, guardsOfPlan } from './plan-permitted.js';
import { addGoal, followUpOf, type Plan } from '../plan.js';
import { closeFollowUp, moveCutOff, openFollowUp } from '../follow-up.js';

const model = modelWith();
const wholeYear = { startDate: '2026-01-01', endDate: '2026-12-31' };
const removedOn = (date: string): GoalEvent => ({
  type: 'ActivityRemoved',
  data: {
    activityId: leaflet,
    decision: {
      ...{ date, paragraph: '45', dnr: 'KS 2026/7', point: 1 },
      matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-7'),
      proposalId: idOf('RemovalProposal', `${leaflet}.r1`),
    },
  },
});

/** The follow-ups of a plan, from none to the second one open. */
const plans: Readonly<Record<string, Plan>> = {
  'no follow-up': planAfter(),
  'T1 open': planAfter(opened('T1')),
  'T1 closed': planAfter(opened('T1'), closed('T1')),
  'T1 closed and T2 open': planAfter(opened('T1'), closed('T1'), opened('T2')),
  'all closed': planAfter(...tertials.flatMap((tertial) => [opened(tertial), closed(tertial)])),
};
const completed = reported(leaflet, 'COMPLETED_AS_PLANNED');
const goals: Readonly<Record<string, Goal | null>> = {
  'nothing reported': goalAfter(),
  reported: goalAfter(reported(leaflet, 'ON_HOLD'), assessed('NOT_FULFILLED')),
  completed: goalAfter(completed),
  voided: goalAfter(completed, voidedStatus(leaflet, 1)),
  'removed in T1': goalAfter(completed, removedOn('2026-04-15')),
  'removed in T2': goalAfter(completed, removedOn('2026-06-15')),
  'no goal': null,
};
const days = ['2026-01-05', '2026-06-01', '2026-12-31'];

const cells = Object.entries(plans).flatMap(([followUps, plan]) =>
  Object.entries(goals).flatMap(([reports, goal]) =>
    tertials.flatMap((tertial) =>
      days.flatMap((today) =>
        Object.keys(readers).map((reader) => ({ followUps, reports, tertial, today, reader, plan, goal })),
      ),
    ),
  ),
);
type Cell = (typeof cells)[number];
type Give = (cell: Cell, act: Act) => unknown;

/** Decisions cannot be of a later day than today. */
function decisionOn({ today }: Cell) {
  return { ...change, date: today };
}

function report({ tertial }: Cell, status: string) {
  return { tertial, status, comment: 'Läget.', validOn: null, reason: 'Fel.' };
}

const ofPlan: Readonly<Record<string, Give>> = {
  addGoal: (cell, act) => {
    const goal = { title: 'God service', measures: [], activities: [] };
    return addGoal({ planId, goal, decision: decisionOn(cell) }, cell.plan, act);
  },
  openFollowUp: ({ plan }, act) => {
    const tertial: Tertial = tertials.find((one) => followUpOf(plan, one) === undefined) ?? 'T3';
    return openFollowUp({ planId, tertial, cutOff: '2026-12-31' }, plan, model, act);
  },
};
const ofFollowUp: Readonly<Record<string, Give>> = {
  closeFollowUp: ({ plan, tertial }, act) => closeFollowUp({ planId, tertial, acceptIncomplete: true }, plan, [], act),
  moveCutOff: ({ plan, tertial }, act) =>
    moveCutOff({ planId, tertial, cutOff: '2026-12-31', reason: 'Fel dag.' }, plan, act),
};
const ofGoal: Readonly<Record<string, Give>> = {
  adoptMeasure: (cell, act) =>
    adoptMeasure({ goalId, name: 'Index', target: '78 %', decision: decisionOn(cell) }, cell.goal, act),
  addActivity: (cell, act) =>
    addActivity({ goalId, activity: planned('Nytt'), decision: decisionOn(cell) }, cell.goal, act),
  assessGoal: (cell, act) => assessGoal({ goalId, ...report(cell, 'NOT_FULFILLED') }, cell.goal, against(cell), act),
  correctAssessment: (cell, act) =>
    correctAssessment({ goalId, ...report(cell, 'NOT_FULFILLED') }, cell.goal, against(cell), act),
};
const ofActivity: Readonly<Record<string, Give>> = {
  changeActivityDates: (cell, act) =>
    changeActivityDates({ activityId: leaflet, ...wholeYear, decision: decisionOn(cell) }, cell.goal, act),
  rewordActivity: (cell, act) => {
    const words = { heading: 'Ny rubrik', description: '' };
    return rewordActivity({ activityId: leaflet, ...words, decision: decisionOn(cell) }, cell.goal, act);
  },
  reportStatus: (cell, act) =>
    reportStatus({ activityId: leaflet, ...report(cell, 'COMPLETED_AS_PLANNED') }, cell.goal, against(cell), act),
  correctStatus: (cell, act) =>
    correctStatus({ activityId: leaflet, ...report(cell, 'COMPLETED_AS_PLANNED') }, cell.goal, against(cell), act),
  proposeRemoval: ({ goal }, act) => {
    const proposed = { activityId: leaflet, category: 'OTHER', motivation: 'Därför.' } as const;
    return proposeRemoval(proposed, after(removalFold), { goal, model, chain: defaultChain }, act);
  },
};

function against({ plan }: Cell) {
  return { plan, model };
}

function guards({ plan, goal, tertial }: Cell, act: Act) {
  return {
    ...guardsOfPlan(planId, plan, act),
    ...guardsOfFollowUp({ planId, tertial }, plan, act),
    ...guardsOfGoal({ id: goalId, tertial }, { goal, plan }, act),
    ...guardsOfActivity({ id: leaflet, tertial }, { goal, plan, model, proposals: [] }, act),
  };
}

describe('the commands about a plan and its parts that a reader is told of', () => {
  it.each([
    ['the plan', ofPlan, ['FOLLOW_UP_EXISTS', 'FORBIDDEN', 'NOT_FOUND', 'TERTIAL_NOT_BEGUN', 'accepted']],
    ['a follow-up', ofFollowUp, ['FOLLOW_UP_CLOSED', 'FOLLOW_UP_NOT_OPEN', 'FORBIDDEN', 'NOT_FOUND', 'accepted']],
    [
      'a goal',
      ofGoal,
      ['FOLLOW_UP_CLOSED', 'FOLLOW_UP_NOT_OPEN', 'FORBIDDEN', 'NOTHING_TO_CORRECT', 'NOT_FOUND', 'accepted'],
    ],
    [
      'an activity',
      ofActivity,
      [
        ...['ACTIVITY_COMPLETED', 'ACTIVITY_REMOVED', 'FOLLOW_UP_CLOSED', 'FOLLOW_UP_NOT_OPEN', 'FORBIDDEN'],
        ...['NOTHING_TO_CORRECT', 'NOT_FOUND', 'accepted'],
      ],
    ],
  ])('rule 45: of %s are allowed or refused just as the command is', (_, commands, expected) => {
    const codes = new Set<string>();
    const wrong = wrongRows(cells, (cell) => {
      const act = actOf(cell.reader, cell.today);
      const told = guards(cell, act);
      for (const [command, give] of Object.entries(commands)) {
        const answer = answerOf(() => give(cell, act));
        codes.add(codeIn(answer));
        expect(`${command} ${toldBy(told, command)}`).toBe(`${command} ${answer}`);
      }
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual(expected);
  });

  it('rule 45: are about the newest follow-up when no tertial is named', () => {
    const plan = planAfter(opened('T1'), closed('T1'), opened('T2'));
    const about = { id: goalId, tertial: null };
    const told = guardsOfGoal(about, { goal: goalAfter(), plan }, actOf('another clerk', '2026-06-01'));
    expect(toldBy(told, 'assessGoal')).toBe('accepted');
  });
});
