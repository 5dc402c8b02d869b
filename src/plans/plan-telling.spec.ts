import { goalIdOf } from '../kernel/identity.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import { defaultModel } from '../steering-models/default-model.js';
import { said, stream, tellingOf } from '../../test/support/telling-under-test.js';
import {
  adoptedGoal,
  adoption,
  change,
  closed,
  index,
  modelId,
  opened,
  planId,
} from '../../test/support/plan-under-test.js';
import type { PlanEvent } from './plan.js';
import { planNarration } from './plan-telling.js';

const model = stream(steeringModelFold, modelId, {
  type: 'SteeringModelAdopted',
  data: { steeringModelId: modelId, name: 'Styrmodell', holdsFrom: '2026-01-01', decision: adoption, ...defaultModel },
});

const adopted: PlanEvent = {
  type: 'PlanAdopted',
  data: {
    planId,
    steeringModelId: modelId,
    decision: adoption,
    goals: [{ ...adoptedGoal, measures: [{ measureId: index, name: 'Medarbetarindex', target: 'Minst 78' }] }],
  },
};

const empty = { goalId: goalIdOf(planId, 2), title: 'Ekonomi i balans', measures: [], activities: [] };

async function told(...events: readonly PlanEvent[]) {
  return said(await tellingOf(planNarration, planId, [adopted, ...events], model));
}

describe('the history of a plan', () => {
  it('tells what the board adopted, by which decision and under which steering model', async () => {
    expect(await told()).toEqual({
      sv: {
        did: 'registrerade verksamhetsplanen för 2026 med 1 mål, 1 mått och 2 aktiviteter, antagen genom nämndens beslut den 10 december 2025, § 180 (dnr KS 2025/400), under styrmodellen ”Styrmodell”',
        changes: [
          ['Mål', null, '”Medarbetare ska känna sig delaktiga” med 1 mått och 2 aktiviteter'],
          ['Styrmodell', null, 'Styrmodell'],
        ],
      },
      en: {
        did: "recorded the plan for 2026 with 1 goal, 1 measure and 2 activities, adopted by the board's decision of 10 December 2025, § 180 (reg. no. KS 2025/400), under the steering model “Styrmodell”",
        changes: [
          ['Goal', null, '“Medarbetare ska känna sig delaktiga” with 1 measure and 2 activities'],
          ['Steering model', null, 'Styrmodell'],
        ],
      },
      reason: null,
    });
  });

  it('names a steering model that is not known by its id', async () => {
    const { did } = await tellingOf(planNarration, planId, [adopted]);
    expect(did.sv).toMatch(/ under styrmodellen ”exempel\.model-standard”$/);
  });

  it('tells of a goal that was added during the year', async () => {
    const goal = { ...adoptedGoal, goalId: goalIdOf(planId, 2), title: 'Ekonomi i balans' };
    expect(await told({ type: 'GoalAdded', data: { goal, decision: change } })).toEqual({
      sv: {
        did: 'lade till målet ”Ekonomi i balans” med 2 aktiviteter i verksamhetsplanen för 2026 enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [['Mål', null, '”Ekonomi i balans” med 2 aktiviteter']],
      },
      en: {
        did: "added the goal “Ekonomi i balans” with 2 activities to the plan for 2026 by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [['Goal', null, '“Ekonomi i balans” with 2 activities']],
      },
      reason: null,
    });
  });

  it('says of a goal with nothing in it that there is nothing', async () => {
    expect(await told({ type: 'GoalAdded', data: { goal: empty, decision: change } })).toEqual({
      sv: {
        did: 'lade till målet ”Ekonomi i balans” utan mått och aktiviteter i verksamhetsplanen för 2026 enligt nämndens beslut den 6 maj 2026, § 71 (dnr KS 2026/90)',
        changes: [['Mål', null, '”Ekonomi i balans” utan mått och aktiviteter']],
      },
      en: {
        did: "added the goal “Ekonomi i balans” without measures or activities to the plan for 2026 by the board's decision of 6 May 2026, § 71 (reg. no. KS 2026/90)",
        changes: [['Goal', null, '“Ekonomi i balans” without measures or activities']],
      },
      reason: null,
    });
  });

  it('tells which follow-up was opened, and until when', async () => {
    expect(await told(opened('T1'))).toEqual({
      sv: {
        did: 'öppnade uppföljningen av tertial 1 2026 med stoppdatum 31 december 2026',
        changes: [
          ['Uppföljning', null, 'öppen'],
          ['Stoppdatum', null, '31 december 2026'],
        ],
      },
      en: {
        did: 'opened the follow-up of tertial 1 2026 with the cut-off date 31 December 2026',
        changes: [
          ['Follow-up', null, 'open'],
          ['Cut-off date', null, '31 December 2026'],
        ],
      },
      reason: null,
    });
  });

  it('tells which follow-up was closed', async () => {
    expect(await told(opened('T1'), opened('T2'), closed('T1'))).toEqual({
      sv: { did: 'klarmarkerade uppföljningen av tertial 1 2026', changes: [['Uppföljning', 'öppen', 'klarmarkerad']] },
      en: { did: 'closed the follow-up of tertial 1 2026', changes: [['Follow-up', 'open', 'closed']] },
      reason: null,
    });
  });
});
