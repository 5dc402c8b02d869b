import type { Language } from '../../kernel/language.js';
import type { Act } from '../../web/act.page.js';
import { type Control, field } from '../../web/form-controls.js';
import { changeWords as words, correctionWords } from './plan-words.js';
import type { Place } from './report-things.page.js';

const faults = {
  ...{ TEXT_MISSING: 'namn', DATES_REVERSED: 'slut', OUTSIDE_YEAR: 'slut' },
  ...{ DECISION_REFERENCE_MISSING: 'paragraf', IN_FUTURE: 'datum' },
};

/** The day, the § and the registry number of a decision of the board. */
export function decisionControls(language: Language): Control[] {
  return [
    field.day('datum', correctionWords.date[language], { required: true }),
    field.line('paragraf', correctionWords.paragraph[language], { required: true }),
    field.line('dnr', correctionWords.dnr[language], { required: true }),
  ];
}

export function decisionIn({ datum, paragraf, dnr }: Readonly<Record<string, string>>) {
  return { date: datum, paragraph: paragraf, dnr };
}

function dayControls(language: Language, startDate = '', endDate = ''): Control[] {
  return [
    field.day('start', words.startDate[language], { required: true, initial: startDate }),
    field.day('slut', words.endDate[language], { required: true, initial: endDate }),
  ];
}

/** The changes of a goal and its activities that the board decides during the year. */
export const planChanges: readonly Act<Place>[] = [
  {
    ...{
      slug: 'lagg-till-aktivitet',
      command: 'addActivity',
      title: words.addActivity,
      done: words.activityAdded,
      faults,
    },
    controls: (_, { language }) => [
      field.line('namn', words.activity[language], { required: true }),
      field.text('beskrivning', words.description[language]),
      ...dayControls(language),
      field.line('enhet', words.unit[language]),
      field.group(words.decision[language], decisionControls(language)),
    ],
    input: ({ namn, beskrivning = '', start, slut, enhet = '', ...typed }, { thing }) => ({
      goalId: thing.id,
      activity: { heading: namn, description: beskrivning, startDate: start, endDate: slut, responsibleUnit: enhet },
      decision: decisionIn(typed),
    }),
  },
  {
    ...{ slug: 'lagg-till-matt', command: 'adoptMeasure', title: words.addMeasure, done: words.measureAdded, faults },
    controls: (_, { language }) => [
      field.line('namn', correctionWords.name[language], { required: true }),
      field.line('malvarde', correctionWords.aim[language]),
      field.group(words.decision[language], decisionControls(language)),
    ],
    input: ({ namn, malvarde = '', ...typed }, { thing }) => ({
      ...{ goalId: thing.id, name: namn, target: malvarde, decision: decisionIn(typed) },
    }),
  },
  {
    ...{
      slug: 'andra-datum',
      command: 'changeActivityDates',
      title: words.changeDates,
      done: words.datesChanged,
      faults,
    },
    controls: ({ thing: { words: now } }, { language }) => [
      ...dayControls(language, now?.startDate, now?.endDate),
      field.group(words.decision[language], decisionControls(language)),
    ],
    input: ({ start, slut, ...typed }, { thing }) => ({
      ...{ activityId: thing.id, startDate: start, endDate: slut, decision: decisionIn(typed) },
    }),
  },
  {
    ...{ slug: 'andra-lydelse', command: 'rewordActivity', title: words.reword, done: words.reworded, faults },
    controls: ({ thing: { words: now } }, { language }) => [
      field.line('namn', words.activity[language], { required: true, initial: now?.heading ?? '' }),
      field.text('beskrivning', words.description[language], { initial: now?.description ?? '' }),
      field.group(words.decision[language], decisionControls(language)),
    ],
    input: ({ namn, beskrivning = '', ...typed }, { thing }) => ({
      ...{ activityId: thing.id, heading: namn, description: beskrivning, decision: decisionIn(typed) },
    }),
  },
];
