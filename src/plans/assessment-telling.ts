import { existing } from '../kernel/existing.js';
import type { Recorded } from '../kernel/fold.js';
import { yearOf } from '../kernel/identity.js';
import { type Around, type Change, same, type Telling, type Words } from '../kernel/telling.js';
import { compared, counted, inEach, listed, quoted, tertialWords, textWords } from '../kernel/telling-words.js';
import type { Tertial } from '../kernel/tertial.js';
import type { SteeringModel } from '../steering-models/steering-model.js';
import { currentEntry } from './entry.js';
import { activityStatusWords, cameTooLate, formerly, goalStatusWords, toldChanges } from './entry-words.js';
import { activityIn, type Assessment, type Goal, type GoalEvent, type Proof } from './goal.js';
import { measureIn } from './measure.js';

type Happened<Type extends GoalEvent['type']> = Recorded<Extract<GoalEvent, { type: Type }>>;
type Model = SteeringModel | null;

/** Tells how a goal was assessed, in the words that the steering model had then, and what that rests on. */
export function tellOfAssessment(
  event: Happened<'GoalAssessed' | 'GoalAssessmentCorrected' | 'GoalAssessmentVoided'>,
  { before, after }: Around<Goal | null>,
  model: Model,
): Telling {
  const { goalId } = event.data;
  const around = { before: existing(before, goalId), after: existing(after, goalId) };
  switch (event.type) {
    case 'GoalAssessed':
      return assessed(event, around, model);
    case 'GoalAssessmentCorrected':
      return corrected(event, around, model);
    case 'GoalAssessmentVoided':
      return voided(event, around, model);
  }
}

function assessed({ data }: Happened<'GoalAssessed'>, around: Around<Goal>, model: Model): Telling {
  const title = quoted(around.after.title);
  const status = quoted(goalStatusWords(model, data));
  const earlier = currentEntry(around.before.assessments, data.tertial);
  const recalled = formerly(earlier === undefined ? null : quoted(goalStatusWords(model, earlier)), status);
  const tertial = tertialWords(data.tertial, yearOf(data.goalId));
  const ground = groundOf(data.proof);
  return {
    did: {
      sv: `bedömde målet ${title.sv} som ${status.sv}${recalled.sv} för ${tertial.sv}${ground.sv}`,
      en: `assessed the goal ${title.en} as ${status.en}${recalled.en} for ${tertial.en}${ground.en}`,
    },
    changes: assessmentChanges(around, data.tertial, model),
    reason: textWords(data.comment) === null ? null : data.comment,
  };
}

function corrected({ data }: Happened<'GoalAssessmentCorrected'>, around: Around<Goal>, model: Model): Telling {
  const title = quoted(around.after.title);
  const wrong = assessmentNumbered(around.before, data.corrects);
  const [from, to] = [quoted(goalStatusWords(model, wrong)), quoted(goalStatusWords(model, data))];
  const tertial = tertialWords(data.tertial, yearOf(data.goalId));
  const ground = groundOf(data.proof);
  return {
    did:
      from.sv === to.sv
        ? {
            sv: `rättade motiveringen till bedömningen av målet ${title.sv} för ${tertial.sv}; bedömningen ${to.sv} står fast${ground.sv}`,
            en: `corrected the grounds for the assessment of the goal ${title.en} for ${tertial.en}; the assessment ${to.en} stands${ground.en}`,
          }
        : {
            sv: `rättade bedömningen av målet ${title.sv} i ${tertial.sv} från ${from.sv} till ${to.sv}${ground.sv}`,
            en: `corrected the assessment of the goal ${title.en} for ${tertial.en} from ${from.en} to ${to.en}${ground.en}`,
          },
    changes: assessmentChanges(around, data.tertial, model),
    reason: data.reason,
  };
}

function voided({ data }: Happened<'GoalAssessmentVoided'>, around: Around<Goal>, model: Model): Telling {
  const title = quoted(around.after.title);
  const late = assessmentNumbered(around.before, data.number);
  const status = quoted(goalStatusWords(model, late));
  const tertial = tertialWords(late.tertial, yearOf(data.goalId));
  return {
    did: {
      sv: `lämnade bedömningen ${status.sv} av målet ${title.sv} i ${tertial.sv} utan avseende, ${cameTooLate.sv}`,
      en: `disregarded the assessment ${status.en} of the goal ${title.en} for ${tertial.en}, ${cameTooLate.en}`,
    },
    changes: assessmentChanges(around, late.tertial, model),
    reason: null,
  };
}

function assessmentNumbered({ id, assessments }: Goal, number: number): Assessment {
  return existing(assessments.find((assessment) => assessment.number === number) ?? null, id);
}

function assessmentChanges({ before, after }: Around<Goal>, tertial: Tertial, model: Model): Change[] {
  const [earlier, current] = [currentEntry(before.assessments, tertial), currentEntry(after.assessments, tertial)];
  const change = compared(earlier, current);
  return [
    ...change({ sv: 'Bedömning', en: 'Assessment' }, (assessment) => goalStatusWords(model, assessment)),
    ...change({ sv: 'Underlag', en: 'Proof' }, ({ proof }) =>
      proof === null ? null : proofWords(proof, after, model),
    ),
    ...toldChanges(earlier, current),
  ];
}

/** What a fulfilment rests on, as the end of a sentence; empty where no rule asked for anything. */
function groundOf(proof: Proof | null): Words {
  if (proof === null) return same('');
  const ground =
    'measures' in proof
      ? counted(proof.measures.length, { sv: 'mått', en: 'measure' }, { sv: 'mått', en: 'measures' })
      : counted(proof.activities.length, { sv: 'aktivitet', en: 'activity' }, { sv: 'aktiviteter', en: 'activities' });
  return { sv: `, styrkt av ${ground.sv}`, en: `, proved by ${ground.en}` };
}

function proofWords(proof: Proof, goal: Goal, model: Model): Words {
  if ('measures' in proof) {
    return listed(proof.measures.map(({ measureId, value }) => reported(measureIn(goal, measureId).name, same(value))));
  }
  return listed(
    proof.activities.map(({ activityId, status, report: number }) => {
      const { heading, reports } = activityIn(goal, activityId);
      const report = reports.find((candidate) => candidate.number === number);
      return reported(heading, report === undefined ? same(status) : activityStatusWords(model, report));
    }),
  );
}

function reported(name: string, what: Words): Words {
  return inEach((language) => `${quoted(name)[language]} (${what[language]})`);
}
