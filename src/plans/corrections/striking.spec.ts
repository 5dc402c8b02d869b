import { by, clerk, controller, type Happened, recorded, refused, system } from '../../../test/support/given.js';
import {
  added,
  adoptedGoal,
  assessed,
  change,
  closed,
  goalAfter,
  goalId,
  index,
  leaflet,
  measureAdoptedOn,
  measured,
  opened,
  permission,
  planAfter,
  planId,
  planned,
  removal,
  reported,
  talks,
  voidedStatus,
  welcome,
} from '../../../test/support/plan-under-test.js';
import {
  finalityRecorded,
  matterAfter,
  matterReleased,
  pointDecided,
  report,
  reviewedMatter,
  summonedMatter,
} from '../../../test/support/matter-under-test.js';
import { proposalAfter, proposed, withdrawn } from '../../../test/support/removal-under-test.js';
import { type Fold, positionOf, type ReadState, streamOf } from '../../kernel/fold.js';
import { goalIdOf } from '../../kernel/identity.js';
import type { MatterEvent } from '../../matters/matter-event.js';
import { removalFold, type RemovalProposal } from '../../removals/removal.js';
import { voidStatus } from '../activity-status.js';
import { addActivity, adoptMeasure, removeActivity } from '../activity.js';
import { type GoalEvent, goalFold, activityIn, goalsOfPlan } from '../goal.js';
import { measureIn } from '../measure.js';
import { planView } from '../plan-view.js';
import { type Plan, type PlanEvent, planFold } from '../plan.js';
import { reopenFollowUp } from './reopening.js';
import { recheckStrike, renameGoal, strikeActivity, strikeGoal, voidStrike, voidStrikeOfProposed } from './striking.js';

const reason = 'Registrerad av misstag.';
const act = by(controller);
const goalStruck: GoalEvent = { type: 'GoalStruck', data: { goalId, reason } };
const leafletStruck: GoalEvent = { type: 'ActivityStruck', data: { activityId: leaflet, reason } };
const talksStruck: GoalEvent = { type: 'ActivityStruck', data: { activityId: talks, reason } };
const leafletKept: GoalEvent = {
  type: 'StrikeVoided',
  data: { goalId, activityId: leaflet, cause: 'REMOVAL_PROPOSED' },
};
const goalKept: GoalEvent = { type: 'StrikeVoided', data: { goalId, activityId: null, cause: 'FOLLOW_UP_CLOSED' } };
const proposal: RemovalProposal = proposalAfter(proposed());
const alone = { plan: planAfter(opened('T1')), proposals: [], matters: [] };

describe('Renaming a goal', () => {
  const rename = { goalId, title: 'Medarbetare ska trivas', reason };
  const renamed: GoalEvent = { type: 'GoalRenamed', data: rename };

  it('rule 105: records the right title with the reason, and shows both', () => {
    expect(renameGoal(rename, goalAfter(), by(controller))).toEqual([renamed]);
    expect(planView(planAfter(), [goalAfter(renamed)])).toMatchObject({
      goals: [{ title: 'Medarbetare ska trivas' }],
      corrections: [
        { kind: 'GOAL_RENAMED', id: goalId, before: adoptedGoal.title, after: 'Medarbetare ska trivas', reason },
      ],
    });
  });

  it('rules 102 and 105: refuses it without a title or a reason, and with the title that the goal has', () => {
    const given = (change: Partial<typeof rename>) => () =>
      renameGoal({ ...rename, ...change }, goalAfter(), by(controller));
    refused(given({ title: ' ' }), 'TEXT_MISSING', { field: 'title' });
    refused(given({ reason: '' }), 'REASON_MISSING');
    refused(given({ title: adoptedGoal.title }), 'NOTHING_CORRECTED');
    refused(() => renameGoal(rename, null, by(controller)), 'NOT_FOUND', { id: goalId });
    refused(() => renameGoal(rename, goalAfter(goalStruck), by(controller)), 'STRUCK');
  });

  permission('renameGoal', 'CONTROLLER', (act) => renameGoal(rename, goalAfter(), act));
});

