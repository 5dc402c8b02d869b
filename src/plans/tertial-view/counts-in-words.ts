import { same } from '../../kernel/history.js';
import { listed } from '../../kernel/history-labels.js';
import type { Phase } from '../../steering-models/steering-model.js';
import type { TertialView } from './tertial-view.js';

type Counts = Pick<TertialView, 'activityCounts' | 'notReported' | 'goalCounts' | 'notAssessed'>;

const numbers = ['två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'];

/** Writes a count in Swedish, in words up to twelve. `common` is for words such as aktivitet, `neuter` for mål. */
export function countInWords(count: number, gender: 'common' | 'neuter'): string {
  if (count === 0) return gender === 'common' ? 'ingen' : 'inget';
  if (count === 1) return gender === 'common' ? 'en' : 'ett';
  return numbers[count - 2] ?? String(count);
}

/** Writes a number of activities in Swedish, such as “tre aktiviteter”. */
export function activitiesInWords(count: number): string {
  return `${countInWords(count, 'common')} ${count <= 1 ? 'aktivitet' : 'aktiviteter'}`;
}

/** Returns a text with a capital as its first letter. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listedInSwedish(parts: readonly string[]): string {
  return listed(parts.map(same)).sv;
}

function sumOf(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Tells in Swedish how many activities have which status, in the labels of the model that the tertial is judged under
 * (rule 60). A label is quoted and never inflected, because a model may have any words. Statuses without activities
 * are left out.
 */
export function countsSentence({ activityCounts, notReported }: Counts): string {
  const having = activityCounts.filter(({ count }) => count > 0);
  const total = sumOf(having) + notReported;
  const [only, ...others] = having;
  if (total === 0) return 'Det finns ingen aktivitet att redovisa.';
  if (only === undefined) return unreported(total);
  if (others.length === 0 && notReported === 0) return `${allActivities(total)} har statusen ”${only.label.sv}”.`;
  const parts = having.map(
    ({ count, label }, index) => `${countInWords(count, 'common')} ${index === 0 ? 'statusen ' : ''}”${label.sv}”`,
  );
  const rest = `${activitiesInWords(notReported)} är inte ${notReported === 1 ? 'rapporterad' : 'rapporterade'}`;
  const told = `Av ${activitiesInWords(total)} har ${listedInSwedish(parts)}.`;
  return notReported === 0 ? told : `${told} ${capitalised(rest)}.`;
}

function unreported(total: number): string {
  if (total === 1) return 'Aktiviteten är inte rapporterad.';
  return `Ingen av de ${countInWords(total, 'common')} aktiviteterna är rapporterad.`;
}

function allActivities(total: number): string {
  if (total === 1) return 'Aktiviteten';
  return total === 2 ? 'Båda aktiviteterna' : `Alla ${activitiesInWords(total)}`;
}

/**
 * Tells in Swedish how many activities are not started, on hold or deviate. It goes by what the statuses of the model
 * mean and not by their words (rule 60). What no activity does is left out.
 */
export function deviationsSentence({ activityCounts }: Counts): string {
  const of = (phase: Phase, isDeviating: boolean) =>
    sumOf(activityCounts.filter((one) => one.phase === phase && (!isDeviating || one.deviation)));
  const parts = [
    { count: of('NOT_STARTED', false), one: 'är ej påbörjad', several: 'är ej påbörjade' },
    { count: of('ON_HOLD', false), one: 'är i vänteläge', several: 'är i vänteläge' },
    { count: of('ONGOING', true), one: 'pågår med avvikelse', several: 'pågår med avvikelse' },
    { count: of('COMPLETED', true), one: 'är avslutad med avvikelse', several: 'är avslutade med avvikelse' },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return withoutDeviations(sumOf(activityCounts));
  const told = parts.map(({ count, one, several }) => `${activitiesInWords(count)} ${count === 1 ? one : several}`);
  return `${capitalised(listedInSwedish(told))}.`;
}

function withoutDeviations(reported: number): string {
  if (reported === 0) return 'Ingen aktivitet är rapporterad.';
  if (reported === 1) return 'Den rapporterade aktiviteten pågår eller är avslutad enligt plan.';
  return 'Alla rapporterade aktiviteter pågår eller är avslutade enligt plan.';
}

/** Tells in Swedish how many goals are assessed as what, in the labels of the model (rules 4 and 60). */
export function goalsSentence({ goalCounts, notAssessed }: Counts): string {
  const having = goalCounts.filter(({ count }) => count > 0);
  const total = sumOf(having) + notAssessed;
  const [only, ...others] = having;
  if (total === 0) return 'Det finns inget mål att redovisa.';
  if (only === undefined) return unassessed(total);
  if (others.length === 0 && notAssessed === 0) return `${allGoals(total)} har bedömts som ”${only.label.sv}”.`;
  const parts = having.map(
    ({ count, label }, index) => `${countInWords(count, 'neuter')} ${index === 0 ? 'bedömts ' : ''}som ”${label.sv}”`,
  );
  const told = `Av ${countInWords(total, 'neuter')} mål har ${listedInSwedish(parts)}.`;
  const rest = `${countInWords(notAssessed, 'neuter')} mål är inte ${notAssessed === 1 ? 'bedömt' : 'bedömda'}`;
  return notAssessed === 0 ? told : `${told} ${capitalised(rest)}.`;
}

function unassessed(total: number): string {
  if (total === 1) return 'Målet är inte bedömt.';
  return `Inget av de ${countInWords(total, 'neuter')} målen är bedömt.`;
}

function allGoals(total: number): string {
  if (total === 1) return 'Målet';
  return total === 2 ? 'Båda målen' : `Alla ${countInWords(total, 'neuter')} mål`;
}

/** Tells in Swedish how many activities are proposed to leave the plan, and how many it has then. */
export function removalsSentence(removals: number, remaining: number): string {
  const told = `${capitalised(activitiesInWords(removals))} föreslås tas ur verksamhetsplanen`;
  if (removals === 0) return `${told}.`;
  const then = remaining === 0 ? 'inte har någon aktivitet kvar' : `har ${activitiesInWords(remaining)}`;
  return `${told}, som därefter ${then}.`;
}

/** Tells in Swedish how many activities have left the plan, and how many it has now. */
export function removedSentence({
  removedActivities,
  planActivities,
}: Pick<TertialView, 'removedActivities' | 'planActivities'>): string {
  const told = `${capitalised(activitiesInWords(removedActivities))} har tagits ur verksamhetsplanen, som nu`;
  return planActivities === 0
    ? `${told} inte har någon aktivitet kvar.`
    : `${told} har ${activitiesInWords(planActivities)}.`;
}
