import { quoted } from '../kernel/history-labels.js';
import { alternatives } from '../kernel/refusal.js';
import type { Language } from '../kernel/language.js';
import { dayWords } from '../kernel/local-time.js';
import { firstDay, lastDay, tertialName } from '../kernel/tertial.js';
import {
  activitiesInEnglish,
  deviationsInEnglish,
  goalsInEnglish,
  inEnglish,
  removalsInEnglish,
} from '../plans/tertial-view/counts-in-english.js';
import {
  activitiesInWords,
  capitalised,
  countInWords,
  deviationsSentence,
  removalsSentence,
} from '../plans/tertial-view/counts-in-words.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import type { ReasonCategory } from '../removals/removal.js';
import type { Label, SteeringModelVersion } from '../steering-models/steering-model.js';

// The sentences of a report (tjänsteskrivelse) that Tertial makes of a tertial view (rule 141).

type Tertially = Pick<TertialView, 'year' | 'tertial'>;

/** Tells the days that the report covers: *perioden 1 januari till 30 april 2026*. */
export function periodSentence({ year, tertial }: Tertially, language: Language): string {
  const [first, last] = [dayWords(firstDay(year, tertial))[language], dayWords(lastDay(year, tertial))[language]];
  const from = first.replace(` ${year}`, '');
  return {
    sv: `Redovisningen avser ${tertialName(tertial)}, det vill säga perioden ${from} till ${last}.`,
    en: `The report covers ${tertialName(tertial)}, that is the period from ${from} to ${last}.`,
  }[language];
}

/** Tells how many activities are not started, on hold or deviate, by what the statuses of the model mean. */
export function statusSentence(view: TertialView, language: Language): string {
  return { sv: deviationsSentence(view), en: deviationsInEnglish(view) }[language];
}

/** Tells how many activities will not be carried out, or leave the plan for other reasons. Empty without any. */
export function removalAssessment(categories: readonly ReasonCategory[], language: Language): string {
  if (categories.length === 0) return '';
  const count = categories.length;
  const [sv, en] = [countInWords(count, 'common'), inEnglish(count)];
  const cannot = categories.every((category) => category === 'POSTPONED' || category === 'LACKS_RESOURCES');
  const words = cannot
    ? {
        sv: `Förvaltningen bedömer att ${sv} av aktiviteterna i verksamhetsplanen inte kommer att kunna genomföras.`,
        en: `The administration judges that it will not be possible to carry out ${en} of the activities in the plan.`,
      }
    : {
        sv: `Förvaltningen bedömer att ${sv} av aktiviteterna i verksamhetsplanen bör tas ur planen.`,
        en: `The administration judges that ${en} of the activities should be taken out of the plan.`,
      };
  return words[language];
}

/** Tells how many activities are proposed to leave the plan, and how many the plan has then. */
export function proposedRemovals(
  removals: number,
  { planActivities }: Pick<TertialView, 'planActivities'>,
  language: Language,
): string {
  const remaining = planActivities - removals;
  return { sv: removalsSentence(removals, remaining), en: removalsInEnglish(removals, remaining) }[language];
}

/** Tells how many goals are not assessed (rule 4). */
export function notAssessedSentence(count: number, language: Language): string {
  const sv = `${countInWords(count, 'neuter')} mål är inte ${count === 1 ? 'bedömt' : 'bedömda'}`;
  const en = `${goalsInEnglish(count)} ${count === 1 ? 'is' : 'are'} not assessed`;
  return { sv: `${capitalised(sv)}.`, en: `${capitalised(en)}.` }[language];
}

/** Tells how many activities have no reported status. */
export function notReportedSentence(count: number, language: Language): string {
  const sv = `${activitiesInWords(count)} är inte ${count === 1 ? 'rapporterad' : 'rapporterade'}`;
  const en = `${activitiesInEnglish(count)} ${count === 1 ? 'is' : 'are'} not reported`;
  return { sv: `${capitalised(sv)}.`, en: `${capitalised(en)}.` }[language];
}

/** Explains the goal statuses of a steering model (Legendförteckning). */
export function goalLegend({ goalStatuses, notAssessed, rules }: SteeringModelVersion, language: Language): string {
  const labels = goalStatuses.map(({ label }) => label);
  const best = quoted(goalStatuses.find(({ fulfilment }) => fulfilment)?.label ?? notAssessed.label)[language];
  const missing = quoted(notAssessed.label)[language];
  const sentences = {
    sv: [
      `Ett mål kan ha ${choice(labels, 'sv')}.`,
      ...(rules.fulfilmentByActivities ? [byActivities.sv(best, rules.completionWithDeviationCounts)] : []),
      ...(rules.fulfilmentByMeasures
        ? [`Ett mål med mått är ${best} bara när varje mått har nått sitt målvärde.`]
        : []),
      ...(rules.goalStatusNeedsComment ? [commented.sv(best, rules.fulfilmentNeedsComment)] : []),
      `Ett mål som inte har bedömts redovisas som ${missing}.`,
    ],
    en: [
      `A goal can have ${choice(labels, 'en')}.`,
      ...(rules.fulfilmentByActivities ? [byActivities.en(best, rules.completionWithDeviationCounts)] : []),
      ...(rules.fulfilmentByMeasures
        ? [`A goal with measures is ${best} only when every measure has reached its target.`]
        : []),
      ...(rules.goalStatusNeedsComment ? [commented.en(best, rules.fulfilmentNeedsComment)] : []),
      `A goal that has not been assessed is shown as ${missing}.`,
    ],
  };
  return sentences[language].join(' ');
}

/** Explains the activity statuses of a steering model. */
export function activityLegend({ activityStatuses, rules }: SteeringModelVersion, language: Language): string {
  const labels = activityStatuses.map(({ label }) => label);
  const sentences = {
    sv: [
      `En aktivitet kan ha ${choice(labels, 'sv')}.`,
      ...(rules.activityStatusNeedsComment ? ['Varje status förklaras med en kommentar.'] : []),
    ],
    en: [
      `An activity can have ${choice(labels, 'en')}.`,
      ...(rules.activityStatusNeedsComment ? ['A comment explains each status.'] : []),
    ],
  };
  return sentences[language].join(' ');
}

const byActivities = {
  sv: (best: string, isAnyCompletion: boolean) =>
    `Ett mål utan mått är ${best} bara när alla dess aktiviteter är avslutade${isAnyCompletion ? '' : ' enligt plan'}.`,
  en: (best: string, isAnyCompletion: boolean) =>
    `A goal without measures is ${best} only when all its activities are completed${isAnyCompletion ? '' : ' as planned'}.`,
};

const commented = {
  sv: (best: string, isAlways: boolean) =>
    isAlways
      ? 'Varje bedömning motiveras med en kommentar.'
      : `Varje annan bedömning än ${best} motiveras med en kommentar.`,
  en: (best: string, isAlways: boolean) =>
    isAlways ? 'A comment explains each assessment.' : `A comment explains each assessment other than ${best}.`,
};

/** Lists the statuses to choose from: *en av två statusar: ”Nås inte” eller ”Nås”*. */
function choice(labels: readonly Label[], language: Language): string {
  const count = labels.length;
  const all = alternatives(
    language,
    labels.map((label) => quoted(label)[language]),
  );
  if (count < 2) return { sv: `statusen ${all}`, en: `the status ${all}` }[language];
  return {
    sv: `en av ${countInWords(count, 'common')} statusar: ${all}`,
    en: `one of ${inEnglish(count)} statuses: ${all}`,
  }[language];
}