describe('Striking an activity', () => {
  const strike = { activityId: leaflet, reason };

  it('rule 106: takes it out of every view, with the reason', () => {
    expect(strikeActivity(strike, goalAfter(), alone, by(controller))).toEqual([leafletStruck]);
    const view = planView(planAfter(), [goalAfter(leafletStruck)]);
    expect(view).toMatchObject({ activities: 1, removed: 0, goals: [{ activities: [{ id: talks }] }] });
    expect(view.corrections).toMatchObject([{ kind: 'ACTIVITY_STRUCK', id: leaflet, after: null, reason }]);
  });

  it('rule 106: nothing more is done with it, and its id is not used again', () => {
    const goal = goalAfter(leafletStruck);
    refused(() => activityIn(goal, leaflet), 'STRUCK');
    refused(() => strikeActivity(strike, goal, alone, by(controller)), 'STRUCK');
    refused(
      () => removeActivity({ activityId: leaflet, decision: removal(leaflet, '2026-05-11') }, goal, by(system)),
      'STRUCK',
    );
    const activity = planned('Ta fram en kommunikationsplan');
    expect(addActivity({ goalId, activity, decision: change }, goal, by(controller))).toMatchObject([
      { data: { activityId: welcome } },
    ]);
  });

  it.each([
    ['has a status', [reported(leaflet, 'ON_HOLD')]],
    ['had a status that is void', [reported(leaflet, 'ON_HOLD'), voidedStatus(leaflet, 1)]],
  ])('rule 106: refuses one that %s', (_, events) => {
    const given = () => strikeActivity(strike, goalAfter(...events), alone, by(controller));
    refused(given, 'ALREADY_FOLLOWED_UP', { id: leaflet, tertial: 'T1' });
  });

  it('rule 106: refuses one that a closed follow-up shows, without a status too', () => {
    const after = (...events: readonly PlanEvent[]) => ({ ...alone, plan: planAfter(...events) });
    const given = () => strikeActivity(strike, goalAfter(), after(opened('T2'), closed('T2')), by(controller));
    refused(given, 'ALREADY_FOLLOWED_UP', { id: leaflet, tertial: 'T2' });
    const late = goalAfter(added(welcome, '2026-05-06'));
    const ofLate = { activityId: welcome, reason };
    expect(strikeActivity(ofLate, late, after(opened('T1'), closed('T1')), by(controller))).toHaveLength(1);
    expect(strikeActivity(strike, goalAfter(reported(talks, 'ON_HOLD')), alone, by(controller))).toHaveLength(1);
  });

  it('rule 175: strikes one that was added during the year with its reports, until a closed follow-up shows it', () => {
    const goal = goalAfter(added(welcome, '2026-03-02'), reported(welcome, 'ON_HOLD'));
    const given =
      (...events: readonly PlanEvent[]) =>
      () =>
        strikeActivity({ activityId: welcome, reason }, goal, { ...alone, plan: planAfter(...events) }, act);
    expect(given(opened('T1'))()).toEqual([{ type: 'ActivityStruck', data: { activityId: welcome, reason } }]);
    refused(given(opened('T1'), closed('T1')), 'ADDITION_IN_CLOSED_FOLLOW_UP', { tertial: 'T1' });
    const reopened: PlanEvent = { type: 'FollowUpReopened', data: { planId, tertial: 'T1', reason } };
    expect(given(opened('T1'), closed('T1'), reopened)()).toHaveLength(1);
    const proposedToo = { ...alone, proposals: [proposal] };
    refused(() => strikeActivity({ activityId: welcome, reason }, goal, proposedToo, act), 'REMOVAL_PROPOSED_ALREADY');
  });

  it('rule 175: strikes one that was recorded after the closing, in which nobody judged it', () => {
    const recordedLater = [reported(talks, 'ON_HOLD'), reported(talks, 'ON_HOLD'), added(welcome, '2026-03-02')];
    const plan = planAfter(opened('T1'), closed('T1'));
    const given = (...events: readonly GoalEvent[]) => {
      const goal = goalAfter(...events);
      return () => strikeActivity({ activityId: welcome, reason }, goal, { ...alone, plan }, act);
    };
    // The follow-up is closed at position 3. The activity is recorded at position 2 here, and at position 4 there.
    refused(given(added(welcome, '2026-03-02')), 'ADDITION_IN_CLOSED_FOLLOW_UP', { tertial: 'T1' });
    expect(given(...recordedLater)()).toHaveLength(1);
  });

  it('rule 175: a report that came too late is void, also when the activity was struck in the same instant', () => {
    const late = [added(welcome, '2026-03-02'), reported(welcome, 'ON_HOLD')];
    const position = goalAfter(...late).activities[2]?.reports[0]?.position ?? 0;
    const struckToo: GoalEvent = { type: 'ActivityStruck', data: { activityId: welcome, reason } };
    const voided = voidStatus({ activityId: welcome, position }, goalAfter(...late, struckToo), by(system));
    expect(voided).toEqual([voidedStatus(welcome, 1)]);
    const keptToo: GoalEvent = {
      type: 'StrikeVoided',
      data: { goalId, activityId: welcome, cause: 'FOLLOW_UP_CLOSED' },
    };
    const back = goalAfter(...late, struckToo, ...voided, keptToo).activities[2];
    expect(back?.reports).toMatchObject([{ voided: 'FOLLOW_UP_CLOSED' }]);
    expect(voidStatus({ activityId: welcome, position }, goalAfter(...late, goalStruck), by(system))).toEqual(voided);
  });

  it('rule 106: refuses one that somebody has proposed to remove, whatever became of the proposal', () => {
    for (const one of [proposal, proposalAfter(proposed(), withdrawn)]) {
      const given = () => strikeActivity(strike, goalAfter(), { ...alone, proposals: [one] }, by(controller));
      refused(given, 'REMOVAL_PROPOSED_ALREADY', { activityId: leaflet, proposalId: one.id });
    }
  });

  it('rule 102: refuses it without a reason', () => {
    refused(() => strikeActivity({ ...strike, reason: ' ' }, goalAfter(), alone, by(controller)), 'REASON_MISSING');
  });

  permission('strikeActivity', 'CONTROLLER', (act) => strikeActivity(strike, goalAfter(), alone, act));
});

