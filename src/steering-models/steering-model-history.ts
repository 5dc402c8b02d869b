import { decisionWords, inEach, listed, quoted, yesOrNo } from '../kernel/history-labels.js';
import { dayWords } from '../kernel/local-time.js';
import { type Property, same, type StreamHistory, type Words } from '../kernel/history.js';
import {
  type ActivityStatus,
  type AssessmentRules,
  type GoalStatus,
  type Phase,
  type SteeringModel,
  type SteeringModelEvent,
  steeringModelFold,
} from './steering-model.js';

export const steeringModelHistory: StreamHistory<SteeringModel | null, SteeringModelEvent, SteeringModel | null> = {
  fold: steeringModelFold,
  context: ({ after }) => Promise.resolve(after),
  sentences: {
    SteeringModelAdopted: ({ data }, model) => {
      const number = model?.versions.length ?? 1;
      const [name, from, by] = [quoted(data.name), dayWords(data.holdsFrom), decisionWords(data.decision)];
      return {
        sv: `registrerade version ${number} av styrmodellen ${name.sv}, antagen genom fullmäktiges beslut ${by.sv}, att gälla från och med den ${from.sv}`,
        en: `recorded version ${number} of the steering model ${name.en}, adopted by the council's decision ${by.en}, to hold from ${from.en}`,
      };
    },
  },
  describe: (model) => (model === null ? [] : describeModel(model)),
};

function describeModel({ name, versions }: SteeringModel): Property[] {
  const newest = versions.at(-1);
  if (newest === undefined) return [];
  const { holdsFrom, activityStatuses, goalStatuses, notAssessed, rules } = newest;
  const byRank = goalStatuses.toSorted((one, other) => one.rank - other.rank);
  return [
    { name: { sv: 'Namn', en: 'Name' }, value: same(name) },
    { name: { sv: 'Gäller från och med', en: 'Holds from' }, value: dayWords(holdsFrom) },
    {
      name: { sv: 'Aktiviteternas statusar', en: 'Statuses of activities' },
      value: listed(activityStatuses.map(activityStatusWords)),
    },
    { name: { sv: 'Målens bedömningar', en: 'Assessments of goals' }, value: listed(byRank.map(goalStatusWords)) },
    { name: { sv: 'Utan bedömning', en: 'Without an assessment' }, value: quoted(notAssessed.label) },
    ...ruleNames.map(([rule, what]) => ({ name: what, value: yesOrNo(rules[rule]) })),
  ];
}

const phaseNames: Readonly<Record<Phase, Words>> = {
  NOT_STARTED: { sv: 'inte påbörjad', en: 'not started' },
  ON_HOLD: { sv: 'vilande', en: 'on hold' },
  ONGOING: { sv: 'pågående', en: 'ongoing' },
  COMPLETED: { sv: 'avslutad', en: 'completed' },
};

/** Writes the label of a status with its phase, because a label that a council chose does not always say the phase. */
function activityStatusWords({ label, phase, deviation }: ActivityStatus): Words {
  const deviating = { sv: ', avvikelse', en: ', deviation' };
  return inEach(
    (language) => `${quoted(label)[language]} (${phaseNames[phase][language]}${deviation ? deviating[language] : ''})`,
  );
}

function goalStatusWords({ label, fulfilment }: GoalStatus): Words {
  const reached = { sv: ' (målet är nått)', en: ' (the goal is reached)' };
  return inEach((language) => `${quoted(label)[language]}${fulfilment ? reached[language] : ''}`);
}

const ruleNames: readonly (readonly [rule: keyof AssessmentRules, what: Words])[] = [
  [
    'fulfilmentByActivities',
    { sv: 'Uppfyllelse kräver avslutade aktiviteter', en: 'Fulfilment requires completed activities' },
  ],
  [
    'completionWithDeviationCounts',
    { sv: 'Avslutad med avvikelse räknas som avslutad', en: 'Completion with deviation counts as completion' },
  ],
  ['fulfilmentByMeasures', { sv: 'Uppfyllelse kräver nådda mått', en: 'Fulfilment requires reached measures' }],
  [
    'activityStatusNeedsComment',
    { sv: 'Aktivitetens status kräver kommentar', en: "An activity's status needs a comment" },
  ],
  ['goalStatusNeedsComment', { sv: 'Målets bedömning kräver kommentar', en: "A goal's assessment needs a comment" }],
  ['fulfilmentNeedsComment', { sv: 'Även uppfyllelse kräver kommentar', en: 'Fulfilment needs a comment as well' }],
];
