import { paragraphWords, quoted } from '../../kernel/history-labels.js';
import type { Words } from '../../kernel/history.js';
import type { Language } from '../../kernel/language.js';
import { dayWords } from '../../kernel/local-time.js';
import { actPage, type Act, type Acts } from '../../web/act.page.js';
import { planAddress, PLANS } from '../../web/addresses.js';
import { type Control, field, type Option } from '../../web/form-controls.js';
import { reportAddress } from './plan-addresses.js';
import { decisionControls, decisionIn, planChanges } from './plan-change-acts.page.js';
import { reportQuestion } from './report-questions.page.js';
import { type Place, placeOf, type Thing } from './report-things.page.js';
import { correctionWords as words } from './plan-words.js';
import { reportWords } from './report-words.js';

const faults = { REASON_MISSING: 'skal', TEXT_MISSING: 'namn', NOTHING_CORRECTED: 'namn' };

function striking(slug: string, command: string, title: Words, of: 'goalId' | 'activityId' | 'measureId'): Act<Place> {
  return {
    ...{ slug, command, title, done: title, faults, then: planAddress },
    lead: (_, { language }) => <p class="ds-paragraph">{words.struck[language]}</p>,
    controls: (_, { language }) => [field.text('skal', reportWords.reason[language], { required: true })],
    input: ({ skal }, { thing }) => ({ [of]: thing.id, reason: skal }),
  };
}

function deciding(slug: string, command: string, title: Words, of: 'goalId' | 'activityId' | 'measureId'): Act<Place> {
  return {
    ...{ slug, command, title, done: words.decided },
    // The plan has the decision that added a goal, and a revision of its own.
    elsewhere: of === 'goalId',
    faults: {
      ...{ REASON_MISSING: 'skal', DECISION_REFERENCE_MISSING: 'paragraf', NOTHING_CORRECTED: 'paragraf' },
      ...{ IN_FUTURE: 'datum', DECISION_IN_ANOTHER_TERTIAL: 'datum', NO_SUCH_CHANGE: 'andring' },
    },
    controls: (_, { language }) => rightDecision(language),
    input: ({ skal, ...typed }, { thing }) => ({ [of]: thing.id, decision: decisionIn(typed), reason: skal }),
  };
}

function rightDecision(language: Language): Control[] {
  return [...decisionControls(language), field.text('skal', reportWords.reason[language], { required: true })];
}

/** An activity can have been changed several times, by a decision each. */
function decidingOnChange(): Act<Place> {
  const act = deciding('ratta-beslut-andring', 'correctChangeDecision', words.changeDecision, 'activityId');
  return {
    ...act,
    controls: ({ thing: { changes } }, { language }) => [
      field.pick('andring', words.change[language], changeOptions(changes, language), {
        ...{ required: true, initial: String(changes.at(-1)?.number ?? '') },
      }),
      ...rightDecision(language),
    ],
    input: (typed, place, visit) => ({ ...act.input(typed, place, visit), change: Number(typed.andring) }),
  };
}

function changeOptions(changes: Thing['changes'], language: Language): Option[] {
  return changes.map(({ number, decision: { date, paragraph, dnr }, heading, startDate, endDate }) => {
    const days = [startDate, endDate].map((day) => (day === null ? '' : dayWords(day)[language]));
    const to = heading === null ? days.join(' – ') : quoted(heading)[language];
    const decided = `${dayWords(date)[language]}, ${paragraphWords(paragraph)}, ${dnr}`;
    return { value: String(number), label: `${decided}: ${to}` };
  });
}

/** The changes that the board decides, and the corrections of what was recorded by mistake. */
export const thingActs: Acts<Place> = {
  path: `${PLANS}/:plan/:tertial/:thing/:act`,
  acts: [
    ...planChanges,
    {
      ...{ slug: 'ratta-matt', command: 'redefineMeasure', faults },
      ...{ title: words.redefine, done: words.redefined },
      lead: (_, { language }) => <p class="ds-paragraph">{words.target[language]}</p>,
      controls: ({ thing: { inPlan } }, { language }) => [
        field.line('namn', words.name[language], { required: true, initial: inPlan.name }),
        field.line('malvarde', words.aim[language], { initial: inPlan.target }),
        field.text('skal', reportWords.reason[language], { required: true }),
      ],
      input: ({ namn, malvarde = '', skal }, { thing }) => ({
        ...{ measureId: thing.id, name: namn, target: malvarde, reason: skal },
      }),
    },
    {
      ...{ slug: 'ratta-rubrik', command: 'renameGoal', faults },
      ...{ title: words.rename, done: words.renamed },
      controls: ({ thing: { inPlan } }, { language }) => [
        field.line('namn', words.heading[language], { required: true, initial: inPlan.name }),
        field.text('skal', reportWords.reason[language], { required: true }),
      ],
      input: ({ namn, skal }, { thing }) => ({ goalId: thing.id, title: namn, reason: skal }),
    },
    deciding('ratta-beslut-mal', 'correctGoalDecision', words.decision, 'goalId'),
    deciding('ratta-beslut-matt', 'correctMeasureDecision', words.decision, 'measureId'),
    deciding('ratta-beslut-aktivitet', 'correctActivityDecision', words.decision, 'activityId'),
    decidingOnChange(),
    striking('stryk-mal', 'strikeGoal', words.strikeGoal, 'goalId'),
    striking('stryk-matt', 'strikeMeasure', words.strikeMeasure, 'measureId'),
    striking('stryk-aktivitet', 'strikeActivity', words.strikeActivity, 'activityId'),
  ],
  documents: [reportQuestion],
  placeOf,
  home: ({ thing, tertial }) => reportAddress(thing.id, tertial),
  name: ({ thing }) => thing.name,
  permitted: ({ thing }) => thing.permitted,
  revision: ({ thing }) => thing.revision,
};

export const thingActPage = actPage(thingActs);
