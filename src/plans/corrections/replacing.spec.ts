import { by, controller, recorded, refused, system } from '../../../test/support/given.js';
import {
  adopted,
  adoptedGoal,
  adoption,
  change,
  goalAfter,
  goalId,
  leaflet,
  modelId,
  modelWith,
  opened,
  permission,
  planAfter,
  planId,
  planned,
  removal,
} from '../../../test/support/plan-under-test.js';
import { proposalAfter, proposed } from '../../../test/support/removal-under-test.js';
import { existing, type ReadState } from '../../kernel/fold.js';
import { goalIdOf, idOf } from '../../kernel/identity.js';
import { removeActivity } from '../activity.js';
import type { GoalEvent } from '../goal.js';
import { planView } from '../plan-view.js';
import { addGoal, type PlanEvent } from '../plan.js';
import { establishGoals } from '../plan-reactions.js';
import { replacePlan, type ReplacePlanData, strikeReplaced, strikeReplacedGoals } from './replacing.js';
import { voidStrike } from './striking.js';

const reason = 'Fel fil lästes in.';
const secondGoal = goalIdOf(planId, 2);
const replace: ReplacePlanData = {
  planId,
  steeringModelId: modelId,
  decision: change,
  goals: [{ title: 'God service', measures: [], activities: [planned('Mäta svarstider')] }],
  reason,
};
const replaced: PlanEvent = {
  type: 'PlanReplaced',
  data: {
    planId,
    steeringModelId: modelId,
    decision: change,
    goals: [
      {
        goalId: secondGoal,
        title: 'God service',
        measures: [],
        activities: [{ activityId: idOf('Activity', `${secondGoal}.a1`), ...adopted('Mäta svarstider') }],
      },
    ],
    replaced: [goalId],
    reason,
  },
};
const struck: GoalEvent = { type: 'GoalStruck', data: { goalId, reason } };

function replacing(given: Partial<ReplacePlanData>, plan = planAfter()) {
  return replacePlan({ ...replace, ...given }, plan, modelWith(), [], by(controller));
}

describe('Replacing a plan', () => {
  it('rule 107: records the right plan whole, with goals numbered after those that it had', () => {
    expect(replacing({})).toEqual([replaced]);
  });

  it('rule 107: shows the right plan, and both decisions', () => {
    const plan = planAfter(replaced);
    expect(plan).toMatchObject({ decision: change, goalIds: [secondGoal], goalsAdded: [], recordedOn: '2026-05-12' });
    expect(planView(plan, [goalAfter(struck)])).toMatchObject({
      goals: [],
      corrections: [
        {
          kind: 'PLAN_REPLACED',
          before: `${adoption.date}, ${adoption.paragraph}, ${adoption.dnr}`,
          after: `${change.date}, ${change.paragraph}, ${change.dnr}`,
          reason,
        },
        { kind: 'GOAL_STRUCK', before: adoptedGoal.title },
      ],
    });
  });

  it('rule 107: no goal gets the id of another, however often the plan is replaced', () => {
    const [again] = replacing({}, planAfter(replaced));
    expect(again).toMatchObject({ data: { goals: [{ goalId: goalIdOf(planId, 3) }], replaced: [secondGoal] } });
    const [goal] = replace.goals;
    const added = addGoal(
      { planId, goal: existing(goal ?? null, 'goal'), decision: change },
      planAfter(replaced),
      by(controller),
    );
    expect(added).toMatchObject([{ data: { goal: { goalId: goalIdOf(planId, 3) } } }]);
  });

  it('rule 107: refuses a plan that is followed up, or with an activity that is proposed for removal', () => {
    refused(() => replacing({}, planAfter(opened('T1'))), 'PLAN_FOLLOWED_UP', { tertial: 'T1' });
    const proposals = [proposalAfter(proposed())];
    const given = () => replacePlan(replace, planAfter(), modelWith(), proposals, by(controller));
    refused(given, 'REMOVAL_PROPOSED_ALREADY', { activityId: leaflet });
  });

  it('rules 66, 102 and 107: refuses what is refused of a plan, and a blank reason', () => {
    refused(() => replacing({ reason: ' ' }), 'REASON_MISSING');
    refused(() => replacing({ decision: { ...change, paragraph: '' } }), 'DECISION_REFERENCE_MISSING');
    refused(() => replacing({ goals: [{ title: '', measures: [], activities: [] }] }), 'TEXT_MISSING');
    refused(() => replacePlan(replace, planAfter(), null, [], by(controller)), 'NOT_FOUND', { id: modelId });
    refused(() => replacePlan(replace, null, modelWith(), [], by(controller)), 'NOT_FOUND', { id: planId });
  });

  permission('replacePlan', 'CONTROLLER', (act) => replacePlan(replace, planAfter(), modelWith(), [], act));
});

describe('The goals of a replaced plan', () => {
  const event = { ...recorded(replaced, 1, controller), stream: `plan-${planId}` };

  it('rule 107: are struck, and the new ones get their streams', () => {
    const commands = [...establishGoals.react(event, planAfter()), ...strikeReplacedGoals.react(event, planAfter())];
    expect(commands.map(({ command, data }) => ({ command, data }))).toMatchObject([
      { command: 'establishGoal', data: { goalId: secondGoal } },
      { command: 'strikeReplaced', data: { goalId, reason } },
    ]);
    expect(strikeReplaced({ goalId, reason }, goalAfter(), by(system))).toEqual([struck]);
    expect(strikeReplaced({ goalId, reason }, goalAfter(struck), by(system))).toEqual([]);
    expect(strikeReplaced({ goalId, reason }, null, by(system))).toEqual([]);
  });

  it('rule 107: stay struck, also when a removal was proposed in the same instant', async () => {
    const read: ReadState = (fold) => {
      const state: typeof fold.initial = JSON.parse(
        JSON.stringify(fold.kind === 'plan' ? planAfter(replaced) : [proposalAfter(proposed())]),
      );
      return Promise.resolve(state);
    };
    expect(await voidStrike({ goalId, activityId: null }, goalAfter(struck), by(system), read)).toEqual([]);
    const decision = removal(leaflet, '2026-05-11');
    expect(removeActivity({ activityId: leaflet, decision }, goalAfter(struck), by(system))).toEqual([]);
  });

  permission('strikeReplaced', 'SYSTEM', (act) => strikeReplaced({ goalId, reason }, goalAfter(), act));
});
