import {
  goalAfter,
  modelRenewedInJune,
  modelWith,
  opened,
  planAfter,
  reported,
  talks,
} from '../../../test/support/plan-under-test.js';
import {
  countsSentence,
  deviationsSentence,
  goalsSentence,
  removalsSentence,
  removedSentence,
} from './counts-in-words.js';
import { tertialView } from './tertial-view.js';

const view = tertialView(modelWith(), planAfter(opened('T1')), [goalAfter()], [], 'T1');

type Counts = Readonly<Record<string, number>>;

/** Returns a view in which the statuses with these codes have these counts, and the others none. */
function viewWith(activities: Counts, notReported = 0, goals: Counts = {}, notAssessed = 0) {
  return {
    activityCounts: view.activityCounts.map((one) => ({ ...one, count: activities[one.code] ?? 0 })),
    notReported,
    goalCounts: view.goalCounts.map((one) => ({ ...one, count: goals[one.code] ?? 0 })),
    notAssessed,
  };
}

describe('The sentence about the statuses', () => {
  it.each<[Counts, number, string]>([
    [{}, 0, 'Det finns ingen aktivitet att redovisa.'],
    [{}, 1, 'Aktiviteten är inte rapporterad.'],
    [{}, 2, 'Ingen av de två aktiviteterna är rapporterad.'],
    [{}, 13, 'Ingen av de 13 aktiviteterna är rapporterad.'],
    [{ ON_HOLD: 1 }, 0, 'Aktiviteten har statusen ”Vänteläge”.'],
    [{ ON_HOLD: 2 }, 0, 'Båda aktiviteterna har statusen ”Vänteläge”.'],
    [{ ON_HOLD: 12 }, 0, 'Alla tolv aktiviteter har statusen ”Vänteläge”.'],
    [{ ON_HOLD: 13 }, 0, 'Alla 13 aktiviteter har statusen ”Vänteläge”.'],
    [{ ON_HOLD: 1 }, 1, 'Av två aktiviteter har en statusen ”Vänteläge”. En aktivitet är inte rapporterad.'],
    [{ ON_HOLD: 1 }, 2, 'Av tre aktiviteter har en statusen ”Vänteläge”. Två aktiviteter är inte rapporterade.'],
    [
      { NOT_STARTED: 1, ON_HOLD: 1, ONGOING_AS_PLANNED: 14, ONGOING_WITH_DEVIATION: 5, COMPLETED_AS_PLANNED: 3 },
      0,
      'Av 24 aktiviteter har en statusen ”Ej påbörjad”, en ”Vänteläge”, 14 ”Pågående enligt plan”, ' +
        'fem ”Pågående med avvikelse” och tre ”Avslutad enligt plan”.',
    ],
  ])('rule 141: of %j, with %i not reported', (counts, notReported, sentence) => {
    expect(countsSentence(viewWith(counts, notReported))).toBe(sentence);
  });

  it('rule 60: has the labels of the model that the tertial is judged under, whatever they are', () => {
    const goal = goalAfter(reported(talks, 'RED', 'T2'));
    const inColours = tertialView(modelRenewedInJune, planAfter(opened('T2')), [goal], [], 'T2');
    const [red] = inColours.activityCounts;
    expect(red).toMatchObject({ code: 'RED', count: 1 });
    expect(countsSentence({ ...inColours, notReported: 0 })).toBe(`Aktiviteten har statusen ”${red?.label.sv}”.`);
    expect(deviationsSentence(inColours)).toBe('En aktivitet pågår med avvikelse.');
  });
});

