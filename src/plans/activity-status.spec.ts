import { existing } from '../kernel/fold.js';
import { activityIdOf, goalIdOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { after, by, clerk, refused, system } from '../../test/support/given.js';
import {
  adopted,
  added,
  change,
  corrected,
  goalAfter,
  closedFollowUp,
  twoFollowUps,
  leaflet,
  modelWith,
  opened,
  permission,
  planAfter,
  planAndModel,
  planId,
  removed,
  reported,
  restored,
  talks,
  voidedStatus,
  welcome,
} from '../../test/support/plan-under-test.js';
import type { CorrectStatusData, PlanAndModel, ReportStatusData } from './activity-status.js';
import { correctStatus, reportStatus, voidStatus } from './activity-status.js';
import { type GoalEvent, goalFold } from './goal.js';
import type { AdoptedGoal } from './plan.js';

const report: ReportStatusData = {
  activityId: leaflet,
  tertial: 'T1',
  status: 'ON_HOLD',
  comment: 'Intranätet ses över först.',
  validOn: null,
};

/** The event data when a clerk gives the report on 12 May under the default model. */
const accepted = { ...report, validOn: '2026-04-30', modelVersion: 1, warnings: [] };

const reporting =
  (other: Partial<ReportStatusData>, goal = goalAfter(), against = planAndModel(), today = '2026-05-12') =>
  () =>
    reportStatus({ ...report, ...other }, goal, against, by(clerk, today));

const defaultCodes = [
  'NOT_STARTED',
  'ON_HOLD',
  'ONGOING_AS_PLANNED',
  'ONGOING_WITH_DEVIATION',
  'COMPLETED_AS_PLANNED',
  'COMPLETED_WITH_DEVIATION',
];

const laterId = goalIdOf(planId, 2);
const forecast = activityIdOf(laterId, 1);
const later: AdoptedGoal = {
  goalId: laterId,
  title: 'Ekonomin ska vara i balans',
  measures: [],
  activities: [{ activityId: forecast, ...adopted('Införa helårsprognos') }],
};
const laterEstablished: GoalEvent = { type: 'GoalEstablished', data: later };
const laterGoal = existing(after(goalFold, laterEstablished), laterId);

/** Returns the plan and the model when the board added the second goal on the given day. */
function goalAddedOn(date: IsoDate): PlanAndModel {
  const goalAdded = { type: 'GoalAdded', data: { goal: later, decision: { ...change, date } } } as const;
  return { plan: planAfter(goalAdded, opened('T1'), opened('T2')), model: modelWith() };
}

describe('Reporting the status of an activity', () => {
  it('rule 69: records it with the day it holds and the version of the model', () => {
    expect(reporting({})()).toEqual([{ type: 'ActivityStatusReported', data: accepted }]);
  });

  it('rule 69: records the day the fact holds when it is given', () => {
    expect(reporting({ validOn: '2026-03-03' })()).toEqual([
      { type: 'ActivityStatusReported', data: { ...accepted, validOn: '2026-03-03' } },
    ]);
  });

  it('rule 70: while the follow-up is open, a newer report is recorded beside the older', () => {
    const goal = goalAfter(reported(leaflet, 'NOT_STARTED'));
    expect(reporting({}, goal)()).toEqual([{ type: 'ActivityStatusReported', data: accepted }]);
  });

  it.each(defaultCodes)('rule 1: %s is a status of the default model', (status) => {
    expect(reporting({ status, validOn: '2026-03-03' })()).toMatchObject([{ data: { status } }]);
  });

  it('rule 1: refuses an unknown status, naming the codes allowed', () => {
    refused(reporting({ status: 'DONE' }), 'UNKNOWN_STATUS', { given: 'DONE', allowed: defaultCodes });
  });

  it('rule 1: refuses the status of another version of the model', () => {
    const early = reporting({ status: 'GREEN' }, goalAfter(), twoFollowUps);
    refused(early, 'UNKNOWN_STATUS', { given: 'GREEN', allowed: defaultCodes });
    const late = reporting({ tertial: 'T2' }, goalAfter(), twoFollowUps, '2026-09-01');
    refused(late, 'UNKNOWN_STATUS', { given: 'ON_HOLD', allowed: ['RED', 'GREEN'] });
  });

  it('rule 9: with a new model in June, T1 is judged under the old version and T2 under the new', () => {
    const inSeptember = (other: Partial<ReportStatusData>) =>
      reporting(other, goalAfter(), twoFollowUps, '2026-09-01')();
    expect(inSeptember({})).toMatchObject([{ data: { status: 'ON_HOLD', modelVersion: 1 } }]);
    const green = { tertial: 'T2', status: 'GREEN' } as const;
    expect(inSeptember(green)).toMatchObject([{ data: { status: 'GREEN', modelVersion: 2 } }]);
  });

  it('rule 9: refuses a tertial that no version of the model reaches', () => {
    const [version] = modelWith().versions;
    const versions = version === undefined ? [] : [{ ...version, holdsFrom: '2026-05-01' }];
    const unruled = { ...planAndModel(), model: { ...modelWith(), versions } };
    refused(reporting({}, goalAfter(), unruled), 'STEERING_MODEL_NOT_IN_FORCE', { day: '2026-04-30' });
  });

  it.each(defaultCodes)('rule 2: refuses %s with a blank comment', (status) => {
    refused(reporting({ status, comment: ' \n' }), 'COMMENT_MISSING');
  });

  it('rule 63: accepts a blank comment when the model asks for none', () => {
    const against = planAndModel({ activityStatusNeedsComment: false });
    expect(reporting({ comment: '' }, goalAfter(), against)()).toEqual([
      { type: 'ActivityStatusReported', data: { ...accepted, comment: '' } },
    ]);
  });

  it('rule 5: accepts completed before the start date with a warning', () => {
    const early = { status: 'COMPLETED_AS_PLANNED', validOn: '2026-01-14' };
    expect(reporting(early)()).toMatchObject([{ data: { ...early, warnings: ['COMPLETED_BEFORE_START'] } }]);
    expect(reporting({ ...early, validOn: '2026-01-15' })()).toMatchObject([{ data: { warnings: [] } }]);
    expect(reporting({ ...early, status: 'ONGOING_AS_PLANNED' })()).toMatchObject([{ data: { warnings: [] } }]);
  });

  it('rule 5: accepts not started after the end date with a warning', () => {
    const ending = (endDate: string): GoalEvent => ({
      type: 'ActivityDatesChanged',
      data: { activityId: leaflet, startDate: '2026-01-15', endDate, decision: change },
    });
    const passed = goalAfter(ending('2026-04-29'));
    const late = { status: 'NOT_STARTED' };
    expect(reporting(late, passed)()).toMatchObject([{ data: { ...late, warnings: ['NOT_STARTED_AFTER_END'] } }]);
    expect(reporting(late, goalAfter(ending('2026-04-30')))()).toMatchObject([{ data: { warnings: [] } }]);
    expect(reporting({ status: 'ON_HOLD' }, passed)()).toMatchObject([{ data: { warnings: [] } }]);
  });

  it.each(['ON_HOLD', 'ONGOING_AS_PLANNED', 'NOT_STARTED'])(
    'rule 8: refuses %s for a tertial in which the activity was reported as completed',
    (status) => {
      const completed = goalAfter(reported(leaflet, 'COMPLETED_WITH_DEVIATION'));
      refused(reporting({ status }, completed), 'COMPLETED_ALREADY', { tertial: 'T1' });
      expect(reporting({ status: 'COMPLETED_AS_PLANNED', validOn: '2026-03-03' }, completed)()).toHaveLength(1);
      const isVoid = goalAfter(reported(leaflet, 'COMPLETED_AS_PLANNED'), voidedStatus(leaflet, 1));
      expect(reporting({ status }, isVoid)()).toHaveLength(1);
      const inT2 = { tertial: 'T2', status: 'RED' } as const;
      expect(reporting(inT2, completed, twoFollowUps, '2026-09-01')()).toHaveLength(1);
    },
  );

  it('rule 6: cannot move the activity’s dates', () => {
    const { activities } = goalAfter(...reporting({ status: 'COMPLETED_AS_PLANNED', validOn: '2026-03-03' })());
    expect(activities[0]).toMatchObject({ startDate: '2026-01-15', endDate: '2026-11-30' });
  });

  it('rule 7: refuses a fact after the tertial’s end', () => {
    const details = { validOn: '2026-05-01', lastDay: '2026-04-30' };
    refused(reporting({ validOn: '2026-05-01' }), 'AFTER_TERTIAL', details);
  });

  it('rule 7: refuses a fact that lies in the future', () => {
    const details = { date: '2026-03-04', today: '2026-03-03' };
    refused(reporting({ validOn: '2026-03-04' }, goalAfter(), planAndModel(), '2026-03-03'), 'IN_FUTURE', details);
  });

  it('rule 68: refuses a report before the follow-up is opened and after it is closed', () => {
    const unopened = { ...planAndModel(), plan: planAfter() };
    refused(reporting({}, goalAfter(), unopened), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
    refused(reporting({}, goalAfter(), closedFollowUp), 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
  });

  it('rule 15: refuses a report on an activity that has been removed', () => {
    refused(reporting({}, goalAfter(removed(leaflet))), 'ACTIVITY_REMOVED', { activityId: leaflet });
    expect(reporting({ activityId: talks }, goalAfter(removed(leaflet)))()).toHaveLength(1);
  });

  it('rules 15 and 35: accepts a report again when a court has annulled the removal', () => {
    expect(reporting({}, goalAfter(removed(leaflet), restored(leaflet)))()).toHaveLength(1);
  });

  it('rule 16: refuses a report on an activity that was added after the tertial', () => {
    const details = { id: welcome, tertial: 'T1' };
    const activityId = welcome;
    refused(reporting({ activityId }, goalAfter(added(welcome, '2026-05-01'))), 'NOT_IN_PLAN_THEN', details);
    expect(reporting({ activityId }, goalAfter(added(welcome, '2026-04-30')))()).toHaveLength(1);
    const inT2 = { activityId, tertial: 'T2', status: 'RED' } as const;
    expect(reporting(inT2, goalAfter(added(welcome, '2026-05-01')), twoFollowUps)()).toHaveLength(1);
  });

  it('rule 16: refuses a report on an activity of a goal that was added after the tertial', () => {
    const details = { id: laterId, tertial: 'T1' };
    const given = { activityId: forecast };
    refused(reporting(given, laterGoal, goalAddedOn('2026-05-01')), 'NOT_IN_PLAN_THEN', details);
    expect(reporting(given, laterGoal, goalAddedOn('2026-04-30'))()).toHaveLength(1);
    expect(reporting({ ...given, tertial: 'T2' }, laterGoal, goalAddedOn('2026-05-01'))()).toHaveLength(1);
  });

  it('rule 43: refuses an activity or a goal that does not exist', () => {
    refused(reporting({ activityId: welcome }), 'NOT_FOUND', { id: welcome });
    refused(() => reportStatus(report, null, planAndModel(), by(clerk)), 'NOT_FOUND', { id: leaflet });
  });

  permission('reportStatus', 'CLERK', (act) => reportStatus(report, goalAfter(), planAndModel(), act));
});

describe('Correcting a status', () => {
  const correct: CorrectStatusData = { ...report, reason: 'Kommentaren hörde till en annan aktivitet.' };
  const wrong = goalAfter(reported(talks, 'ON_HOLD'), reported(leaflet, 'NOT_STARTED'));
  const correcting =
    (other: Partial<CorrectStatusData>, goal = wrong, against = closedFollowUp) =>
    () =>
      correctStatus({ ...correct, ...other }, goal, against, by(clerk));
  const data = { ...accepted, corrects: 1, reason: correct.reason };

  it('rule 8: after the closing, records the correct status beside the wrong one, with the reason', () => {
    expect(correcting({})()).toEqual([{ type: 'ActivityStatusCorrected', data }]);
  });

  it('rule 8: is possible while the follow-up is open, too', () => {
    expect(correcting({}, wrong, planAndModel())()).toEqual([{ type: 'ActivityStatusCorrected', data }]);
  });

  it('rule 8: corrects the fact that holds now, also when that is itself a correction', () => {
    const twice = goalAfter(reported(leaflet, 'NOT_STARTED'), corrected(leaflet, 'ONGOING_AS_PLANNED', 1));
    expect(correcting({}, twice)()).toEqual([{ type: 'ActivityStatusCorrected', data: { ...data, corrects: 2 } }]);
  });

  it('rules 5 and 8: accepts with a warning that a completed activity is ongoing', () => {
    const completed = goalAfter(reported(leaflet, 'COMPLETED_AS_PLANNED'));
    const warned = (status: string) => correcting({ status, validOn: '2026-03-03' }, completed)();
    expect(warned('ONGOING_AS_PLANNED')).toMatchObject([{ data: { warnings: ['NO_LONGER_COMPLETED'] } }]);
    expect(warned('COMPLETED_WITH_DEVIATION')).toMatchObject([{ data: { warnings: [] } }]);
    refused(correcting({ reason: '' }, completed), 'REASON_MISSING');
  });

  it('rule 8: refuses a correction without a reason', () => {
    refused(correcting({ reason: ' ' }), 'REASON_MISSING');
  });

  it('rule 8: refuses to correct when nothing was reported for the tertial, or all of it was voided', () => {
    refused(correcting({}, goalAfter()), 'NOTHING_TO_CORRECT', { tertial: 'T1' });
    refused(correcting({}, goalAfter(reported(leaflet, 'RED', 'T2'))), 'NOTHING_TO_CORRECT', { tertial: 'T1' });
    const late = goalAfter(reported(leaflet, 'ON_HOLD'), voidedStatus(leaflet, 1));
    refused(correcting({}, late), 'NOTHING_TO_CORRECT', { tertial: 'T1' });
  });

  it('rule 68: refuses a correction for a follow-up that has not been opened', () => {
    const unopened = { ...planAndModel(), plan: planAfter(opened('T2')) };
    refused(correcting({}, wrong, unopened), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
  });

  it('rule 8: is held to the same rules as a report', () => {
    refused(correcting({ status: 'GREEN' }), 'UNKNOWN_STATUS', { given: 'GREEN', allowed: defaultCodes });
    refused(correcting({ comment: '' }), 'COMMENT_MISSING');
    refused(correcting({ validOn: '2026-05-01' }), 'AFTER_TERTIAL');
    const early = { status: 'COMPLETED_AS_PLANNED', validOn: '2026-01-14' };
    expect(correcting(early)()).toMatchObject([{ data: { warnings: ['COMPLETED_BEFORE_START'] } }]);
  });

  it('rule 15: an earlier tertial can be corrected after the activity was removed, one it was removed in cannot', () => {
    const later = goalAfter(reported(leaflet, 'NOT_STARTED'), removed(leaflet, '2026-05-01'));
    expect(correcting({}, later)()).toEqual([{ type: 'ActivityStatusCorrected', data }]);
    const within = goalAfter(reported(leaflet, 'NOT_STARTED'), removed(leaflet, '2026-04-30'));
    refused(correcting({}, within), 'ACTIVITY_REMOVED', { activityId: leaflet });
  });

  it('rule 16: refuses to correct a tertial that the activity was added after', () => {
    const late = goalAfter(added(welcome, '2026-05-01'), reported(welcome, 'NOT_STARTED'));
    refused(correcting({ activityId: welcome }, late), 'NOT_IN_PLAN_THEN', { id: welcome, tertial: 'T1' });
    const inTime = goalAfter(added(welcome, '2026-04-30'), reported(welcome, 'NOT_STARTED'));
    expect(correcting({ activityId: welcome }, inTime)()).toHaveLength(1);
  });

  it('rule 16: refuses to correct a tertial that the goal was added after', () => {
    const goal = existing(after(goalFold, laterEstablished, reported(forecast, 'NOT_STARTED')), laterId);
    const about = (date: IsoDate) => correcting({ activityId: forecast }, goal, goalAddedOn(date));
    refused(about('2026-05-01'), 'NOT_IN_PLAN_THEN', { id: laterId, tertial: 'T1' });
    expect(about('2026-04-30')()).toHaveLength(1);
  });

  it('rule 43: refuses an activity or a goal that does not exist', () => {
    refused(correcting({ activityId: welcome }), 'NOT_FOUND', { id: welcome });
    refused(() => correctStatus(correct, null, closedFollowUp, by(clerk)), 'NOT_FOUND', { id: leaflet });
  });

  permission('correctStatus', 'CLERK', (act) => correctStatus(correct, wrong, closedFollowUp, act));
});

describe('Voiding a status that came after the closing', () => {
  const late = goalAfter(reported(leaflet, 'ON_HOLD'), reported(leaflet, 'ONGOING_AS_PLANNED'));
  const voiding = { activityId: leaflet, position: 3 };
  const event = voidedStatus(leaflet, 2);

  it('rule 68: voids the report at the given position in the log', () => {
    expect(voidStatus(voiding, late, by(system))).toEqual([event]);
  });

  it('rule 68: has nothing to do for one that is void already, or was never given', () => {
    const once = goalAfter(reported(leaflet, 'ON_HOLD'), reported(leaflet, 'ONGOING_AS_PLANNED'), event);
    expect(voidStatus(voiding, once, by(system))).toEqual([]);
    expect(voidStatus({ activityId: leaflet, position: 4 }, late, by(system))).toEqual([]);
  });

  it('rule 43: refuses an activity that does not exist', () => {
    refused(() => voidStatus({ activityId: welcome, position: 2 }, late, by(system)), 'NOT_FOUND', { id: welcome });
  });

  permission('voidStatus', 'SYSTEM', (act) => voidStatus(voiding, late, act));
});
