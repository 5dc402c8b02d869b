import { goalIdOf, idOf, planIdOf } from '../../../src/kernel/identity.js';
import { type GoalEvent, goalFold } from '../../../src/plans/goal.js';
import type { PlanEvent } from '../../../src/plans/plan.js';
import { planHistory } from '../../../src/plans/history/plan-history.js';
import {
  adoptedGoal,
  adoption,
  assessed,
  change,
  closed,
  established,
  goalId,
  index,
  modelId,
  opened,
  planId,
  reported,
  talks,
} from '../../support/plan-under-test.js';
import { board, system } from '../../support/given.js';
import { stream } from '../../support/streams-under-test.js';
import { streamsOf } from '../histories.js';
import { steeringModel } from './goals.js';

const formerPlanId = planIdOf(board, 2025);

const adopted: PlanEvent = {
  type: 'PlanAdopted',
  data: {
    planId,
    steeringModelId: modelId,
    decision: adoption,
    goals: [{ ...adoptedGoal, measures: [{ measureId: index, name: 'Medarbetarindex', target: 'Minst 78' }] }],
  },
};

const secondGoal = { goalId: goalIdOf(planId, 2), title: 'Ekonomi i balans' };

const secondEstablished: GoalEvent = { type: 'GoalEstablished', data: { ...adoptedGoal, ...secondGoal } };

const on = (validOn: string) => ({ status: 'ON_HOLD', comment: 'Väntar.', validOn });

function importedReports(
  statuses: readonly ReturnType<typeof on>[],
  assessment: ReturnType<typeof on> | null,
): PlanEvent {
  const outcome = { measureId: index, value: '79', targetReached: true, comment: '', validOn: '2026-04-30' };
  const ofGoal = {
    goalId,
    statuses: statuses.map((one) => ({ activityId: talks, ...one })),
    outcomes: assessment === null ? [] : [outcome],
    assessment,
  };
  return { type: 'ReportsImported', data: { planId, tertial: 'T1', goals: [ofGoal] } };
}
const [hanna, hans] = [idOf('Person', 'hanna'), idOf('Person', 'hans')];
const staff = { unitId: idOf('Unit', 'exempel.ks.unit-stab'), personId: null };
const ofStaff = { responsible: staff, persons: [hanna], activities: 1 };

export const planHistories = [
  streamsOf(planHistory, planId, [steeringModel], {
    'a plan with a goal that was added during the year': [
      adopted,
      { type: 'GoalAdded', data: { goal: { ...adoptedGoal, ...secondGoal }, decision: change } },
    ],
    'a plan that was replaced, because the wrong file had been imported': [
      adopted,
      {
        type: 'PlanReplaced',
        data: {
          planId,
          steeringModelId: modelId,
          decision: change,
          goals: [{ ...adoptedGoal, ...secondGoal }],
          replaced: [goalId],
          reason: 'Fel fil lästes in.',
        },
      },
    ],
    'a goal with neither measures nor activities': [
      adopted,
      { type: 'GoalAdded', data: { goal: { ...secondGoal, measures: [], activities: [] }, decision: change } },
    ],
    'reports of a tertial that were imported from a file': [
      adopted,
      opened('T1'),
      importedReports([on('2026-04-30'), on('2026-04-30')], on('2026-04-30')),
      importedReports([on('2026-04-30')], null),
    ],
    'follow-ups that were opened and closed': [adopted, opened('T1'), opened('T2'), closed('T1')],
  }),
  streamsOf(planHistory, planId, [steeringModel, stream(goalFold, goalId, established, reported(talks, 'ON_HOLD'))], {
    'a follow-up that was closed without a status and an assessment': [adopted, opened('T1'), closed('T1')],
  }),
  streamsOf(planHistory, planId, [steeringModel, stream(goalFold, goalId, established, assessed('NOT_FULFILLED'))], {
    'a follow-up that was closed without any status': [adopted, opened('T1'), closed('T1')],
  }),
  streamsOf(planHistory, planId, [steeringModel, stream(goalFold, secondGoal.goalId, secondEstablished)], {
    'rule 174: a goal whose decision was recorded with a wrong reference': [
      adopted,
      { type: 'GoalAdded', data: { goal: { ...adoptedGoal, ...secondGoal }, decision: change } },
      {
        type: 'GoalDecisionCorrected',
        data: {
          ...{ goalId: secondGoal.goalId, reason: 'Fel paragraf.' },
          decision: { date: '2026-05-08', paragraph: '§ 72', dnr: 'KS 2026/91' },
        },
      },
    ],
  }),
  streamsOf(planHistory, planId, [steeringModel], {
    'a follow-up that was loaded afterwards': [
      adopted,
      { type: 'FollowUpOpened', data: { planId, tertial: 'T1', cutOff: '2026-05-08' } },
    ],
  }),
  streamsOf(planHistory, planId, [steeringModel], {
    'a follow-up with its cut-off date moved, that was closed too early and opened again': [
      adopted,
      opened('T1'),
      { type: 'CutOffMoved', data: { planId, tertial: 'T1', cutOff: '2026-05-20', reason: 'Fel dag angavs.' } },
      closed('T1'),
      { type: 'FollowUpReopened', data: { planId, tertial: 'T1', reason: 'Två statusar saknas.' } },
      {
        actor: system,
        event: { type: 'FollowUpReopeningVoided', data: { planId, tertial: 'T1', cause: 'DECIDED_BY_BOARD' } },
      },
    ],
  }),
  streamsOf(planHistory, planId, [steeringModel], {
    'reminders to those who had not reported': [
      adopted,
      opened('T1'),
      { type: 'ReportersReminded', data: { planId, tertial: 'T1', reminded: [ofStaff] } },
      {
        type: 'ReportersReminded',
        data: { planId, tertial: 'T1', reminded: [ofStaff, { ...ofStaff, responsible: null, persons: [hanna, hans] }] },
      },
    ],
  }),
  streamsOf(planHistory, formerPlanId, [steeringModel], {
    'the plan of a year that had ended': [
      { type: 'PlanAdopted', data: { planId: formerPlanId, steeringModelId: modelId, decision: adoption, goals: [] } },
    ],
  }),
  streamsOf(planHistory, planId, [], {
    'a plan whose steering model is unknown': [adopted],
  }),
];