describe('The sentence about deviations', () => {
  const words = ['två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv', '13', '24'];
  const several = words.map((word, index): [number, string] => [word === '24' ? 24 : index + 2, word]);

  it.each(several)('rule 141: counts %i as %s', (count, word) => {
    const capital = word.charAt(0).toUpperCase() + word.slice(1);
    expect(deviationsSentence(viewWith({ NOT_STARTED: count }))).toBe(`${capital} aktiviteter är ej påbörjade.`);
    expect(deviationsSentence(viewWith({ COMPLETED_WITH_DEVIATION: count }))).toBe(
      `${capital} aktiviteter är avslutade med avvikelse.`,
    );
  });

  it.each<[Counts, string]>([
    [{}, 'Ingen aktivitet är rapporterad.'],
    [{ ONGOING_AS_PLANNED: 1 }, 'Den rapporterade aktiviteten pågår eller är avslutad enligt plan.'],
    [{ ONGOING_AS_PLANNED: 2 }, 'Alla rapporterade aktiviteter pågår eller är avslutade enligt plan.'],
    [{ NOT_STARTED: 1 }, 'En aktivitet är ej påbörjad.'],
    [{ COMPLETED_WITH_DEVIATION: 1, ONGOING_AS_PLANNED: 4 }, 'En aktivitet är avslutad med avvikelse.'],
    [
      { NOT_STARTED: 1, ON_HOLD: 1, ONGOING_WITH_DEVIATION: 5, ONGOING_AS_PLANNED: 14 },
      'En aktivitet är ej påbörjad, en aktivitet är i vänteläge och fem aktiviteter pågår med avvikelse.',
    ],
  ])('rule 141: of %j, without what no activity does', (counts, sentence) => {
    expect(deviationsSentence(viewWith(counts))).toBe(sentence);
  });
});

describe('The sentence about the goals', () => {
  it.each<[Counts, number, string]>([
    [{}, 0, 'Det finns inget mål att redovisa.'],
    [{}, 1, 'Målet är inte bedömt.'],
    [{}, 2, 'Inget av de två målen är bedömt.'],
    [{ FULFILLED: 1 }, 0, 'Målet har bedömts som ”Uppfylld”.'],
    [{ FULFILLED: 2 }, 0, 'Båda målen har bedömts som ”Uppfylld”.'],
    [{ FULFILLED: 3 }, 0, 'Alla tre mål har bedömts som ”Uppfylld”.'],
    [
      { PARTLY_FULFILLED: 5, FULFILLED: 1 },
      1,
      'Av sju mål har fem bedömts som ”Delvis uppfylld” och ett som ”Uppfylld”. Ett mål är inte bedömt.',
    ],
    [{ FULFILLED: 1 }, 2, 'Av tre mål har ett bedömts som ”Uppfylld”. Två mål är inte bedömda.'],
  ])('rule 4: tells of %j apart that %i are not assessed', (goals, notAssessed, sentence) => {
    expect(goalsSentence(viewWith({}, 0, goals, notAssessed))).toBe(sentence);
  });
});

describe('The sentences about removals', () => {
  it('rule 141: tell what is proposed, and what the plan then has', () => {
    expect([removalsSentence(0, 4), removalsSentence(1, 1), removalsSentence(2, 22), removalsSentence(1, 0)]).toEqual([
      'Ingen aktivitet föreslås tas ur verksamhetsplanen.',
      'En aktivitet föreslås tas ur verksamhetsplanen, som därefter har en aktivitet.',
      'Två aktiviteter föreslås tas ur verksamhetsplanen, som därefter har 22 aktiviteter.',
      'En aktivitet föreslås tas ur verksamhetsplanen, som därefter inte har någon aktivitet kvar.',
    ]);
  });

  it('rule 141: tell what has left the plan', () => {
    const removed = (removedActivities: number, planActivities: number) =>
      removedSentence({ removedActivities, planActivities });
    expect([removed(0, 24), removed(2, 22), removed(13, 1), removed(1, 0)]).toEqual([
      'Ingen aktivitet har tagits ur verksamhetsplanen, som nu har 24 aktiviteter.',
      'Två aktiviteter har tagits ur verksamhetsplanen, som nu har 22 aktiviteter.',
      '13 aktiviteter har tagits ur verksamhetsplanen, som nu har en aktivitet.',
      'En aktivitet har tagits ur verksamhetsplanen, som nu inte har någon aktivitet kvar.',
    ]);
  });
});