describe('Striking a goal', () => {
  const strike = { goalId, reason };

  it('rule 106: takes it out of every view with all that it holds', () => {
    expect(strikeGoal(strike, goalAfter(), alone, by(controller))).toEqual([goalStruck]);
    const view = planView(planAfter(), [goalAfter(goalStruck)]);
    expect(view).toMatchObject({
      goals: [],
      activities: 0,
      corrections: [{ kind: 'GOAL_STRUCK', id: goalId, reason }],
    });
    expect(goalsOfPlan(planAfter(), [goalAfter(goalStruck)])).toEqual([]);
  });

  it('rule 106: nothing more is done with it or its parts', () => {
    const goal = goalAfter(measureAdoptedOn('2026-05-06'), goalStruck);
    refused(() => activityIn(goal, leaflet), 'STRUCK');
    refused(() => measureIn(goal, index), 'STRUCK');
    refused(() => strikeGoal(strike, goal, alone, by(controller)), 'STRUCK');
    refused(() => adoptMeasure({ goalId, name: 'Mått', target: '', decision: change }, goal, by(controller)), 'STRUCK');
  });

  it.each([
    ['an assessment', [assessed('NOT_FULFILLED')]],
    ['a status of an activity', [reported(talks, 'ON_HOLD')]],
    ['an outcome of a measure', [measureAdoptedOn('2026-04-01'), measured('78', true)]],
  ])('rule 106: refuses one with %s', (_, events) => {
    const given = () => strikeGoal(strike, goalAfter(...events), alone, by(controller));
    refused(given, 'ALREADY_FOLLOWED_UP', { id: goalId, tertial: 'T1' });
  });

  it('rule 175: strikes one that was added during the year with what is reported, until a closed follow-up shows it', () => {
    const addition: PlanEvent = {
      type: 'GoalAdded',
      data: { goal: { ...adoptedGoal, goalId: goalIdOf(planId, 2) }, decision: { ...change, date: '2026-03-02' } },
    };
    const second = goalIdOf(planId, 2);
    const goal = { ...goalAfter(reported(talks, 'ON_HOLD'), assessed('NOT_FULFILLED')), id: second };
    const given =
      (...events: readonly PlanEvent[]) =>
      () =>
        strikeGoal({ goalId: second, reason }, goal, { ...alone, plan: planAfter(addition, ...events) }, act);
    expect(given(opened('T1'))()).toEqual([{ type: 'GoalStruck', data: { goalId: second, reason } }]);
    refused(given(opened('T1'), closed('T1')), 'ADDITION_IN_CLOSED_FOLLOW_UP', { tertial: 'T1' });
  });

  it('rule 106: refuses one that a closed follow-up shows, or with an activity that is proposed for removal', () => {
    const plan = planAfter(opened('T1'), closed('T1'));
    const late = () => strikeGoal(strike, goalAfter(), { ...alone, plan }, by(controller));
    refused(late, 'ALREADY_FOLLOWED_UP', { id: goalId, tertial: 'T1' });
    const proposedOne = () => strikeGoal(strike, goalAfter(), { ...alone, proposals: [proposal] }, by(controller));
    refused(proposedOne, 'REMOVAL_PROPOSED_ALREADY', { activityId: leaflet });
    refused(() => strikeGoal({ ...strike, reason: '' }, goalAfter(), alone, by(controller)), 'REASON_MISSING');
  });

  permission('strikeGoal', 'CONTROLLER', (act) => strikeGoal(strike, goalAfter(), alone, act));
});

