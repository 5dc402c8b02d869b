import type { Finality } from '../kernel/outcome.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import type { Phase } from '../steering-models/steering-model.js';

/** The counts that the demonstration prints. `activities` and `goals` map a status code or NOT_ASSESSED to a count. */
export interface Counts {
  readonly planActivities: number;
  readonly activities: Readonly<Record<string, number>>;
  readonly goals: Readonly<Record<string, number>>;
  readonly removed: number;
}

export function countsOf(view: TertialView): Counts {
  return {
    planActivities: view.planActivities,
    activities: Object.fromEntries(view.activityCounts.map(({ code, count }) => [code, count])),
    goals: {
      ...Object.fromEntries(view.goalCounts.map(({ code, count }) => [code, count])),
      NOT_ASSESSED: view.notAssessed,
    },
    removed: view.removedActivities,
  };
}

const numbers = ['ingen', 'en', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'];

function activities(count: number): string {
  return `${numbers[count] ?? String(count)} ${count <= 1 ? 'aktivitet' : 'aktiviteter'}`;
}

/** Returns a Swedish sentence with the numbers of activities not started, on hold, and ongoing with deviation. */
export function deviationSentence(view: TertialView): string {
  const of = (phase: Phase, deviating: boolean) =>
    view.activityCounts
      .filter((one) => one.phase === phase && (!deviating || one.deviation))
      .reduce((sum, { count }) => sum + count, 0);
  const notStarted = of('NOT_STARTED', false);
  const sentence =
    `${activities(notStarted)} är ej ${notStarted <= 1 ? 'påbörjad' : 'påbörjade'}, ` +
    `${activities(of('ON_HOLD', false))} är i vänteläge, samt ${activities(of('ONGOING', true))} pågår med avvikelse.`;
  return capitalised(sentence);
}

export function removalSentence({ removedActivities, planActivities }: TertialView): string {
  const removed = capitalised(activities(removedActivities));
  return `${removed} har tagits ur verksamhetsplanen, som nu har ${planActivities} ${planActivities === 1 ? 'aktivitet' : 'aktiviteter'}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const finalities: Readonly<Record<Finality, string>> = {
  NOT_IN_FORCE: 'verkställd, ej i laga kraft',
  APPEALED: 'verkställd, överklagad',
  IN_FORCE: 'i laga kraft',
  ANNULLED: 'upphävd',
};

/** Returns the view as a Swedish text, in the wording of an official report (tjänsteskrivelse). */
export function printed(view: TertialView): string {
  const goals = view.goals.flatMap(({ title, assessment, activities: shown }) => [
    `  ${title}: ${assessment?.label.sv ?? view.notAssessedSign?.label.sv ?? ''}`,
    ...shown.map(({ heading, status, removed }) => {
      const out =
        removed === null
          ? ''
          : ` (tagen ur planen ${removed.date}, § ${removed.paragraph}, ${finalities[removed.finality]})`;
      return `    - ${heading}: ${status?.label.sv ?? 'Ej rapporterad'}${out}`;
    }),
  ]);
  const counts = [
    ...view.activityCounts.map(({ label, count }) => `  ${label.sv}: ${count}`),
    '',
    ...view.goalCounts.map(({ label, count }) => `  Mål ${label.sv.toLowerCase()}: ${count}`),
    `  Mål ej bedömda: ${view.notAssessed}`,
  ];
  return [
    `Uppföljning av kommunstyrelsens mål, tertial ${view.tertial.slice(1)} ${view.year}`,
    '',
    ...goals,
    '',
    ...counts,
    '',
    `${deviationSentence(view)} ${removalSentence(view)}`,
  ].join('\n');
}
