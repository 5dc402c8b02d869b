import { after, board, by, controller, recorded, refused } from '../../test/support/given.js';
import {
  adoptedGoal,
  adoption,
  change,
  closed,
  goalId,
  modelId,
  modelWith,
  opened,
  permission,
  planAfter,
  planId,
  planned,
} from '../../test/support/plan-under-test.js';
import { existing } from '../kernel/fold.js';
import { goalIdOf, idOf, planIdOf } from '../kernel/identity.js';
import type { Tertial } from '../kernel/tertial.js';
import type { AddGoalData, AdoptPlanData, PlanEvent, PlannedActivity } from './plan.js';
import {
  addGoal,
  adoptPlan,
  followUpOf,
  isLoadedAfterwards,
  planFold,
  planValidOn,
  requireOpen,
  requireOpened,
} from './plan.js';

const talks = planned('Genomföra medarbetarsamtal');
const survey = planned('Mäta delaktigheten', '2026-03-01', '2026-10-31');
const index = { name: 'Medarbetarindex', target: 'Minst 78' };

const adopt: AdoptPlanData = {
  boardId: board,
  year: 2026,
  steeringModelId: modelId,
  decision: adoption,
  goals: [
    { title: 'Medarbetare ska känna sig delaktiga', measures: [index], activities: [talks, survey] },
    { title: 'Ekonomin ska vara i balans', measures: [], activities: [] },
  ],
};

const add: AddGoalData = {
  planId,
  goal: { title: 'Kommunen ska ha god krisberedskap', measures: [index], activities: [survey] },
  decision: change,
};

/** The faulty goals that both `adoptPlan` and `addGoal` refuse, with the code and the details of the refusal. */
const unsound: readonly [
  string,
  { title?: string; measure?: string; activity?: Partial<PlannedActivity> },
  ...Fault,
][] = [
  ['a goal without a title', { title: ' ' }, 'TEXT_MISSING', { field: 'title' }],
  ['a measure without a name', { measure: '' }, 'TEXT_MISSING', { field: 'name' }],
  ['an activity without a heading', { activity: { heading: '\t' } }, 'TEXT_MISSING', { field: 'heading' }],
  [
    'an activity that ends before it starts',
    { activity: { startDate: '2026-03-02', endDate: '2026-03-01' } },
    'DATES_REVERSED',
    { startDate: '2026-03-02', endDate: '2026-03-01' },
  ],
  [
    'an activity that ends in the next year',
    { activity: { endDate: '2027-01-01' } },
    'OUTSIDE_YEAR',
    { date: '2027-01-01', year: 2026 },
  ],
  [
    'an activity that ended in the year before',
    { activity: { startDate: '2025-01-01', endDate: '2025-12-31' } },
    'OUTSIDE_YEAR',
    { date: '2025-12-31', year: 2026 },
  ],
];
type Fault = [code: 'TEXT_MISSING' | 'DATES_REVERSED' | 'OUTSIDE_YEAR', details: object];

function goalWith({ title = 'Mål', measure = 'Mått', activity = {} }: (typeof unsound)[number][1]) {
  return { title, measures: [{ name: measure, target: '' }], activities: [{ ...talks, ...activity }] };
}

