import type { Recorded } from '../kernel/fold.js';
import { idOf, yearOf } from '../kernel/identity.js';
import { type Around, type Change, type Narration, same, type Telling, type Words } from '../kernel/telling.js';
import { compared, counted, dayWords, decisionWords, listed, quoted, tertialWords } from '../kernel/telling-words.js';
import type { Tertial } from '../kernel/tertial.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';
import { followUpOf } from './follow-up.js';
import { type AdoptedGoal, type FollowUp, type Plan, type PlanEvent, planFold } from './plan.js';

/** The model that the plan is followed up by. */
type Context = SteeringModel | null;

export const planNarration: Narration<Plan | null, PlanEvent, Context> = {
  fold: planFold,
  context: async (id, lookAt) => {
    const plan = await lookAt(planFold, idOf('Plan', id));
    return plan === null ? null : lookAt(steeringModelFold, plan.steeringModelId);
  },
  tell: (event, around, model) => {
    switch (event.type) {
      case 'PlanAdopted':
        return adopted(event, model);
      case 'GoalAdded':
        return goalAdded(event);
      case 'FollowUpOpened':
        return followUpOpened(event, around);
      case 'FollowUpClosed':
        return followUpClosed(event, around);
    }
  },
};

type Happened<Type extends PlanEvent['type']> = Recorded<Extract<PlanEvent, { type: Type }>>;

function adopted({ data }: Happened<'PlanAdopted'>, model: Context): Telling {
  const { planId, steeringModelId, decision, goals } = data;
  const holds = listed([
    counted(goals.length, { sv: 'mål', en: 'goal' }, { sv: 'mål', en: 'goals' }),
    ...partsOf({
      measures: goals.flatMap(({ measures }) => measures),
      activities: goals.flatMap((one) => one.activities),
    }),
  ]);
  const by = decisionWords(decision);
  const year = yearOf(planId);
  const modelName = same(model?.name ?? steeringModelId);
  return {
    did: {
      sv: `registrerade verksamhetsplanen för ${year} med ${holds.sv}, antagen genom nämndens beslut ${by.sv}, under styrmodellen ${quoted(modelName).sv}`,
      en: `recorded the plan for ${year} with ${holds.en}, adopted by the board's decision ${by.en}, under the steering model ${quoted(modelName).en}`,
    },
    changes: [
      ...goals.flatMap(goalChange),
      { what: { sv: 'Styrmodell', en: 'Steering model' }, before: null, after: modelName },
    ],
    reason: null,
  };
}

function goalAdded({ data: { goal, decision } }: Happened<'GoalAdded'>): Telling {
  const title = quoted(goal.title);
  const holds = goalContents(goal);
  const by = decisionWords(decision);
  const year = yearOf(goal.goalId);
  return {
    did: {
      sv: `lade till målet ${title.sv} ${holds.sv} i verksamhetsplanen för ${year} enligt nämndens beslut ${by.sv}`,
      en: `added the goal ${title.en} ${holds.en} to the plan for ${year} by the board's decision ${by.en}`,
    },
    changes: goalChange(goal),
    reason: null,
  };
}

function followUpOpened({ data }: Happened<'FollowUpOpened'>, around: Around<Plan | null>): Telling {
  const tertial = tertialWords(data.tertial, yearOf(data.planId));
  const cutOff = dayWords(data.cutOff);
  return {
    did: {
      sv: `öppnade uppföljningen av ${tertial.sv} med stoppdatum ${cutOff.sv}`,
      en: `opened the follow-up of ${tertial.en} with the cut-off date ${cutOff.en}`,
    },
    changes: followUpChanges(around, data.tertial),
    reason: null,
  };
}

function followUpClosed({ data }: Happened<'FollowUpClosed'>, around: Around<Plan | null>): Telling {
  const tertial = tertialWords(data.tertial, yearOf(data.planId));
  return {
    did: {
      sv: `klarmarkerade uppföljningen av ${tertial.sv}`,
      en: `closed the follow-up of ${tertial.en}`,
    },
    changes: followUpChanges(around, data.tertial),
    reason: null,
  };
}

function followUpChanges({ before, after }: Around<Plan | null>, tertial: Tertial): Change[] {
  const inPlan = (plan: Plan | null) => (plan === null ? null : followUpOf(plan, tertial));
  const change = compared<FollowUp>(inPlan(before), inPlan(after));
  return [
    ...change({ sv: 'Uppföljning', en: 'Follow-up' }, ({ closed }) =>
      closed === null ? { sv: 'öppen', en: 'open' } : { sv: 'klarmarkerad', en: 'closed' },
    ),
    ...change({ sv: 'Stoppdatum', en: 'Cut-off date' }, ({ cutOff }) => dayWords(cutOff)),
  ];
}

function goalChange(goal: AdoptedGoal): Change[] {
  const holds = goalContents(goal);
  const title = quoted(goal.title);
  const after = { sv: `${title.sv} ${holds.sv}`, en: `${title.en} ${holds.en}` };
  return [{ what: { sv: 'Mål', en: 'Goal' }, before: null, after }];
}

type Contents = Pick<AdoptedGoal, 'measures' | 'activities'>;

/** *med 1 mått och 2 aktiviteter*. */
export function goalContents(goal: Contents): Words {
  const parts = partsOf(goal);
  if (parts.length === 0) return { sv: 'utan mått och aktiviteter', en: 'without measures or activities' };
  const { sv, en } = listed(parts);
  return { sv: `med ${sv}`, en: `with ${en}` };
}

function partsOf({ measures, activities }: Contents): Words[] {
  const measured = counted(measures.length, { sv: 'mått', en: 'measure' }, { sv: 'mått', en: 'measures' });
  const active = counted(
    activities.length,
    { sv: 'aktivitet', en: 'activity' },
    { sv: 'aktiviteter', en: 'activities' },
  );
  return [...(measures.length === 0 ? [] : [measured]), ...(activities.length === 0 ? [] : [active])];
}