describe('Striking what the board has in a report', () => {
  const plan = planAfter(opened('T1'), closed('T1'));
  const talked = reported(talks, 'ON_HOLD');
  const addition = added(welcome, '2026-03-02');
  const strike = { activityId: welcome, reason };
  const given =
    (events: readonly GoalEvent[], ...happened: readonly Happened<MatterEvent>[]) =>
    () =>
      strikeActivity(strike, goalAfter(...events), { ...alone, plan, matters: [matterAfter(...happened)] }, act);
  // The follow-up is closed at position 3. The activity is recorded at position 4, before the board received the report.
  const late = [talked, talked, addition];
  // The board receives the report in the last event. The activity is recorded after it.
  const afterwards = [...summonedMatter.map(() => talked), addition];
  const details = { tertial: 'T1', dnr: 'KS 2026/7' };
  const approved = pointDecided(1, report, 'APPROVED');

  it('rule 175: refuses what was recorded after the closing when the board has it in the report, or decided on it', () => {
    refused(given(late, ...summonedMatter), 'REPORT_BEFORE_BOARD', details);
    refused(given(late, ...summonedMatter, pointDecided(1, report, 'POSTPONED')), 'REPORT_BEFORE_BOARD', details);
    for (const outcome of ['APPROVED', 'REJECTED'] as const) {
      const decided = given(late, ...summonedMatter, pointDecided(1, report, outcome));
      refused(decided, 'IN_DECIDED_REPORT', { ...details, paragraph: '45', date: '2026-05-11' });
    }
  });

  it('rule 175: strikes what the board has not got, has given back, or decided on in vain', () => {
    for (const happened of [
      reviewedMatter,
      [...summonedMatter, matterReleased()],
      [...summonedMatter, pointDecided(1, report, 'REFERRED_BACK')],
      [...summonedMatter, approved, finalityRecorded(1, report, 'ANNULLED')],
    ]) {
      expect(given(late, ...happened)()).toHaveLength(1);
    }
  });

  it('rule 175: strikes what was recorded after the board received the report, which is not in it', () => {
    expect(given(afterwards, ...summonedMatter)()).toHaveLength(1);
    expect(given(afterwards, ...summonedMatter, approved)()).toHaveLength(1);
    const inT2 = [...late.slice(0, 2), added(welcome, '2026-05-06')];
    expect(given(inT2, ...summonedMatter, approved)()).toHaveLength(1);
  });

  it('rule 175: names a way out that is open', () => {
    const judged = [addition];
    refused(given(judged, ...reviewedMatter), 'ADDITION_IN_CLOSED_FOLLOW_UP', { tertial: 'T1' });
    const reopening = { planId, tertial: 'T1', reason } as const;
    expect(reopenFollowUp(reopening, plan, [matterAfter(...reviewedMatter)], act)).toHaveLength(1);
    refused(given(judged, ...summonedMatter), 'REPORT_BEFORE_BOARD', details);
    refused(given(judged, ...summonedMatter, approved), 'IN_DECIDED_REPORT', details);
  });

  it('rules 106 and 175: is one rule for what a late goal began with, and for the goal itself', () => {
    const second = goalIdOf(planId, 2);
    const goalAdded: PlanEvent = {
      type: 'GoalAdded',
      data: { goal: { ...adoptedGoal, goalId: second }, decision: { ...change, date: '2026-03-02' } },
    };
    const beside = { ...alone, plan: planAfter(opened('T1'), closed('T1'), goalAdded) };
    const goal = { ...goalAfter(), id: second, titles: [{ title: adoptedGoal.title, position: 4 }] };
    const decided = { ...beside, matters: [matterAfter(...summonedMatter, approved)] };
    expect(strikeGoal({ goalId: second, reason }, goal, beside, act)).toHaveLength(1);
    refused(() => strikeGoal({ goalId: second, reason }, goal, decided, act), 'IN_DECIDED_REPORT', details);
    expect(strikeActivity({ activityId: leaflet, reason }, goal, beside, act)).toHaveLength(1);
    refused(() => strikeActivity({ activityId: leaflet, reason }, goal, decided, act), 'IN_DECIDED_REPORT', details);
  });
});

