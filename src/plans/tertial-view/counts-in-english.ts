import { same } from '../../kernel/history.js';
import { listed } from '../../kernel/history-labels.js';
import type { Phase } from '../../steering-models/steering-model.js';
import { capitalised } from './counts-in-words.js';
import type { TertialView } from './tertial-view.js';

const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Writes a count in English, in words up to twelve. */
export function inEnglish(count: number): string {
  return numbers[count] ?? String(count);
}

/** Writes a number of activities in English, such as “three activities”. */
export function activitiesInEnglish(count: number): string {
  return `${inEnglish(count)} ${count === 1 ? 'activity' : 'activities'}`;
}

export function goalsInEnglish(count: number): string {
  return `${inEnglish(count)} ${count === 1 ? 'goal' : 'goals'}`;
}

/** Says in English what `deviationsSentence` says in Swedish. */
export function deviationsInEnglish({ activityCounts }: Pick<TertialView, 'activityCounts'>): string {
  const sumOf = (counts: readonly { readonly count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);
  const of = (phase: Phase, isDeviating: boolean) =>
    sumOf(activityCounts.filter((one) => one.phase === phase && (!isDeviating || one.deviation)));
  const parts = [
    { count: of('NOT_STARTED', false), how: 'not started' },
    { count: of('ON_HOLD', false), how: 'on hold' },
    { count: of('ONGOING', true), how: 'ongoing with deviation' },
    { count: of('COMPLETED', true), how: 'completed with deviation' },
  ].filter(({ count }) => count > 0);
  const told = parts.map(({ count, how }) => `${activitiesInEnglish(count)} ${count === 1 ? 'is' : 'are'} ${how}`);
  if (told.length > 0) return `${capitalised(listed(told.map(same)).en)}.`;
  const reported = sumOf(activityCounts);
  if (reported === 0) return 'No activity is reported.';
  return reported === 1
    ? 'The reported activity is ongoing or completed as planned.'
    : 'All reported activities are ongoing or completed as planned.';
}

/** Says in English what `removalsSentence` says in Swedish. */
export function removalsInEnglish(removals: number, remaining: number): string {
  const told = `${capitalised(activitiesInEnglish(removals))} ${removals === 1 ? 'is' : 'are'} proposed to leave the plan`;
  return removals === 0 ? `${told}.` : `${told}, which then has ${activitiesInEnglish(remaining)}.`;
}
