import type { Words } from '../../kernel/history.js';
import type { DifferenceKind, PlanDifference } from './plan-difference.js';

type Noun = 'activity' | 'goal' | 'measure';

/** The words of the summary for one kind of difference. Swedish has the same words for one item and for several. */
interface Saying {
  readonly of: Noun;
  readonly sv: string;
  readonly one: string;
  readonly several: string;
}

const nouns = {
  activity: { one: { sv: 'aktivitet', en: 'activity' }, several: { sv: 'aktiviteter', en: 'activities' } },
  goal: { one: { sv: 'mål', en: 'goal' }, several: { sv: 'mål', en: 'goals' } },
  measure: { one: { sv: 'mått', en: 'measure' }, several: { sv: 'mått', en: 'measures' } },
} as const satisfies Record<Noun, Record<'one' | 'several', Words>>;

/** The words for each kind of difference, in the order of the summary. */
const sayings = {
  STATUS_CHANGED: {
    of: 'activity',
    sv: 'har ändrad status',
    one: 'has another status',
    several: 'have another status',
  },
  STATUS_REPORTED: { of: 'activity', sv: 'har fått status', one: 'has got a status', several: 'have got a status' },
  STATUS_NOT_REPORTED: { of: 'activity', sv: 'saknar status', one: 'has no status', several: 'have no status' },
  STATUS_RESTATED: {
    of: 'activity',
    sv: 'har fått samma status på nytt',
    one: 'has got the same status anew',
    several: 'have got the same status anew',
  },
  ACTIVITY_REMOVED: {
    of: 'activity',
    sv: 'har tagits ur planen',
    one: 'has been taken out of the plan',
    several: 'have been taken out of the plan',
  },
  ACTIVITY_NOT_YET_REMOVED: {
    of: 'activity',
    sv: 'har ännu inte tagits ur planen',
    one: 'has not yet been taken out of the plan',
    several: 'have not yet been taken out of the plan',
  },
  ACTIVITY_RESTORED: {
    of: 'activity',
    sv: 'har återförts till planen',
    one: 'has been put back into the plan',
    several: 'have been put back into the plan',
  },
  ACTIVITY_NOT_YET_RESTORED: {
    of: 'activity',
    sv: 'har ännu inte återförts till planen',
    one: 'has not yet been put back into the plan',
    several: 'have not yet been put back into the plan',
  },
  ACTIVITY_ADDED: { of: 'activity', sv: 'har tillkommit', one: 'has been added', several: 'have been added' },
  ACTIVITY_NOT_YET_ADDED: {
    of: 'activity',
    sv: 'har ännu inte tillkommit',
    one: 'has not yet been added',
    several: 'have not yet been added',
  },
  ACTIVITY_STRUCK: { of: 'activity', sv: 'har strukits', one: 'has been struck', several: 'have been struck' },
  ACTIVITY_NOT_YET_STRUCK: {
    of: 'activity',
    sv: 'har ännu inte strukits',
    one: 'has not yet been struck',
    several: 'have not yet been struck',
  },
  ACTIVITY_REDATED: { of: 'activity', sv: 'har ändrade datum', one: 'has other dates', several: 'have other dates' },
  ACTIVITY_REWORDED: {
    of: 'activity',
    sv: 'har ändrad lydelse',
    one: 'has another wording',
    several: 'have another wording',
  },
  ACTIVITY_ASSIGNED: {
    of: 'activity',
    sv: 'har en annan ansvarig',
    one: 'has somebody else responsible',
    several: 'have somebody else responsible',
  },
  ASSESSMENT_CHANGED: {
    of: 'goal',
    sv: 'har ändrad bedömning',
    one: 'has another assessment',
    several: 'have another assessment',
  },
  ASSESSMENT_MADE: {
    of: 'goal',
    sv: 'har fått en bedömning',
    one: 'has got an assessment',
    several: 'have got an assessment',
  },
  ASSESSMENT_NOT_MADE: { of: 'goal', sv: 'saknar bedömning', one: 'has no assessment', several: 'have no assessment' },
  ASSESSMENT_RESTATED: {
    of: 'goal',
    sv: 'har fått samma bedömning på nytt',
    one: 'has got the same assessment anew',
    several: 'have got the same assessment anew',
  },
  ASSESSMENT_PROOF_LOST: {
    of: 'goal',
    sv: 'har en bedömning som inte längre har stöd',
    one: 'has an assessment that is no longer proved',
    several: 'have an assessment that is no longer proved',
  },
  ASSESSMENT_PROOF_REGAINED: {
    of: 'goal',
    sv: 'har en bedömning som åter har stöd',
    one: 'has an assessment that is proved again',
    several: 'have an assessment that is proved again',
  },
  GOAL_ADDED: { of: 'goal', sv: 'har tillkommit', one: 'has been added', several: 'have been added' },
  GOAL_NOT_YET_ADDED: {
    of: 'goal',
    sv: 'har ännu inte tillkommit',
    one: 'has not yet been added',
    several: 'have not yet been added',
  },
  GOAL_STRUCK: { of: 'goal', sv: 'har strukits', one: 'has been struck', several: 'have been struck' },
  GOAL_NOT_YET_STRUCK: {
    of: 'goal',
    sv: 'har ännu inte strukits',
    one: 'has not yet been struck',
    several: 'have not yet been struck',
  },
  GOAL_RENAMED: { of: 'goal', sv: 'har rättad rubrik', one: 'has a corrected title', several: 'have corrected titles' },
  OUTCOME_CHANGED: {
    of: 'measure',
    sv: 'har ändrat utfall',
    one: 'has another outcome',
    several: 'have another outcome',
  },
  OUTCOME_REPORTED: {
    of: 'measure',
    sv: 'har fått ett utfall',
    one: 'has got an outcome',
    several: 'have got an outcome',
  },
  OUTCOME_NOT_REPORTED: { of: 'measure', sv: 'saknar utfall', one: 'has no outcome', several: 'have no outcome' },
  OUTCOME_RESTATED: {
    of: 'measure',
    sv: 'har fått samma utfall på nytt',
    one: 'has got the same outcome anew',
    several: 'have got the same outcome anew',
  },
  MEASURE_ADOPTED: { of: 'measure', sv: 'har antagits', one: 'has been adopted', several: 'have been adopted' },
  MEASURE_NOT_YET_ADOPTED: {
    of: 'measure',
    sv: 'har ännu inte antagits',
    one: 'has not yet been adopted',
    several: 'have not yet been adopted',
  },
  MEASURE_REDEFINED: { of: 'measure', sv: 'har rättats', one: 'has been corrected', several: 'have been corrected' },
  MEASURE_STRUCK: { of: 'measure', sv: 'har strukits', one: 'has been struck', several: 'have been struck' },
  MEASURE_NOT_YET_STRUCK: {
    of: 'measure',
    sv: 'har ännu inte strukits',
    one: 'has not yet been struck',
    several: 'have not yet been struck',
  },
} as const satisfies Record<DifferenceKind, Saying>;

