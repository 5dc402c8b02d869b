import { comparing, type Step } from '../../../test/support/comparison-under-test.js';
import {
  added,
  assessed,
  leaflet,
  measureAdoptedOn,
  measured,
  removed,
  reported,
  restored,
  talks,
  welcome,
} from '../../../test/support/plan-under-test.js';
import { summaryOf } from './plan-comparison-summary.js';
import { planDifferences } from './plan-comparison.js';
import { differenceKinds, type PlanDifference } from './plan-difference.js';

function since(known: number, ...steps: readonly Step[]) {
  return summaryOf(planDifferences(comparing({ known }, {}, steps)));
}

describe('The summary of the differences', () => {
  it('rule 88: says that nothing differs', () => {
    expect(since(0)).toEqual({ sv: 'Inget skiljer sig', en: 'Nothing differs' });
  });

  it('rule 88: counts what is reported first, and names the noun once', () => {
    const steps = [reported(leaflet, 'ON_HOLD'), reported(talks, 'ON_HOLD'), reported(leaflet, 'NOT_STARTED')];
    expect(since(2, ...steps, reported(talks, 'NOT_STARTED'), removed(talks, '2026-05-27'))).toEqual({
      sv: '2 aktiviteter har ändrad status, 1 har tagits ur planen',
      en: '2 activities have another status, 1 has been taken out of the plan',
    });
  });

  it('rule 88: names each noun where it is another', () => {
    const steps = [reported(leaflet, 'ON_HOLD'), assessed('FULFILLED'), measureAdoptedOn('2026-03-02', 1)];
    expect(since(0, ...steps, measureAdoptedOn('2026-03-02', 2))).toEqual({
      sv: '1 aktivitet har fått status, 1 mål har fått en bedömning, 2 mått har antagits',
      en: '1 activity has got a status, 1 goal has got an assessment, 2 measures have been adopted',
    });
    expect(since(1, measureAdoptedOn('2026-03-02'), measured('78 %', true)).sv).toBe('1 mått har fått ett utfall');
  });

  it('rule 88: lists additions, removals and restorations', () => {
    const steps = [added(welcome, '2026-03-02'), removed(welcome), restored(welcome), removed(leaflet)];
    expect(since(0, ...steps)).toEqual({
      sv: '1 aktivitet har tagits ur planen, 1 har återförts till planen, 1 har tillkommit',
      en: '1 activity has been taken out of the plan, 1 has been put back into the plan, 1 has been added',
    });
  });

  it('rule 88: counts an activity once, however often the same has happened to it', () => {
    const [difference] = planDifferences(comparing({ known: 1 }, {}, [removed(leaflet), restored(leaflet)]));
    const twice: PlanDifference[] = difference === undefined ? [] : [difference, difference];
    expect(summaryOf(twice).sv).toBe('1 aktivitet har återförts till planen');
  });

  it('has a sentence for every kind of difference, in both languages', () => {
    const [difference] = planDifferences(comparing({ known: 0 }, {}, [removed(leaflet)]));
    const said = differenceKinds.map((kind) => {
      const one: PlanDifference[] = JSON.parse(JSON.stringify([{ ...difference, kind }]));
      return summaryOf(one);
    });
    expect(new Set(said.map(({ sv }) => sv)).size).toBe(differenceKinds.length);
    for (const { sv, en } of said) {
      expect(sv).toMatch(/^1 (aktivitet|mål|mått) (har|saknar) /);
      expect(en).toMatch(/^1 (activity|goal|measure) has /);
    }
  });
});
