import { idOf, planOf, yearOf } from '../kernel/identity.js';
import { type Narration, same, type Telling, type Words } from '../kernel/telling.js';
import { dayWords, inEach, quoted, textWords } from '../kernel/telling-words.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';
import { tellOfStatus } from './activity-status-telling.js';
import { tellOfActivity } from './activity-telling.js';
import { tellOfAssessment } from './assessment-telling.js';
import { type Goal, type GoalEvent, goalFold } from './goal.js';
import { tellOfMeasure } from './measure-telling.js';
import { type AdoptedGoal, planFold, type PlannedActivity, type PlannedMeasure } from './plan.js';
import { goalContents } from './plan-telling.js';

export const goalNarration: Narration<Goal | null, GoalEvent, SteeringModel | null> = {
  fold: goalFold,
  context: async (id, lookAt) => {
    const plan = await lookAt(planFold, planOf(idOf('Goal', id)));
    return plan === null ? null : lookAt(steeringModelFold, plan.steeringModelId);
  },
  tell: (event, around, model) => {
    switch (event.type) {
      case 'GoalEstablished':
        return established(event.data);
      case 'MeasureAdopted':
      case 'MeasureReported':
      case 'MeasureReportCorrected':
      case 'MeasureReportVoided':
        return tellOfMeasure(event, around);
      case 'ActivityAdded':
      case 'ActivityDatesChanged':
      case 'ActivityReworded':
      case 'ActivityRemoved':
      case 'ActivityRestored':
        return tellOfActivity(event, around);
      case 'ActivityStatusReported':
      case 'ActivityStatusCorrected':
      case 'ActivityStatusVoided':
        return tellOfStatus(event, around, model);
      case 'GoalAssessed':
      case 'GoalAssessmentCorrected':
      case 'GoalAssessmentVoided':
        return tellOfAssessment(event, around, model);
    }
  },
};

function established(goal: AdoptedGoal): Telling {
  const title = quoted(goal.title);
  const holds = goalContents(goal);
  const year = yearOf(goal.goalId);
  return {
    did: {
      sv: `lade upp målet ${title.sv} ${holds.sv} för uppföljning enligt verksamhetsplanen för ${year}`,
      en: `set up the goal ${title.en} ${holds.en} to be followed up by the plan for ${year}`,
    },
    changes: [
      ...goal.measures.map((measure) => ({
        what: { sv: 'Mått', en: 'Measure' },
        before: null,
        after: measureInWords(measure),
      })),
      ...goal.activities.map((activity) => ({
        what: { sv: 'Aktivitet', en: 'Activity' },
        before: null,
        after: activityInWords(activity),
      })),
    ],
    reason: null,
  };
}

function measureInWords({ name, target }: PlannedMeasure): Words {
  const aim = textWords(target) === null ? same('') : { sv: `, målvärde ${target}`, en: `, target ${target}` };
  return inEach((language) => `${quoted(name)[language]}${aim[language]}`);
}

function activityInWords({ heading, startDate, endDate, responsibleUnit }: PlannedActivity): Words {
  const unit = textWords(responsibleUnit) === null ? '' : `, ${responsibleUnit}`;
  const [from, to] = [dayWords(startDate), dayWords(endDate)];
  return inEach((language) => `${quoted(heading)[language]}, ${from[language]} – ${to[language]}${unit}`);
}