/** Sums up the differences in one line, such as *3 aktiviteter har ändrad status, 2 har tagits ur planen*. */
export function summaryOf(differences: readonly PlanDifference[]): Words {
  const said = Object.entries(sayings)
    .map(([kind, saying]) => ({ saying, count: itemsOf(differences, kind) }))
    .filter(({ count }) => count > 0);
  if (said.length === 0) return { sv: 'Inget skiljer sig', en: 'Nothing differs' };
  const parts = said.map(({ saying, count }, index) => {
    // A part of the summary leaves out its noun when the previous part has the same noun.
    const isNamed = said[index - 1]?.saying.of !== saying.of;
    return inWords(saying, count, isNamed);
  });
  return { sv: parts.map(({ sv }) => sv).join(', '), en: parts.map(({ en }) => en).join(', ') };
}

/** Counts the items with this kind of difference. An activity that two court rulings restored counts once. */
function itemsOf(differences: readonly PlanDifference[], kind: string): number {
  const of = differences.filter((one) => one.kind === kind);
  return new Set(of.map(({ goalId, activityId, measureId }) => activityId ?? measureId ?? goalId)).size;
}

function inWords(saying: Saying, count: number, isNamed: boolean): Words {
  const number = count === 1 ? 'one' : 'several';
  const { sv, en } = nouns[saying.of][number];
  return isNamed
    ? { sv: `${count} ${sv} ${saying.sv}`, en: `${count} ${en} ${saying[number]}` }
    : { sv: `${count} ${saying.sv}`, en: `${count} ${saying[number]}` };
}
