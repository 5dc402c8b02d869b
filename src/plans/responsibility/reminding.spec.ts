import { auditor, board, by, clerk, controller, otherClerk, person, refused } from '../../../test/support/given.js';
import {
  closed,
  goalAfter,
  leaflet,
  opened,
  planAfter,
  planId,
  removed,
  reported,
  talks,
} from '../../../test/support/plan-under-test.js';
import { type Id, idOf } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import type { Reporters } from '../../people/directory.js';
import type { Goal, GoalEvent } from '../goal.js';
import type { Plan } from '../plan.js';
import { remindReporters, type RemindReportersData } from './reminding.js';
import { awaits, reporting } from './reporting.js';

const kansli = idOf('Unit', 'exempel.ks.unit-kansli');
const [hans, hedda] = [clerk.personId, otherClerk.personId];
const reporters: Reporters = {
  units: [{ id: kansli, persons: [hans, idOf('Person', 'ulla')] }],
  clerks: [clerk, otherClerk],
};
const deputy: Person = {
  ...person('dag', 'CLERK'),
  grants: [{ boardId: board, role: 'CLERK', actingFor: hans }],
};

function assigned(activityId: Id<'Activity'>, responsible = { unitId: kansli, personId: null } as const): GoalEvent {
  return { type: 'ActivityAssigned', data: { activityId, responsible } };
}

const ofKansli = goalAfter(assigned(leaflet));
const open = planAfter(opened('T1'));
const all = { planId, tertial: 'T1', unitIds: [], personIds: [] } as const;
const unit = { unitId: kansli, personId: null };

/** The day on which the events of the specs are recorded. */
const day = '2026-05-12';

describe('rule 138: who has not reported', () => {
  const shown = (goal: Goal, given = reporters, plan = open) => reporting(plan, [goal], 'T1', given);

  it('is told for each unit and person, with the activities and those who can report', () => {
    expect(shown(ofKansli)).toEqual([
      {
        responsible: unit,
        activities: 1,
        notReported: [{ activityId: leaflet, heading: 'Ta fram en kommunikationsplan' }],
        persons: [hans],
        remindedOn: null,
      },
      {
        responsible: null,
        activities: 1,
        notReported: [{ activityId: talks, heading: 'Genomföra medarbetarsamtal' }],
        persons: [hans, hedda],
        remindedOn: null,
      },
    ]);
  });

  it('is nobody whose activities are reported or removed', () => {
    const done = goalAfter(assigned(leaflet), reported(leaflet, 'ON_HOLD'), removed(talks, '2026-04-01'));
    expect(shown(done)).toMatchObject([{ responsible: unit, activities: 1, notReported: [] }]);
  });

  it('rule 137: are the persons of the unit where tokens say who is a clerk, and all clerks for a unit without one', () => {
    expect(shown(ofKansli, { ...reporters, clerks: null })[0]?.persons).toEqual([hans, 'ulla']);
    expect(shown(ofKansli, { units: [], clerks: [clerk, otherClerk] })[0]?.persons).toEqual([hans, hedda]);
    expect(shown(ofKansli, { ...reporters, clerks: [clerk, deputy] })[0]?.persons).toEqual([hans, 'dag']);
  });
});

describe('rule 137: an unreported activity', () => {
  it('waits for the clerks of its unit and their deputies, and for no other', () => {
    expect([clerk, deputy, otherClerk].map((one) => awaits(one, unit, reporters))).toEqual([true, true, false]);
    const heddas = { unitId: null, personId: hedda };
    expect([clerk, deputy, otherClerk].map((one) => awaits(one, heddas, reporters))).toEqual([false, false, true]);
  });

  it('waits for every clerk when nobody is responsible, or the unit has no clerk', () => {
    expect([clerk, otherClerk].map((one) => awaits(one, null, reporters))).toEqual([true, true]);
    const without = { ...reporters, units: [{ id: kansli, persons: [idOf('Person', 'ulla')] }] };
    expect([clerk, otherClerk].map((one) => awaits(one, unit, without))).toEqual([true, true]);
    const tokens = { ...without, clerks: null };
    expect(awaits(otherClerk, unit, tokens)).toBe(false);
  });
});

describe('rule 139: a reminder', () => {
  const remind = (given: Partial<RemindReportersData> = {}, { plan = open, goal = ofKansli, today = day } = {}) =>
    remindReporters({ ...all, ...given }, plan, [goal], reporters, by(controller, today));
  const after = (...days: readonly Partial<RemindReportersData>[]): Plan =>
    days.reduce((plan, given) => planAfter(opened('T1'), ...remind(given, { plan })), open);

  it('reaches those who have not reported, with the number of activities', () => {
    expect(remind()).toEqual([
      {
        type: 'ReportersReminded',
        data: {
          planId,
          tertial: 'T1',
          reminded: [
            { responsible: unit, persons: [hans], activities: 1 },
            { responsible: null, persons: [hans, hedda], activities: 1 },
          ],
        },
      },
    ]);
  });

  it('reaches the given units and persons alone', () => {
    expect(remind({ unitIds: [kansli] })).toMatchObject([{ data: { reminded: [{ responsible: unit }] } }]);
    refused(() => remind({ personIds: [hedda] }), 'NOT_FOUND', { id: hedda });
    const told = goalAfter(assigned(leaflet), reported(leaflet, 'ON_HOLD'));
    refused(() => remind({ unitIds: [kansli] }, { goal: told }), 'REPORTED_ALREADY');
  });

  it('rule 138: shows its day', () => {
    const [first, second] = reporting(after({ unitIds: [kansli] }), [ofKansli], 'T1', reporters);
    expect([first?.remindedOn, second?.remindedOn]).toEqual([day, null]);
  });

  it('rule 140: reaches nobody twice on one day, and anybody again on the next', () => {
    const plan = after({ unitIds: [kansli] });
    expect(remind({}, { plan })).toMatchObject([{ data: { reminded: [{ responsible: null, persons: [hedda] }] } }]);
    const both = planAfter(opened('T1'), ...remind({ unitIds: [kansli] }), ...remind({}, { plan }));
    refused(() => remind({}, { plan: both }), 'REMINDED_TODAY');
    expect(remind({}, { plan: both, today: '2026-05-13' })).toMatchObject([
      { data: { reminded: [{ persons: [hans] }, { persons: [hans, hedda] }] } },
    ]);
  });

  it('is refused when everything is reported, nobody is there, or the follow-up is not open', () => {
    const done = goalAfter(reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD'));
    refused(() => remind({}, { goal: done }), 'NOTHING_TO_REMIND', { tertial: 'T1' });
    const nobody = { units: [], clerks: [] };
    refused(() => remindReporters(all, open, [ofKansli], nobody, by(controller)), 'NOBODY_TO_REMIND');
    refused(() => remind({}, { plan: planAfter() }), 'FOLLOW_UP_NOT_OPEN');
    refused(() => remind({}, { plan: planAfter(opened('T1'), closed('T1')) }), 'FOLLOW_UP_CLOSED');
  });

  it('rule 51: is a controller’s', () => {
    for (const other of [clerk, auditor])
      refused(() => remindReporters(all, open, [ofKansli], reporters, by(other)), 'FORBIDDEN');
  });
});
