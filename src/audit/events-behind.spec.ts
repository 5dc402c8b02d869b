import { refused } from '../../test/support/given.js';
import {
  assessed,
  closed,
  corrected,
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
  restored,
  talks,
  voidedOutcome,
  voidedStatus,
} from '../../test/support/plan-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import type { AnyEvent, Json } from '../kernel/fold.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import type { GoalEvent } from '../plans/goal.js';
import { tertialView } from '../plans/tertial-view/tertial-view.js';
import { eventsBehind, type Figure, figureKinds, ofTertial } from './events-behind.js';

const statuses = ['ActivityStatusReported', 'ActivityStatusCorrected', 'ActivityStatusVoided'];
const assessments = ['GoalAssessed', 'GoalAssessmentCorrected', 'GoalAssessmentVoided'];
const outcomes = ['MeasureReported', 'MeasureReportCorrected', 'MeasureReportVoided'];
const followUpTypes = [
  'FollowUpOpened',
  'CutOffMoved',
  'FollowUpClosed',
  'FollowUpReopened',
  'FollowUpReopeningVoided',
];
const followUp = { things: [planId], types: followUpTypes };

function viewAfter(...events: readonly GoalEvent[]) {
  return tertialView(modelWith(), planAfter(opened('T1')), [goalAfter(...events)], [], 'T1');
}

const view = viewAfter(
  measureAdoptedOn('2026-01-20'),
  reported(leaflet, 'ON_HOLD'),
  assessed('PARTLY_FULFILLED'),
  measured('82', true),
);

const expected: Readonly<Record<Figure['kind'], readonly [Figure, object]>> = {
  ACTIVITIES_IN_PLAN: [
    { kind: 'ACTIVITIES_IN_PLAN' },
    [
      {
        things: [planId],
        types: [
          'PlanAdopted',
          'PlanReplaced',
          'GoalAdded',
          'ActivityAdded',
          'GoalStruck',
          'ActivityStruck',
          'StrikeVoided',
          'ActivityRemoved',
          'ActivityRestored',
        ],
      },
    ],
  ],
  ACTIVITIES_REMOVED: [
    { kind: 'ACTIVITIES_REMOVED' },
    [{ things: [planId], types: ['ActivityRemoved', 'ActivityRestored'] }],
  ],
  ACTIVITIES_NOT_REPORTED: [{ kind: 'ACTIVITIES_NOT_REPORTED' }, [followUp, { things: [talks], types: statuses }]],
  ACTIVITIES_WITH_STATUS: [
    { kind: 'ACTIVITIES_WITH_STATUS', code: 'ON_HOLD' },
    [{ things: [leaflet], types: statuses }],
  ],
  ACTIVITY_STATUS: [{ kind: 'ACTIVITY_STATUS', id: talks }, [{ things: [talks], types: statuses }]],
  GOALS_NOT_ASSESSED: [{ kind: 'GOALS_NOT_ASSESSED' }, [followUp, { things: [], types: assessments }]],
  GOALS_WITH_STATUS: [
    { kind: 'GOALS_WITH_STATUS', code: 'PARTLY_FULFILLED' },
    [{ things: [goalId], types: assessments }],
  ],
  GOAL_ASSESSMENT: [{ kind: 'GOAL_ASSESSMENT', id: goalId }, [{ things: [goalId], types: assessments }]],
  MEASURES_REACHED: [{ kind: 'MEASURES_REACHED' }, [{ things: [index], types: outcomes }]],
  MEASURES_MISSED: [{ kind: 'MEASURES_MISSED' }, [{ things: [], types: outcomes }]],
  MEASURES_UNTOLD: [{ kind: 'MEASURES_UNTOLD' }, [{ things: [], types: outcomes }]],
  MEASURES_NOT_REPORTED: [{ kind: 'MEASURES_NOT_REPORTED' }, [followUp, { things: [], types: outcomes }]],
  MEASURE_OUTCOME: [{ kind: 'MEASURE_OUTCOME', id: index }, [{ things: [index], types: outcomes }]],
  FOLLOW_UP: [{ kind: 'FOLLOW_UP' }, [followUp]],
};

