import {
  added,
  adoptedGoal,
  assessed,
  change,
  corrected,
  goalAfter,
  index,
  leaflet,
  measureAdoptedOn,
  measured,
  removal,
  removed,
  reported,
  restored,
  talks,
  welcome,
} from '../../test/support/plan-under-test.js';
import { goalValidOn } from './goal-valid-on.js';
import { activityIn, type Goal, type GoalEvent } from './goal.js';
import { measureIn } from './measure.js';
import { currentEntry } from './reported-fact.js';

function held(day: string, ...events: readonly GoalEvent[]): Goal {
  const goal = goalValidOn(goalAfter(...events), day);
  if (goal === null) throw new Error('The goal is there.');
  return goal;
}

const statusOn = (day: string, ...events: readonly GoalEvent[]) =>
  currentEntry(activityIn(held(day, ...events), leaflet).reports, 'T1')?.status;

function withDay<Event extends GoalEvent>(event: Event, validOn: string): Event {
  return { ...event, data: { ...event.data, validOn } };
}

describe('A goal as far as its facts hold by a day', () => {
  const early = withDay(reported(leaflet, 'ON_HOLD'), '2026-02-01');
  const late = withDay(corrected(leaflet, 'ONGOING_AS_PLANNED', 1), '2026-04-01');

  it('rule 69: is without a status that holds from a later day', () => {
    expect(statusOn('2026-01-31', early)).toBeUndefined();
    expect(statusOn('2026-02-01', early)).toBe('ON_HOLD');
  });

  it('rule 8: shows the entry whose correction holds from a later day, as it was before', () => {
    expect(statusOn('2026-03-31', early, late)).toBe('ON_HOLD');
    expect(statusOn('2026-04-01', early, late)).toBe('ONGOING_AS_PLANNED');
  });

  it('rule 8: a correction that holds from an earlier day than the wrong entry stands alone until then', () => {
    const earlier = withDay(corrected(leaflet, 'ONGOING_AS_PLANNED', 1), '2026-01-20');
    expect(activityIn(held('2026-01-31', early, earlier), leaflet).reports).toMatchObject([{ number: 2 }]);
  });

  it('rule 69: is without an assessment and an outcome that hold from a later day', () => {
    const adopted = measureAdoptedOn('2026-02-01');
    const events = [adopted, measured('80 %', true), assessed('PARTLY_FULFILLED')];
    const before = held('2026-04-29', ...events);
    expect(before.assessments).toEqual([]);
    expect(measureIn(before, index).outcomes).toEqual([]);
    const after = held('2026-04-30', ...events);
    expect(after.assessments).toHaveLength(1);
    expect(measureIn(after, index).outcomes).toHaveLength(1);
  });

  it('rule 16: is without what the board added later', () => {
    const events = [added(welcome, '2026-05-06'), measureAdoptedOn('2026-05-06')];
    expect(held('2026-05-05', ...events).activities.map(({ id }) => id)).toEqual([leaflet, talks]);
    expect(held('2026-05-05', ...events).measures).toEqual([]);
    expect(held('2026-05-06', ...events).activities.map(({ id }) => id)).toEqual([leaflet, talks, welcome]);
    expect(held('2026-05-06', ...events).measures).toHaveLength(1);
  });

  it('rule 6: has the dates and the words that were decided by then, in the order of the log', () => {
    const dates = (startDate: string, endDate: string, date: string): GoalEvent => ({
      type: 'ActivityDatesChanged',
      data: { activityId: talks, startDate, endDate, decision: { ...change, date } },
    });
    const words: GoalEvent = {
      type: 'ActivityReworded',
      data: { activityId: talks, heading: 'Samtal', description: 'Ett var.', decision: change },
    };
    const events = [
      dates('2026-02-01', '2026-10-31', '2026-06-01'),
      words,
      dates('2026-03-01', '2026-12-31', '2026-05-20'),
    ];
    const [, planned] = adoptedGoal.activities;
    const on = (day: string) => activityIn(held(day, ...events), talks);
    const { startDate, endDate, heading } = planned ?? {};
    expect(on('2026-05-05')).toMatchObject({ startDate, endDate, heading });
    expect(on('2026-05-06')).toMatchObject({ startDate, endDate, heading: 'Samtal' });
    expect(on('2026-05-20')).toMatchObject({ startDate: '2026-03-01', endDate: '2026-12-31', heading: 'Samtal' });
    expect(on('2026-06-01')).toEqual(activityIn(goalAfter(...events), talks));
    expect(activityIn(goalAfter(...events), talks)).toMatchObject({ startDate: '2026-03-01', endDate: '2026-12-31' });
  });

  it('rule 35: is in the plan or out of it as was decided by then', () => {
    const events = [removed(leaflet, '2026-05-27'), restored(leaflet, '2026-11-02'), removed(leaflet, '2026-12-01')];
    const on = (day: string) => activityIn(held(day, ...events), leaflet);
    const first = removal(leaflet, '2026-05-27');
    expect(on('2026-05-26')).toMatchObject({ removed: null, annulledRemovals: [] });
    expect(on('2026-05-27')).toMatchObject({ removed: first, annulledRemovals: [] });
    expect(on('2026-11-02')).toMatchObject({ removed: null, annulledRemovals: [{ decision: first }] });
    expect(on('2026-12-01')).toMatchObject({
      removed: { date: '2026-12-01' },
      annulledRemovals: [{ decision: first }],
    });
  });

  it('is as known when all of its facts hold, and none when there is none', () => {
    const events = [early, late, added(welcome, '2026-05-06'), removed(talks)];
    expect(held('2026-12-31', ...events)).toEqual(goalAfter(...events));
    expect(goalValidOn(null, '2026-12-31')).toBeNull();
  });
});
