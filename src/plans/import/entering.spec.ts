import { by, clerk, recorded, refused, system } from '../../../test/support/given.js';
import {
  closed,
  closedFollowUp,
  goalAfter,
  goalId,
  leaflet,
  opened,
  planAfter,
  planAndModel,
  planId,
  removed,
  reported,
  talks,
} from '../../../test/support/plan-under-test.js';
import type { GoalEvent } from '../goal.js';
import type { ImportedStatus } from '../imported-reports.js';
import { voidLateReports } from '../plan-reactions.js';
import type { PlanEvent } from '../plan.js';
import { enterImportedReports, enterReports, type EnterReportsData } from './entering.js';

const validOn = '2026-04-30';
const completed = (activityId: ImportedStatus['activityId']): ImportedStatus => {
  return { activityId, status: 'COMPLETED_AS_PLANNED', comment: 'Klart.', validOn };
};
const file: EnterReportsData = {
  goalId,
  tertial: 'T1',
  statuses: [completed(leaflet), completed(talks)],
  outcomes: [],
  assessment: { status: 'FULFILLED', comment: '', validOn },
};
const types = (events: readonly GoalEvent[]) => events.map(({ type }) => type);
const causes = (events: readonly GoalEvent[]) =>
  events.flatMap(({ type, data }) => (type === 'ImportedReportLeftOut' ? [[data.about, data.cause]] : []));

function entering(goal = goalAfter(), given = file, today = '2026-05-12') {
  return enterReports(given, goal, planAndModel(), by(system, today));
}

describe('rule 128: the reports of an imported file', () => {
  it('enter the stream of their goal, with the fulfilment proved by the statuses of the file', () => {
    const [status, , assessment, ...more] = entering();
    expect(status).toEqual({
      type: 'ActivityStatusReported',
      data: { ...completed(leaflet), tertial: 'T1', modelVersion: 1, warnings: [] },
    });
    expect(assessment).toMatchObject({
      type: 'GoalAssessed',
      data: {
        proof: {
          activities: [
            { activityId: leaflet, report: 1 },
            { activityId: talks, report: 1 },
          ],
        },
      },
    });
    expect(more).toEqual([]);
  });

  it('enter although the follow-up was closed after the import, and on a process whose day is earlier', () => {
    const events = enterReports(file, goalAfter(), closedFollowUp, by(system));
    expect(types(events)).toEqual(['ActivityStatusReported', 'ActivityStatusReported', 'GoalAssessed']);
    expect(types(entering(goalAfter(), file, '2026-04-29'))).toEqual(types(events));
  });

  it('are left out, and it is told, when another event came to the goal in the same instant', () => {
    const left = entering(goalAfter(removed(leaflet, '2026-05-06')));
    expect(types(left)).toEqual(['ActivityStatusReported', 'ImportedReportLeftOut', 'ImportedReportLeftOut']);
    expect(causes(left)).toEqual([
      [leaflet, 'ACTIVITY_REMOVED'],
      [goalId, 'NOT_FULFILLED'],
    ]);
    const ongoing = { ...file, statuses: [{ ...completed(leaflet), status: 'ON_HOLD' }], assessment: null };
    expect(causes(entering(goalAfter(reported(leaflet, 'COMPLETED_AS_PLANNED')), ongoing))).toEqual([
      [leaflet, 'COMPLETED_ALREADY'],
    ]);
    const struck = goalAfter({ type: 'GoalStruck', data: { goalId, reason: 'Fel nämnd.' } });
    expect(causes(entering(struck)).map(([, cause]) => cause)).toEqual(['STRUCK', 'STRUCK', 'STRUCK']);
    const unknown = { ...file, statuses: [{ ...completed(leaflet), status: 'RED' }], assessment: null };
    expect(causes(entering(goalAfter(), unknown))).toEqual([[leaflet, 'MODEL_CHANGED']]);
  });

  it('rule 32: are entered by Tertial alone', () => {
    refused(() => enterReports(file, goalAfter(), planAndModel(), by(clerk)), 'FORBIDDEN');
  });

  it('follow the import, goal by goal, in the name of whoever imported them', () => {
    const { tertial, ...ofGoal } = file;
    const imported: PlanEvent = { type: 'ReportsImported', data: { planId, tertial, goals: [ofGoal] } };
    const plan = planAfter(opened('T1'), imported);
    const [command, ...more] = enterImportedReports.react(recorded(imported, 2, clerk), plan);
    expect([command?.command, command?.data, more]).toEqual(['enterReports', file, []]);
    expect(enterImportedReports.inNameOfAuthor).toBe(true);
    expect(enterImportedReports.react(recorded(opened('T1'), 1, clerk), plan)).toEqual([]);
    expect(plan).toEqual({ ...planAfter(opened('T1')), revision: 2 });
  });

  it('rule 68: are not void when the follow-up was closed before they entered', () => {
    const late = recorded(reported(leaflet, 'ON_HOLD'), 9, clerk);
    const plan = planAfter(opened('T1'), closed('T1'));
    expect(voidLateReports.react(late, plan)).toHaveLength(1);
    const imported = { ...late, metadata: { ...late.metadata, causationId: 'an import' } };
    expect(voidLateReports.react(imported, plan)).toEqual([]);
  });

  it('leaves the goal as it was when a report is left out', () => {
    const data = { goalId, about: leaflet, tertial: 'T1', cause: 'STRUCK' } as const;
    expect(goalAfter({ type: 'ImportedReportLeftOut', data })).toEqual({ ...goalAfter(), revision: 1 });
  });
});
