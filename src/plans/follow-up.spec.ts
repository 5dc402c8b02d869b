import { by, controller, refused } from '../../test/support/given.js';
import {
  added,
  assessed,
  closed,
  goalAfter,
  goalId,
  index,
  leaflet,
  measureAdoptedOn,
  modelWith,
  opened,
  permission,
  planAfter,
  planId,
  removed,
  reported,
  talks,
  voidedStatus,
  welcome,
} from '../../test/support/plan-under-test.js';
import type { Tertial } from '../kernel/tertial.js';
import type { CloseFollowUpData, MoveCutOffData, OpenFollowUpData } from './follow-up.js';
import { closeFollowUp, moveCutOff, openFollowUp } from './follow-up.js';

const open: OpenFollowUpData = { planId, tertial: 'T1', cutOff: '2026-05-20' };
const close: CloseFollowUpData = { planId, tertial: 'T1', acceptIncomplete: false };
const accepting = { ...close, acceptIncomplete: true };
/** Everything that is reported of the goal for T1. */
const wholeEvents = [reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD'), assessed('NOT_FULFILLED')];
const whole = goalAfter(...wholeEvents);

describe('Opening a follow-up', () => {
  it('rule 68: records the tertial and the cut-off date', () => {
    expect(openFollowUp(open, planAfter(), modelWith(), by(controller))).toEqual([
      { type: 'FollowUpOpened', data: open },
    ]);
  });

  it('rule 68: one tertial is opened beside another', () => {
    const second: OpenFollowUpData = { planId, tertial: 'T2', cutOff: '2026-09-20' };
    expect(openFollowUp(second, planAfter(opened('T1')), modelWith(), by(controller, '2026-09-01'))).toEqual([
      { type: 'FollowUpOpened', data: second },
    ]);
  });

  it('rule 68: refuses the same tertial twice, also when the first is closed', () => {
    const details = { tertial: 'T1' };
    refused(
      () => openFollowUp(open, planAfter(opened('T1')), modelWith(), by(controller)),
      'FOLLOW_UP_EXISTS',
      details,
    );
    const afterClosing = planAfter(opened('T1'), closed('T1'));
    refused(() => openFollowUp(open, afterClosing, modelWith(), by(controller)), 'FOLLOW_UP_EXISTS', details);
  });

  it('rule 68: refuses a tertial that has not begun, and opens it on its first day', () => {
    const second: OpenFollowUpData = { planId, tertial: 'T2', cutOff: '2026-09-20' };
    const details = { firstDay: '2026-05-01' };
    refused(
      () => openFollowUp(second, planAfter(), modelWith(), by(controller, '2026-04-30')),
      'TERTIAL_NOT_BEGUN',
      details,
    );
    expect(openFollowUp(second, planAfter(), modelWith(), by(controller, '2026-05-01'))).toHaveLength(1);
  });

  it('rule 68: refuses a cut-off date that has passed, and accepts today', () => {
    const late = () => openFollowUp(open, planAfter(), modelWith(), by(controller, '2026-05-21'));
    refused(late, 'CUT_OFF_TOO_EARLY', { cutOff: '2026-05-20', earliest: '2026-05-21' });
    expect(openFollowUp(open, planAfter(), modelWith(), by(controller, '2026-05-20'))).toHaveLength(1);
  });

  it('rule 99: takes a cut-off date that had passed when the plan was recorded', () => {
    // The plan was recorded on 12 May, and it is loaded on a later day.
    const loaded = (cutOff: string, tertial: Tertial = 'T1', model = modelWith()) =>
      openFollowUp({ planId, tertial, cutOff }, planAfter(), model, by(controller, '2027-02-01'));
    expect(loaded('2026-05-11')).toEqual([{ type: 'FollowUpOpened', data: { ...open, cutOff: '2026-05-11' } }]);
    expect(loaded('2026-01-01')).toHaveLength(1);
    refused(() => loaded('2025-12-31'), 'CUT_OFF_TOO_EARLY', { cutOff: '2025-12-31', earliest: '2026-01-01' });
    refused(() => loaded('2026-05-12'), 'CUT_OFF_TOO_EARLY', { cutOff: '2026-05-12', earliest: '2027-02-01' });
    refused(() => loaded('2026-05-11', 'T2'), 'CUT_OFF_TOO_EARLY', { cutOff: '2026-05-11', earliest: '2027-02-01' });
  });

  it('rule 9: refuses to load a tertial whose last day no version of the model covers', () => {
    const [version] = modelWith().versions;
    const model = { ...modelWith(), versions: version === undefined ? [] : [{ ...version, holdsFrom: '2026-05-01' }] };
    const loaded = (cutOff: string, day: string) => () =>
      openFollowUp({ ...open, cutOff }, planAfter(), model, by(controller, day));
    refused(loaded('2026-05-11', '2026-05-12'), 'STEERING_MODEL_NOT_IN_FORCE', { day: '2026-04-30' });
    expect(loaded('2026-05-12', '2026-05-12')()).toHaveLength(1);
  });

  it('rule 43: refuses a plan that does not exist', () => {
    refused(() => openFollowUp(open, null, modelWith(), by(controller)), 'NOT_FOUND', { id: planId });
  });

  permission('openFollowUp', 'CONTROLLER', (act) => openFollowUp(open, planAfter(), modelWith(), act));
});

describe('Closing a follow-up', () => {
  const openPlan = planAfter(opened('T1'));

  it('rule 68: records it', () => {
    const events = closeFollowUp(close, openPlan, [whole], by(controller));
    expect(events).toEqual([{ type: 'FollowUpClosed', data: { planId, tertial: 'T1' } }]);
  });

  it('rule 100: refuses a follow-up that lacks something, and lists it', () => {
    const lacking = goalAfter(measureAdoptedOn('2026-04-01'), reported(talks, 'ON_HOLD'));
    refused(() => closeFollowUp(close, openPlan, [lacking], by(controller)), 'FOLLOW_UP_INCOMPLETE', {
      tertial: 'T1',
      activities: [{ activityId: leaflet, heading: 'Ta fram en kommunikationsplan' }],
      measures: [{ measureId: index, name: 'Medarbetarindex' }],
      goals: [{ goalId, title: 'Medarbetare ska känna sig delaktiga' }],
    });
  });

  it.each([
    ['a status', [reported(talks, 'ON_HOLD'), assessed('NOT_FULFILLED')]],
    ['an assessment', [reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD')]],
    ['an outcome', [...wholeEvents, measureAdoptedOn('2026-04-30')]],
    ['a status that is not void', [...wholeEvents, voidedStatus(leaflet, 1)]],
    ['a status of this tertial', [reported(leaflet, 'ON_HOLD', 'T2'), ...wholeEvents.slice(1)]],
  ])('rule 100: refuses a follow-up that lacks %s', (_, events) => {
    refused(() => closeFollowUp(close, openPlan, [goalAfter(...events)], by(controller)), 'FOLLOW_UP_INCOMPLETE');
  });

  it.each([
    ['a removed activity', [removed(leaflet, '2026-05-06'), ...wholeEvents.slice(1)]],
    ['an activity that was added after the tertial', [...wholeEvents, added(welcome, '2026-05-01')]],
    ['a measure that was adopted after the tertial', [...wholeEvents, measureAdoptedOn('2026-05-01')]],
  ])('rule 100: needs no report on %s', (_, events) => {
    expect(closeFollowUp(close, openPlan, [goalAfter(...events)], by(controller))).toHaveLength(1);
  });

  it('rule 4: closes it with statuses and assessments missing when the controller accepts that', () => {
    expect(closeFollowUp(accepting, openPlan, [goalAfter()], by(controller))).toEqual([
      { type: 'FollowUpClosed', data: { planId, tertial: 'T1' } },
    ]);
  });

  it('rule 68: refuses one that has not been opened', () => {
    const details = { tertial: 'T1' };
    const early = () => closeFollowUp(accepting, planAfter(opened('T2')), [whole], by(controller));
    refused(early, 'FOLLOW_UP_NOT_OPEN', details);
  });

  it('rule 68: refuses one that is closed already', () => {
    const twice = () => closeFollowUp(accepting, planAfter(opened('T1'), closed('T1')), [whole], by(controller));
    refused(twice, 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
  });

  it('rule 43: refuses a plan that does not exist', () => {
    refused(() => closeFollowUp(accepting, null, [], by(controller)), 'NOT_FOUND', { id: planId });
  });

  permission('closeFollowUp', 'CONTROLLER', (act) => closeFollowUp(accepting, openPlan, [], act));
});

describe('Moving a cut-off date', () => {
  const move: MoveCutOffData = { planId, tertial: 'T1', cutOff: '2026-05-22', reason: 'Fel dag angavs.' };
  const moving = (change: Partial<MoveCutOffData>, plan = planAfter(opened('T1')), today = '2026-05-12') =>
    moveCutOff({ ...move, ...change }, plan, by(controller, today));

  it('rule 103: records the right date with the reason', () => {
    expect(moving({})).toEqual([{ type: 'CutOffMoved', data: move }]);
  });

  it('rule 103: shows the wrong date beside the right one', () => {
    const plan = planAfter(opened('T1'), opened('T2'), { type: 'CutOffMoved', data: move });
    expect(plan.followUps.map(({ cutOff }) => cutOff)).toEqual(['2026-05-22', '2026-12-31']);
    expect(plan.corrections).toEqual([
      {
        kind: 'CUT_OFF_MOVED',
        id: planId,
        tertial: 'T1',
        before: '2026-12-31',
        after: '2026-05-22',
        reason: 'Fel dag angavs.',
        by: 'hans',
        at: '2026-05-12T08:00:03.000Z',
        position: 4,
      },
    ]);
  });

  it('rule 102: refuses a move without a reason, or to the same date', () => {
    refused(() => moving({ reason: ' ' }), 'REASON_MISSING');
    refused(() => moving({ cutOff: '2026-12-31' }), 'NOTHING_CORRECTED');
  });

  it('rule 103: refuses a date that has passed, unless the follow-up is loaded afterwards', () => {
    const details = { cutOff: '2026-05-12', earliest: '2026-05-13' };
    refused(() => moving({ cutOff: '2026-05-12' }, undefined, '2026-05-13'), 'CUT_OFF_TOO_EARLY', details);
    // The plan was recorded on 12 May.
    expect(moving({ cutOff: '2026-05-08' }, undefined, '2026-05-13')).toHaveLength(1);
    const moved = { ...move, cutOff: '2026-05-08' };
    const plan = planAfter(opened('T1'), { type: 'CutOffMoved', data: moved });
    expect(plan.followUps[0]?.loadedAfterwards).toBe(true);
  });

  it('rule 103: refuses a follow-up that is not open', () => {
    refused(() => moving({}, planAfter()), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
    refused(() => moving({}, planAfter(opened('T1'), closed('T1'))), 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
    refused(() => moveCutOff(move, null, by(controller)), 'NOT_FOUND', { id: planId });
  });

  permission('moveCutOff', 'CONTROLLER', (act) => moveCutOff(move, planAfter(opened('T1')), act));
});