describe('the events behind a figure', () => {
  it('are found for every kind of figure', () => {
    const wrong = wrongRows(figureKinds, (kind) => {
      const [figure, events] = expected[kind];
      expect(eventsBehind(view, figure)).toEqual(events);
    });
    expect(wrong).toEqual([]);
  });

  it('are those of each thing that is counted, and of no other', () => {
    const both = viewAfter(reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD'));
    const behind = (code: string) => eventsBehind(both, { kind: 'ACTIVITIES_WITH_STATUS', code });
    expect(behind('ON_HOLD')).toEqual([{ things: [leaflet, talks], types: statuses }]);
    expect(behind('NOT_STARTED')).toEqual([{ things: [], types: statuses }]);
  });

  it('of what the view does not show are none', () => {
    refused(() => eventsBehind(view, { kind: 'ACTIVITY_STATUS', id: goalId }), 'NOT_FOUND', { id: goalId });
    refused(() => eventsBehind(view, { kind: 'ACTIVITIES_WITH_STATUS', code: 'FULFILLED' }), 'UNKNOWN_STATUS', {
      given: 'FULFILLED',
      allowed: view.activityCounts.map(({ code }) => code),
    });
    refused(() => eventsBehind(view, { kind: 'GOALS_WITH_STATUS', code: 'ON_HOLD' }), 'UNKNOWN_STATUS');
  });
});

describe('the events of a tertial', () => {
  /** Returns the indexes, from 0, of the events that are about the tertial. */
  function about(tertial: Tertial, ...events: readonly AnyEvent[]): number[] {
    return validOn(null, tertial, ...events);
  }

  function validOn(day: IsoDate | null, tertial: Tertial, ...events: readonly AnyEvent[]): number[] {
    const told = events.map((event, number) => ({ number, event: stored(event) }));
    return ofTertial(told, tertial, day).map(({ number }) => number);
  }

  function reportedOn(validOn: IsoDate): AnyEvent {
    const { type, data } = reported(leaflet, 'ON_HOLD');
    return { type, data: { ...data, validOn } };
  }

  function stored({ type, data }: AnyEvent) {
    const json: Json = JSON.parse(JSON.stringify(data));
    return { type, data: json };
  }

  it('are what was told for it, and what corrects that', () => {
    const told = [
      reported(leaflet, 'ON_HOLD'),
      reported(leaflet, 'ON_HOLD', 'T2'),
      corrected(leaflet, 'NOT_STARTED', 1),
    ];
    expect(about('T1', ...told)).toEqual([0, 2]);
    expect(about('T2', ...told)).toEqual([1]);
  });

  it('are what voids what was told for it, which names that by its number alone', () => {
    const told = [
      reported(leaflet, 'ON_HOLD'),
      reported(talks, 'ON_HOLD', 'T2'),
      reported(leaflet, 'ON_HOLD', 'T2'),
      voidedStatus(leaflet, 2),
      voidedStatus(talks, 1),
      voidedStatus(leaflet, 1),
    ];
    expect(about('T2', ...told)).toEqual([1, 2, 3, 4]);
    expect(about('T1', ...told)).toEqual([0, 5]);
  });

  it('counts what was told of a goal apart from what was told of its measures', () => {
    const told = [assessed('FULFILLED', 'T2'), measured('82', true), voidedOutcome(1)];
    expect(about('T1', ...told)).toEqual([1, 2]);
  });

  it('are the opening and closing of its own follow-up', () => {
    expect(about('T2', opened('T1'), closed('T1'), opened('T2'))).toEqual([2]);
  });

  it('are all that is of no tertial', () => {
    expect(about('T3', measureAdoptedOn('2026-01-20'))).toEqual([0]);
  });

  it('rule 69: are only those that hold by a day when that is asked for, and what voids one that does not is none', () => {
    const told = [
      reportedOn('2026-02-01'),
      reportedOn('2026-04-01'),
      voidedStatus(leaflet, 1),
      voidedStatus(leaflet, 2),
    ];
    expect(validOn('2026-03-31', 'T1', ...told)).toEqual([0, 2]);
    expect(validOn('2026-04-01', 'T1', ...told)).toEqual([0, 1, 2, 3]);
    expect(validOn('2026-05-06', 'T1', removed(leaflet, '2026-05-06'), restored(leaflet, '2026-11-02'))).toEqual([0]);
    expect(validOn('2026-11-02', 'T1', removed(leaflet, '2026-05-06'), restored(leaflet, '2026-11-02'))).toEqual([
      0, 1,
    ]);
    expect(validOn('2026-05-05', 'T1', opened('T1'), measureAdoptedOn('2026-05-06'))).toEqual([0]);
  });
});
