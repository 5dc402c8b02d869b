import {
  assessed,
  closed,
  goalAfter,
  leaflet,
  modelRenewedInJune,
  modelWith,
  opened,
  planAfter,
  removed,
  reported,
  talks,
} from '../../test/support/plan-under-test.js';
import type { Tertial } from '../kernel/tertial.js';
import type { GoalEvent } from '../plans/goal.js';
import { tertialView } from '../plans/tertial-view/tertial-view.js';
import { countsOf, printed } from './counts.js';

function viewAfter(events: readonly GoalEvent[], tertial: Tertial = 'T1', model = modelWith()) {
  return tertialView(model, planAfter(opened('T1'), closed('T1')), [goalAfter(...events)], [], tertial);
}

const reportedAll = [reported(leaflet, 'ON_HOLD'), reported(talks, 'ONGOING_WITH_DEVIATION')];
const taken = removed(leaflet, '2026-05-27');

describe('The counts of the demonstration', () => {
  it('are of every status, with goals that are not assessed counted apart (rule 4)', () => {
    expect(countsOf(viewAfter(reportedAll))).toEqual({
      planActivities: 2,
      activities: {
        NOT_STARTED: 0,
        ON_HOLD: 1,
        ONGOING_AS_PLANNED: 0,
        ONGOING_WITH_DEVIATION: 1,
        COMPLETED_AS_PLANNED: 0,
        COMPLETED_WITH_DEVIATION: 0,
      },
      goals: { NOT_FULFILLED: 0, BARELY_FULFILLED: 0, PARTLY_FULFILLED: 0, FULFILLED: 0, NOT_ASSESSED: 1 },
      removed: 0,
    });
    expect(countsOf(viewAfter([...reportedAll, assessed('NOT_FULFILLED')])).goals).toMatchObject({
      NOT_FULFILLED: 1,
      NOT_ASSESSED: 0,
    });
  });

  it('rule 16: keep the statuses of the tertial when an activity is removed later, and have the plan as it is now', () => {
    expect(countsOf(viewAfter([...reportedAll, taken]))).toMatchObject({
      planActivities: 1,
      activities: { ON_HOLD: 1, ONGOING_WITH_DEVIATION: 1 },
      removed: 1,
    });
  });

  it('rule 9: are in the words of the model that the tertial is judged under', () => {
    const { activities, goals } = countsOf(viewAfter([reported(talks, 'RED', 'T2')], 'T2', modelRenewedInJune));
    expect(activities).toEqual({ RED: 1, GREEN: 0 });
    expect(goals).toEqual({ MISSED: 0, REACHED: 0, NOT_ASSESSED: 1 });
  });
});

describe('The report that the demonstration prints', () => {
  it('has every goal and activity with its status in Swedish, and every count', () => {
    const view = viewAfter([...reportedAll, assessed('PARTLY_FULFILLED'), taken]);
    expect(printed(view).split('\n')).toEqual([
      'Uppföljning av kommunstyrelsens mål, tertial 1 2026',
      '',
      '  Medarbetare ska känna sig delaktiga: Delvis uppfylld',
      expect.stringMatching(
        /^ {4}- Ta fram en kommunikationsplan: Vänteläge \(.* ur planen 2026-05-27, § .*85, verkställd, ej i laga kraft\)$/,
      ),
      '    - Genomföra medarbetarsamtal: Pågående med avvikelse',
      '',
      '  Ej påbörjad: 0',
      '  Vänteläge: 1',
      '  Pågående enligt plan: 0',
      '  Pågående med avvikelse: 1',
      '  Avslutad enligt plan: 0',
      '  Avslutad med avvikelse: 0',
      '',
      '  Mål ej uppfylld: 0',
      '  Mål knappt uppfylld: 0',
      '  Mål delvis uppfylld: 1',
      '  Mål uppfylld: 0',
      '  Mål ej bedömda: 0',
      '',
      'Av två aktiviteter har en statusen ”Vänteläge” och en ”Pågående med avvikelse”. En aktivitet är i ' +
        'vänteläge och en aktivitet pågår med avvikelse. En aktivitet har tagits ur verksamhetsplanen, som nu har en ' +
        'aktivitet.',
    ]);
  });

  it('rule 4: says of what was not given that it was not', () => {
    const lines = printed(viewAfter([])).split('\n');
    expect(lines).toContain('  Medarbetare ska känna sig delaktiga: Ej bedömd');
    expect(lines).toContain('    - Genomföra medarbetarsamtal: Ej rapporterad');
    expect(lines).toContain('  Mål ej bedömda: 1');
  });
});
