import { type Around, type Change, type Narration, same, type Telling, type Words } from '../kernel/telling.js';
import { compared, dayWords, decisionWords, inEach, listed, quoted, yesOrNo } from '../kernel/telling-words.js';
import {
  type ActivityStatus,
  type AssessmentRules,
  type GoalStatus,
  type Phase,
  type SteeringModel,
  type SteeringModelEvent,
  steeringModelFold,
  type SteeringModelVersion,
} from './steering-model.js';

export const steeringModelNarration: Narration<SteeringModel | null, SteeringModelEvent, null> = {
  fold: steeringModelFold,
  context: () => Promise.resolve(null),
  tell: ({ data }, around) => adopted(data, around),
};

function adopted(
  { name: newName, holdsFrom, decision }: SteeringModelEvent['data'],
  around: Around<SteeringModel | null>,
): Telling {
  const number = around.after?.versions.length ?? 1;
  const name = quoted(newName);
  const from = dayWords(holdsFrom);
  const by = decisionWords(decision);
  const change = compared(around.before, around.after);
  return {
    did: {
      sv: `registrerade version ${number} av styrmodellen ${name.sv}, antagen genom fullmäktiges beslut ${by.sv}, att gälla från och med den ${from.sv}`,
      en: `recorded version ${number} of the steering model ${name.en}, adopted by the council's decision ${by.en}, to hold from ${from.en}`,
    },
    changes: [
      ...change({ sv: 'Namn', en: 'Name' }, (model) => same(model.name)),
      ...versionChanges(around.before?.versions.at(-1), around.after?.versions.at(-1)),
    ],
    reason: null,
  };
}

function versionChanges(before: SteeringModelVersion | undefined, after: SteeringModelVersion | undefined): Change[] {
  const change = compared(before, after);
  return [
    ...change({ sv: 'Gäller från och med', en: 'Holds from' }, ({ holdsFrom }) => dayWords(holdsFrom)),
    ...change({ sv: 'Aktiviteternas statusar', en: 'Statuses of activities' }, ({ activityStatuses }) =>
      listed(activityStatuses.map(activityStatusInWords)),
    ),
    ...change({ sv: 'Målens bedömningar', en: 'Assessments of goals' }, ({ goalStatuses }) =>
      listed(goalStatuses.toSorted((one, other) => one.rank - other.rank).map(goalStatusInWords)),
    ),
    ...change({ sv: 'Utan bedömning', en: 'Without an assessment' }, ({ notAssessed }) => quoted(notAssessed.label)),
    ...ruleNames.flatMap(([rule, what]) => change(what, ({ rules }) => yesOrNo(rules[rule]))),
  ];
}

const phaseNames: Readonly<Record<Phase, Words>> = {
  NOT_STARTED: { sv: 'inte påbörjad', en: 'not started' },
  ON_HOLD: { sv: 'vilande', en: 'on hold' },
  ONGOING: { sv: 'pågående', en: 'ongoing' },
  COMPLETED: { sv: 'avslutad', en: 'completed' },
};

/** A council may use any words: what they mean is said beside them. */
function activityStatusInWords({ label, phase, deviation }: ActivityStatus): Words {
  const deviating = { sv: ', avvikelse', en: ', deviation' };
  return inEach(
    (language) => `${quoted(label)[language]} (${phaseNames[phase][language]}${deviation ? deviating[language] : ''})`,
  );
}

function goalStatusInWords({ label, fulfilment }: GoalStatus): Words {
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
