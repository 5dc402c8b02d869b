import type { AdoptedGoal } from '../../src/plans/plan.js';
import { planFold } from '../../src/plans/plan.js';
import type { GoalEvent } from '../../src/plans/goal.js';
import { goalNarration } from '../../src/plans/goal-telling.js';
import { defaultModel } from '../../src/steering-models/default-model.js';
import {
  steeringModelFold,
  type SteeringModelEvent,
  type Vocabulary,
} from '../../src/steering-models/steering-model.js';
import { adoptedGoal, adoption, established, goalId, modelId, newVocabulary, planId } from './plan-under-test.js';
import { said, stream, tellingOf } from './telling-under-test.js';

function modelAdopted(holdsFrom: string, vocabulary: Vocabulary): SteeringModelEvent {
  const data = { steeringModelId: modelId, name: 'Styrmodell', holdsFrom, decision: adoption, ...vocabulary };
  return { type: 'SteeringModelAdopted', data };
}

const plan = stream(planFold, planId, {
  type: 'PlanAdopted',
  data: { planId, steeringModelId: modelId, decision: adoption, goals: [adoptedGoal] },
});

/** The default model, and from 15 June another one. */
const model = stream(
  steeringModelFold,
  modelId,
  modelAdopted('2026-01-01', defaultModel),
  modelAdopted('2026-06-15', newVocabulary),
);

/** What is told of the last thing that happened to the goal as adopted with two activities. */
export async function toldOfGoal(...events: readonly GoalEvent[]) {
  return said(await tellingOf(goalNarration, goalId, [established, ...events], plan, model));
}

export async function toldOfEstablished(data: AdoptedGoal) {
  return said(await tellingOf(goalNarration, goalId, [{ type: 'GoalEstablished', data }], plan, model));
}

/** As where the words of the statuses are not to be had. */
export async function toldWithoutModel(...events: readonly GoalEvent[]) {
  return said(await tellingOf(goalNarration, goalId, [established, ...events]));
}
