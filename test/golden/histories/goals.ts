import type { LeftOutCause, ReportLeftOutEvent } from '../../../src/plans/imported-reports.js';
import type { GoalEvent, Proof } from '../../../src/plans/goal.js';
import { goalHistory } from '../../../src/plans/history/goal-history.js';
import type { Responsible } from '../../../src/plans/responsible.js';
import { type Id, idOf } from '../../../src/kernel/identity.js';
import { planFold } from '../../../src/plans/plan.js';
import { defaultModel } from '../../../src/steering-models/default-model.js';
import { steeringModelFold } from '../../../src/steering-models/steering-model.js';
import type { SteeringModelEvent, Vocabulary } from '../../../src/steering-models/steering-model.js';
import {
  added,
  adoptedGoal,
  adoption,
  assessed,
  change,
  corrected,
  established,
  goalId,
  index,
  leaflet,
  measureAdopted,
  measured,
  measuredAnew,
  modelId,
  newVocabulary,
  planId,
  removed,
  reported,
  restored,
  talks,
  voidedAssessment,
  voidedOutcome,
  voidedStatus,
  welcome,
} from '../../support/plan-under-test.js';
import { stream } from '../../support/streams-under-test.js';
import { streamsOf } from '../histories.js';

function modelAdopted(holdsFrom: string, vocabulary: Vocabulary): SteeringModelEvent {
  const data = { steeringModelId: modelId, name: 'Styrmodell', holdsFrom, decision: adoption, ...vocabulary };
  return { type: 'SteeringModelAdopted', data };
}

/** The default model, and from 15 June another one. */
export const steeringModel = stream(
  steeringModelFold,
  modelId,
  modelAdopted('2026-01-01', defaultModel),
  modelAdopted('2026-06-15', newVocabulary),
);

const plan = stream(planFold, planId, {
  type: 'PlanAdopted',
  data: { planId, steeringModelId: modelId, decision: adoption, goals: [adoptedGoal] },
});

const bare: GoalEvent = {
  type: 'GoalEstablished',
  data: {
    ...adoptedGoal,
    measures: [
      { measureId: index, name: 'Medarbetarindex', target: 'Minst 78' },
      { measureId: index, name: 'Sjukfrånvaro', target: '' },
    ],
    activities: adoptedGoal.activities.map((activity) =>
      activity.activityId === leaflet ? { ...activity, responsibleUnit: '' } : activity,
    ),
  },
};

const measureWithoutTarget: GoalEvent = {
  type: 'MeasureAdopted',
  data: { measureId: index, name: 'Medarbetarindex', target: '', decision: change },
};

const rightDecision = { date: '2026-05-08', paragraph: '§ 72', dnr: 'KS 2026/91' };

function decisionCorrected(activityId: Id<'Activity'>, change: number | null): GoalEvent {
  const data = { activityId, change, decision: rightDecision, reason: 'Fel paragraf.' };
  return { type: 'ActivityDecisionCorrected', data };
}

function redefined(name: string, target: string): GoalEvent {
  return { type: 'MeasureRedefined', data: { measureId: index, name, target, reason: 'Fel rad lästes in.' } };
}

const notStarted = {
  activityId: leaflet,
  tertial: 'T1',
  status: 'NOT_STARTED',
  comment: 'Ingen har hunnit.',
  validOn: '2026-04-15',
  modelVersion: 1,
  warnings: ['NOT_STARTED_AFTER_END'],
} as const;
const reportedWithWarning: GoalEvent = { type: 'ActivityStatusReported', data: notStarted };

function reworded(heading: string): GoalEvent {
  const wording = { heading, description: 'Tillsammans med enheterna.' };
  return { type: 'ActivityReworded', data: { activityId: leaflet, ...wording, decision: change } };
}

function assigned(responsible: Responsible | null): GoalEvent {
  return { type: 'ActivityAssigned', data: { activityId: leaflet, responsible } };
}

const completed = [reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'COMPLETED_AS_PLANNED')];

function fulfilled(proof: Proof): GoalEvent {
  const assessment = {
    tertial: 'T1',
    status: 'FULFILLED',
    comment: '',
    validOn: '2026-04-30',
    modelVersion: 1,
  } as const;
  return { type: 'GoalAssessed', data: { goalId, ...assessment, proof } };
}