describe('Adopting a plan', () => {
  it('rule 66: records it whole, with the ids that everything later refers to', () => {
    expect(adoptPlan(adopt, null, modelWith(), by(controller))).toEqual([
      {
        type: 'PlanAdopted',
        data: {
          planId: 'exempel.ks.2026',
          steeringModelId: modelId,
          decision: adoption,
          goals: [
            {
              goalId: 'exempel.ks.2026.g1',
              title: 'Medarbetare ska känna sig delaktiga',
              measures: [{ measureId: 'exempel.ks.2026.g1.m1', ...index }],
              activities: [
                { activityId: 'exempel.ks.2026.g1.a1', ...talks, responsible: null },
                { activityId: 'exempel.ks.2026.g1.a2', ...survey, responsible: null },
              ],
            },
            { goalId: 'exempel.ks.2026.g2', title: 'Ekonomin ska vara i balans', measures: [], activities: [] },
          ],
        },
      },
    ]);
  });

  it('rule 66: refuses a second plan for the same board and year', () => {
    refused(() => adoptPlan(adopt, planAfter(), modelWith(), by(controller)), 'PLAN_EXISTS', { planId });
  });

  it('rule 43: refuses a steering model that does not exist', () => {
    refused(() => adoptPlan(adopt, null, null, by(controller)), 'NOT_FOUND', { id: modelId });
  });

  it('rule 43: refuses the steering model of another municipality as if it did not exist', () => {
    const foreign = idOf('SteeringModel', 'annan.model-standard');
    const borrowed = () => adoptPlan({ ...adopt, steeringModelId: foreign }, null, modelWith(), by(controller));
    refused(borrowed, 'NOT_FOUND', { id: foreign });
  });

  it('rule 43: a year that no plan can have does not exist', () => {
    refused(() => adoptPlan({ ...adopt, year: 26 }, null, modelWith(), by(controller)), 'NOT_FOUND');
  });

  it('rule 6: refuses a plan without a reference to the decision, or with one to come', () => {
    const decided = (decision: typeof adoption) => () =>
      adoptPlan({ ...adopt, decision }, null, modelWith(), by(controller, '2025-12-10'));
    refused(decided({ ...adoption, paragraph: '' }), 'DECISION_REFERENCE_MISSING');
    refused(decided({ ...adoption, dnr: '  ' }), 'DECISION_REFERENCE_MISSING');
    const details = { date: '2025-12-11', today: '2025-12-10' };
    refused(decided({ ...adoption, date: '2025-12-11' }), 'IN_FUTURE', details);
    expect(decided(adoption)()).toHaveLength(1);
  });

  it('rule 99: refuses the plan of a year that has ended under a model that was not in force then', () => {
    const late = (year: number) => () =>
      adoptPlan({ ...adopt, year, goals: [] }, null, modelWith(), by(controller, '2027-01-01'));
    refused(late(2025), 'STEERING_MODEL_NOT_IN_FORCE', { day: '2025-12-31' });
    expect(late(2026)()).toHaveLength(1);
    expect(
      adoptPlan({ ...adopt, year: 2025, goals: [] }, null, modelWith(), by(controller, '2025-12-31')),
    ).toHaveLength(1);
  });

  it.each(unsound)('rule 6: refuses %s', (_, lack, code, details) => {
    const goals = [...adopt.goals, goalWith(lack)];
    refused(() => adoptPlan({ ...adopt, goals }, null, modelWith(), by(controller)), code, details);
  });

  it('rule 6: an activity may have started in the year before, and take a single day', () => {
    const goals = [
      goalWith({ activity: { startDate: '2025-09-01', endDate: '2026-01-01' } }),
      goalWith({ activity: { startDate: '2026-12-31', endDate: '2026-12-31' } }),
    ];
    expect(adoptPlan({ ...adopt, goals }, null, modelWith(), by(controller))).toHaveLength(1);
  });

  permission('adoptPlan', 'CONTROLLER', (act) => adoptPlan(adopt, null, modelWith(), act));
});

describe('Adding a goal during the year', () => {
  it('rule 66: records it after the goals there are, with the decision', () => {
    expect(addGoal(add, planAfter(), by(controller))).toEqual([
      {
        type: 'GoalAdded',
        data: {
          goal: {
            goalId: 'exempel.ks.2026.g2',
            title: 'Kommunen ska ha god krisberedskap',
            measures: [{ measureId: 'exempel.ks.2026.g2.m1', ...index }],
            activities: [{ activityId: 'exempel.ks.2026.g2.a1', ...survey, responsible: null }],
          },
          decision: change,
        },
      },
    ]);
  });

  it('rule 43: refuses a plan that does not exist', () => {
    refused(() => addGoal(add, null, by(controller)), 'NOT_FOUND', { id: planId });
  });

  it('rule 6: refuses a goal without a reference to a decision that has been taken', () => {
    const decided = (decision: typeof change) => () => addGoal({ ...add, decision }, planAfter(), by(controller));
    refused(decided({ ...change, paragraph: ' ' }), 'DECISION_REFERENCE_MISSING');
    refused(decided({ ...change, date: '2026-05-13' }), 'IN_FUTURE', { date: '2026-05-13', today: '2026-05-12' });
  });

  it.each(unsound)('rule 6: refuses %s', (_, lack, code, details) => {
    refused(() => addGoal({ ...add, goal: goalWith(lack) }, planAfter(), by(controller)), code, details);
  });

  permission('addGoal', 'CONTROLLER', (act) => addGoal(add, planAfter(), act));
});

