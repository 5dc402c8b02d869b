import type { Finality } from '../kernel/outcome.js';
import { countsSentence, deviationsSentence, removedSentence } from '../plans/tertial-view/counts-in-words.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';

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
    `${countsSentence(view)} ${deviationsSentence(view)} ${removedSentence(view)}`,
  ].join('\n');
}