const byActivities = fulfilled({
  activities: [
    { activityId: leaflet, status: 'COMPLETED_AS_PLANNED', report: 1 },
    { activityId: talks, status: 'COMPLETED_AS_PLANNED', report: 1 },
  ],
});
const byMeasures = fulfilled({ measures: [{ measureId: index, value: '79', report: 1 }] });

function assessedAnew(status: string, corrects: number): GoalEvent {
  const assessment = { tertial: 'T1', status, comment: 'Hälften är kvar.', validOn: '2026-04-30' } as const;
  const data = { goalId, ...assessment, modelVersion: 1, proof: null, corrects, reason: 'Samtalen var inte klara.' };
  return { type: 'GoalAssessmentCorrected', data };
}

function leftOut(about: ReportLeftOutEvent['data']['about'], cause: LeftOutCause): GoalEvent {
  return { type: 'ImportedReportLeftOut', data: { goalId, about, tertial: 'T1', cause } };
}

export const goalHistories = [
  streamsOf(goalHistory, goalId, [plan, steeringModel], {
    'a goal with all that was adopted for it': [bare],
    'an activity that was added during the year': [established, added(welcome, '2026-05-06')],
    'an activity whose dates were changed': [
      established,
      {
        type: 'ActivityDatesChanged',
        data: { activityId: leaflet, startDate: '2026-02-01', endDate: '2026-11-30', decision: change },
      },
    ],
    'an activity whose heading was changed': [established, reworded('Ta fram en plan för kommunikation')],
    'an activity whose description was changed': [established, reworded('Ta fram en kommunikationsplan')],
    'an activity that a unit, then a person, and at last nobody was responsible for': [
      established,
      assigned({ unitId: idOf('Unit', 'exempel.ks.unit-stab'), personId: null }),
      assigned({ unitId: null, personId: idOf('Person', 'hanna') }),
      assigned(null),
    ],
    'a goal with a corrected title': [
      established,
      { type: 'GoalRenamed', data: { goalId, title: 'Medarbetare ska trivas', reason: 'Fel rubrik lästes in.' } },
    ],
    'rule 166: a measure that was recorded wrong, and one without a target': [
      established,
      measureAdopted,
      redefined('Medarbetarengagemang', 'Minst 80'),
      redefined('Medarbetarengagemang', ''),
    ],
    'rule 173: decisions whose reference was recorded wrong': [
      established,
      measureAdopted,
      added(welcome, '2026-05-06'),
      {
        type: 'ActivityDatesChanged',
        data: { activityId: talks, startDate: '2026-02-01', endDate: '2026-10-31', decision: change },
      },
      {
        type: 'ActivityDatesChanged',
        data: { activityId: talks, startDate: '2026-02-01', endDate: '2026-11-30', decision: rightDecision },
      },
      {
        type: 'MeasureDecisionCorrected',
        data: { measureId: index, decision: rightDecision, reason: 'Fel paragraf.' },
      },
      decisionCorrected(welcome, null),
      decisionCorrected(talks, 1),
    ],
    'rule 172: a measure that was struck, and one whose striking is void': [
      established,
      measureAdopted,
      { type: 'MeasureStruck', data: { measureId: index, reason: 'Registrerat två gånger.' } },
      { type: 'MeasureStrikeVoided', data: { measureId: index, cause: 'FOLLOW_UP_CLOSED' } },
    ],
    'rule 106: an activity that was struck, and one whose striking is void': [
      established,
      { type: 'ActivityStruck', data: { activityId: leaflet, reason: 'Registrerad två gånger.' } },
      { type: 'ActivityStruck', data: { activityId: talks, reason: 'Registrerad två gånger.' } },
      { type: 'StrikeVoided', data: { goalId, activityId: talks, cause: 'REMOVAL_PROPOSED' } },
    ],
    'rule 175: what was added during the year and struck with its reports': [
      established,
      measureAdopted,
      added(welcome, '2026-05-06'),
      measured('79', true),
      reported(welcome, 'ON_HOLD'),
      reported(welcome, 'ON_HOLD'),
      { type: 'ActivityStruck', data: { activityId: welcome, reason: 'Hör till tertial 1.' } },
      { type: 'MeasureStruck', data: { measureId: index, reason: 'Hör till tertial 1.' } },
      voidedStatus(welcome, 1),
      voidedOutcome(1),
      reported(talks, 'ON_HOLD'),
      { type: 'GoalStruck', data: { goalId, reason: 'Målet hör till en annan nämnd.' } },
      voidedStatus(talks, 1),
    ],
    'rule 128: reports of an imported file that were left out': [
      established,
      measureAdopted,
      leftOut(leaflet, 'ACTIVITY_REMOVED'),
      leftOut(talks, 'COMPLETED_ALREADY'),
      leftOut(index, 'MODEL_CHANGED'),
      leftOut(goalId, 'NOT_FULFILLED'),
      { type: 'ActivityStruck', data: { activityId: leaflet, reason: 'Registrerad två gånger.' } },
      leftOut(leaflet, 'STRUCK'),
    ],
    'rule 106: a goal that was struck, and whose striking is void': [
      established,
      { type: 'GoalStruck', data: { goalId, reason: 'Målet hör till en annan nämnd.' } },
      { type: 'StrikeVoided', data: { goalId, activityId: null, cause: 'FOLLOW_UP_CLOSED' } },
    ],
    'rule 35: an activity that was removed and restored': [
      established,
      removed(leaflet, '2026-05-27'),
      restored(leaflet),
    ],
    'a status with a warning, and the next in the same tertial': [
      established,
      reportedWithWarning,
      reported(leaflet, 'ON_HOLD'),
    ],
    'the first status of the next tertial': [established, reportedWithWarning, reported(leaflet, 'ON_HOLD', 'T2')],
    'a status that was reported twice': [established, reported(leaflet, 'ON_HOLD'), reported(leaflet, 'ON_HOLD')],
    'rule 9: a status of a later version of the model': [established, reported(leaflet, 'RED', 'T2')],
    'a status whose label mentions the deviation': [established, reported(leaflet, 'ONGOING_WITH_DEVIATION')],
    'a status without a comment': [
      established,
      { type: 'ActivityStatusReported', data: { ...notStarted, comment: ' ' } },
    ],
    'rule 8: a status that was corrected': [
      established,
      reported(leaflet, 'ON_HOLD'),
      corrected(leaflet, 'COMPLETED_AS_PLANNED', 1),
    ],
    'rule 8: a correction that keeps the status': [
      established,
      reportedWithWarning,
      corrected(leaflet, 'NOT_STARTED', 1),
    ],
    'a status that came too late': [
      established,
      reportedWithWarning,
      reported(leaflet, 'ON_HOLD'),
      voidedStatus(leaflet, 2),
    ],
    'an assessment, and the next in the same tertial': [
      established,
      assessed('NOT_FULFILLED'),
      assessed('PARTLY_FULFILLED'),
    ],
    'rule 3: a fulfilment proved by measures': [established, measureAdopted, measured('79', true), byMeasures],
    'rule 9: an assessment of a later version of the model': [established, assessed('MISSED', 'T2')],
    'rules 3 and 8: a fulfilment proved by activities, and its correction': [
      established,
      ...completed,
      byActivities,
      assessedAnew('PARTLY_FULFILLED', 1),
    ],
    'rule 8: a correction that keeps the assessment': [
      established,
      assessed('PARTLY_FULFILLED'),
      assessedAnew('PARTLY_FULFILLED', 1),
    ],
    'rule 4: an assessment that came too late': [established, assessed('PARTLY_FULFILLED'), voidedAssessment(1)],
    'outcomes of a measure with a target': [established, measureAdopted, measured('74', false), measured('79', true)],
    'outcomes of a measure without a target': [established, measureWithoutTarget, measured('74', null)],
    'a target that was reached but is not known': [established, measureWithoutTarget, measured('74', true)],
    'rule 8: an outcome that was corrected': [
      established,
      measureAdopted,
      measured('74', false),
      measuredAnew('79', true, 1),
    ],
    'rule 8: a correction that keeps the outcome': [
      established,
      measureAdopted,
      measured('78', false),
      measuredAnew('78', true, 1),
    ],
    'an outcome that came too late': [established, measureAdopted, measured('74', false), voidedOutcome(1)],
  }),
  streamsOf(goalHistory, goalId, [], {
    'a status whose steering model is unknown': [established, reported(leaflet, 'ON_HOLD')],
    'a fulfilment whose steering model is unknown': [established, ...completed, byActivities],
  }),
];
