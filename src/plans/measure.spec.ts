import { after, otherClerk, refused } from '../../test/support/given.js';
import {
  change,
  established,
  goalAfter,
  goalId,
  index,
  measureAdopted,
  measureAdoptedOn,
  measured,
  measuredAnew,
  voidedOutcome,
} from '../../test/support/plan-under-test.js';
import { measureIdOf } from '../kernel/identity.js';
import { type GoalEvent, goalFold } from './goal.js';
import { measureIn, measuresIn } from './measure.js';
import { currentFact } from './reported-fact.js';

const other = measureIdOf(goalId, 2);

function outcomesAfter(...events: readonly GoalEvent[]) {
  return measureIn(goalAfter(measureAdopted, measureAdoptedOn('2026-05-06', 2), ...events), index).outcomes;
}

describe('A measure', () => {
  it('rule 66: is in the plan from the start, or by a decision during the year', () => {
    if (established.type !== 'GoalEstablished') throw new Error('This is no goal.');
    const measure = { measureId: index, name: 'Medarbetarindex', target: 'Minst 78' };
    const fromStart = after(goalFold, { ...established, data: { ...established.data, measures: [measure] } });
    const unreported = { outcomes: [], wrong: [] };
    expect(fromStart?.measures).toEqual([{ ...measure, adopted: null, addedAt: 0, ...unreported }]);
    expect(goalAfter(measureAdopted).measures).toEqual([{ ...measure, adopted: change, addedAt: 2, ...unreported }]);
  });

  it('rule 16: is in the tertials from that in which it was adopted', () => {
    const idsOn = (day: string) =>
      measuresIn(goalAfter(measureAdoptedOn('2026-05-01')), day).map((one) => one.measureId);
    expect(idsOn('2026-04-30')).toEqual([]);
    expect(idsOn('2026-05-01')).toEqual([index]);
  });

  it('rule 43: refuses a measure that the goal does not have', () => {
    refused(() => measureIn(goalAfter(measureAdopted), other), 'NOT_FOUND', { id: other });
    refused(() => measureIn(null, index), 'NOT_FOUND', { id: index });
  });
});

describe('The outcomes of a measure', () => {
  it('rule 70: each tells who gave it, when it was recorded and the day it holds', () => {
    const goal = after(goalFold, established, measureAdopted, { event: measured('79', true), actor: otherClerk });
    expect(measureIn(goal, index).outcomes).toEqual([
      {
        number: 1,
        tertial: 'T1',
        value: '79',
        targetReached: true,
        comment: 'Det blev 79.',
        validOn: '2026-04-30',
        by: 'hedda',
        at: '2026-05-12T08:00:02.000Z',
        position: 3,
        correction: null,
        voided: null,
      },
    ]);
  });

  it('rule 8: a correction keeps the wrong one, and says which it corrects and why', () => {
    const outcomes = outcomesAfter(measured('70', false), measuredAnew('79', true, 1));
    expect(outcomes).toMatchObject([
      { number: 1, value: '70', correction: null },
      { number: 2, value: '79', correction: { corrects: 1, reason: 'Fel enkät.' } },
    ]);
    expect(currentFact(outcomes, 'T1')).toBe(outcomes[1]);
  });

  it('rule 70: a voided one is kept but does not count, so that the one before it holds', () => {
    const outcomes = outcomesAfter(measured('70', false), measured('79', true), voidedOutcome(2));
    expect(outcomes.map(({ value, voided }) => [value, voided])).toEqual([
      ['70', null],
      ['79', 'FOLLOW_UP_CLOSED'],
    ]);
    expect(currentFact(outcomes, 'T1')?.value).toBe('70');
  });

  it('rule 70: those of one measure are not those of another', () => {
    const goal = goalAfter(measureAdopted, measureAdoptedOn('2026-05-06', 2), measured('70', false), voidedOutcome(1));
    expect(measureIn(goal, other).outcomes).toEqual([]);
  });
});