describe('A plan', () => {
  const added = () => addGoal(add, planAfter(), by(controller));

  it('rule 66: does not exist before it is adopted', () => {
    expect(after(planFold, opened('T1'))).toBeNull();
  });

  it('rule 66: has the goals it was adopted with and those added since, in order', () => {
    expect(planAfter()).toMatchObject({ revision: 0, id: planId, steeringModelId: modelId, goalIds: [goalId] });
    expect(planAfter(...added())).toMatchObject({ revision: 1, decision: adoption, goalIds: [goalId, `${planId}.g2`] });
  });

  it('rule 68: has its follow-ups, each open until it is closed', () => {
    const cutOff = '2026-12-31';
    expect(planAfter(opened('T1'), opened('T2'), closed('T1'))).toMatchObject({
      revision: 3,
      followUps: [
        { tertial: 'T1', cutOff, closed: { at: '2026-05-12T08:00:03.000Z', position: 4 } },
        { tertial: 'T2', cutOff, closed: null },
      ],
    });
  });

  it('rule 66: is found by its own id', () => {
    expect(planFold.partOf?.(planId)).toBe(planId);
  });
});

describe('A plan that was loaded afterwards', () => {
  const recordedAt = (moment: string) => {
    const id = planIdOf(board, 2025);
    const data = { planId: id, steeringModelId: modelId, decision: adoption, goals: [] };
    const event = recorded<PlanEvent>({ type: 'PlanAdopted', data }, 0, controller);
    const plan = existing(planFold.evolve(null, { ...event, recordedAt: moment }), id);
    return { recordedOn: plan.recordedOn, isLoadedAfterwards: isLoadedAfterwards(plan) };
  };

  it('rule 98: is one that was recorded after its year had ended, by the days of Stockholm', () => {
    expect(recordedAt('2025-12-31T22:59:59.999Z')).toEqual({ recordedOn: '2025-12-31', isLoadedAfterwards: false });
    expect(recordedAt('2025-12-31T23:00:00.000Z')).toEqual({ recordedOn: '2026-01-01', isLoadedAfterwards: true });
  });

  it('rule 99: has follow-ups with cut-off dates of their own, which had passed when it was recorded', () => {
    // The plan was recorded on 12 May.
    const marks = (cutOff: string, tertial: Tertial) =>
      planAfter({ type: 'FollowUpOpened', data: { planId, tertial, cutOff } }).followUps[0]?.loadedAfterwards;
    expect(marks('2026-05-11', 'T1')).toBe(true);
    expect(marks('2026-05-12', 'T1')).toBe(false);
    expect(marks('2026-05-11', 'T2')).toBe(false);
  });
});

describe('A plan as decided by a day', () => {
  const later = goalIdOf(planId, 2);
  const plan = planAfter(
    opened('T1'),
    { type: 'GoalAdded', data: { goal: { ...adoptedGoal, goalId: later }, decision: change } },
    closed('T1'),
  );

  it('rule 66: is null before the board adopted it', () => {
    expect(planValidOn(plan, '2025-12-09')).toBeNull();
    expect(planValidOn(null, '2026-12-31')).toBeNull();
  });

  it('rule 16: leaves out the goals that were added later', () => {
    expect(planValidOn(plan, '2026-05-05')).toMatchObject({ goalIds: [goalId], goalsAdded: [] });
    expect(planValidOn(plan, '2026-05-06')).toEqual(plan);
  });

  it('keeps its follow-ups', () => {
    expect(planValidOn(plan, '2026-01-01')?.followUps).toEqual(plan.followUps);
  });
});

describe('A follow-up', () => {
  it('rule 68: is open from its opening to its closing, each tertial on its own', () => {
    const plan = planAfter(opened('T1'), opened('T2'), closed('T1'));
    expect(() => requireOpen(plan, 'T2')).not.toThrow();
    expect(requireOpened(plan, 'T1')).toBe(followUpOf(plan, 'T1'));
    refused(() => requireOpen(plan, 'T1'), 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
    refused(() => requireOpen(plan, 'T3'), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T3' });
    refused(() => requireOpened(plan, 'T3'), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T3' });
  });
});