describe('A strike beside a closing or a proposal', () => {
  const besides = (plan: Plan, proposals: readonly RemovalProposal[]): ReadState => {
    return <State>(fold: Fold<State, never>, id: string) => {
      const found: Readonly<Record<string, unknown>> = {
        [streamOf(planFold, planId)]: plan,
        [streamOf(removalFold, leaflet)]: proposals,
      };
      const state: State = JSON.parse(JSON.stringify(found[streamOf(fold, id)] ?? fold.initial));
      return Promise.resolve(state);
    };
  };
  const rechecked = (
    events: readonly GoalEvent[],
    activityId: typeof leaflet | null,
    plan = planAfter(opened('T1')),
    proposals: readonly RemovalProposal[] = [],
  ) => voidStrike({ goalId, activityId }, goalAfter(...events), by(system), besides(plan, proposals));

  it('rule 106: is void when the activity was proposed for removal in the same instant', async () => {
    expect(await rechecked([leafletStruck], leaflet, undefined, [proposal])).toEqual([leafletKept]);
    const ofGoal = { type: 'StrikeVoided', data: { goalId, activityId: null, cause: 'REMOVAL_PROPOSED' } };
    expect(await rechecked([goalStruck], null, undefined, [proposal])).toEqual([ofGoal]);
  });

  it('rule 106: is void when the follow-up was closed just before it', async () => {
    const plan = planAfter(opened('T1'), closed('T1'));
    // The follow-up was closed at position 3. The strike is at position 2 here, and at position 5 there.
    expect(await rechecked([leafletStruck], leaflet, plan)).toEqual([]);
    const later = [measureAdoptedOn('2026-05-06', 1), measureAdoptedOn('2026-05-06', 2), talksStruck];
    expect(await rechecked([...later, goalStruck], null, plan)).toEqual([goalKept]);
  });

  it('rule 106: stands otherwise, and is not voided twice', async () => {
    expect(await rechecked([leafletStruck], leaflet)).toEqual([]);
    expect(await rechecked([leafletStruck, leafletKept], leaflet, undefined, [proposal])).toEqual([]);
    expect(await rechecked([goalStruck, goalKept], null, undefined, [proposal])).toEqual([]);
  });

  it('rule 106: leaves everything as it was when it is void', () => {
    expect({ ...goalAfter(leafletStruck, leafletKept), revision: 0 }).toEqual(goalAfter());
    expect({ ...goalAfter(goalStruck, goalKept), revision: 0 }).toEqual(goalAfter());
    const third = added(welcome, '2026-01-20');
    const both = goalAfter(third, leafletStruck, talksStruck, leafletKept);
    expect(both.activities.map(({ id }) => id)).toEqual([leaflet, welcome]);
    const talksKept: GoalEvent = {
      type: 'StrikeVoided',
      data: { goalId, activityId: talks, cause: 'REMOVAL_PROPOSED' },
    };
    for (const order of [
      [leafletStruck, talksStruck, talksKept, leafletKept],
      [leafletStruck, talksStruck, leafletKept, talksKept],
      [talksStruck, leafletStruck, talksKept, leafletKept],
      [talksStruck, leafletStruck, leafletKept, talksKept],
    ]) {
      expect(goalAfter(third, ...order).activities.map(({ id }) => id)).toEqual([leaflet, talks, welcome]);
    }
  });

  it('rule 106: is looked at again by itself, and when a proposal comes after it', () => {
    const inGoal = (event: GoalEvent) => ({ ...recorded(event, 0, controller), stream: streamOf(goalFold, goalId) });
    const reactTo = (event: GoalEvent) => recheckStrike.react(inGoal(event), null).map(({ data }) => data);
    expect(reactTo(leafletStruck)).toEqual([{ goalId, activityId: leaflet }]);
    expect(reactTo(goalStruck)).toEqual([{ goalId, activityId: null }]);
    const after = (...events: readonly GoalEvent[]) =>
      voidStrikeOfProposed
        .react({ ...recorded(proposed().event, 0, clerk), position: positionOf(9) }, goalAfter(...events))
        .map(({ data }) => data);
    expect(after()).toEqual([]);
    expect(after(talksStruck)).toEqual([]);
    expect(after(leafletStruck)).toEqual([{ goalId, activityId: leaflet }]);
    expect(after(goalStruck)).toEqual([{ goalId, activityId: null }]);
  });

  it('rule 43: is the system’s alone', async () => {
    const given = voidStrike({ goalId, activityId: null }, goalAfter(), by(controller), besides(planAfter(), []));
    await expect(given).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
