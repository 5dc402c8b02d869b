import { wrongRows } from '../../test/support/wrong-rows.js';
import { type Fault, faultWords, firstPlace, inOrder, type Spot } from './fault.js';

const event = { stream: 'goal-g1', type: 'GoalAssessed' };

function at(after: number, upTo: number | null): Fault {
  return { code: 'NOT_INCLUDED', spot: { after, upTo, isExact: true, event }, details: {} };
}

function between(after: number, upTo: number | null): Fault {
  return { code: 'OTHER_ROOT', spot: { after, upTo, isExact: false, event: null }, details: { size: 9 } };
}

const ofNoPlace: Fault = { code: 'CUT_OFF', spot: null, details: {} };

describe('the first place where something is wrong', () => {
  it('is told by what all faults have in common', () => {
    const wrong = wrongRows<[string, readonly Fault[], Pick<Spot, 'after' | 'upTo'> | null]>(
      [
        ['nothing', [], null],
        ['what is of no place', [ofNoPlace], null],
        ['one event', [at(4, 5)], { after: 4, upTo: 5 }],
        ['the first of several', [at(8, 9), ofNoPlace, at(4, 5)], { after: 4, upTo: 5 }],
        ['one event in a range', [between(0, 9), at(4, 5)], { after: 4, upTo: 5 }],
        ['what all ranges have in common', [between(0, 9), between(3, 20), between(0, 7)], { after: 3, upTo: 7 }],
        ['ranges that have nothing in common', [between(60, null), between(0, 59)], { after: 0, upTo: 59 }],
        ['a range that ends before the event', [at(8, 9), between(0, 6)], { after: 0, upTo: 6 }],
        ['what is missing at the end', [at(9, null), between(3, null)], { after: 9, upTo: null }],
        ['what is missing somewhere', [between(3, null)], { after: 3, upTo: null }],
      ],
      ([, faults, place]) => {
        expect(firstPlace(faults)).toEqual(place);
      },
    );
    expect(wrong).toEqual([]);
  });
});

it('faults stand in the order of the log, those of no place last', () => {
  const [first, second, range] = [at(1, 2), at(4, 5), between(0, 9)];
  expect(inOrder([ofNoPlace, range, second, first])).toEqual([first, second, range, ofNoPlace]);
});

describe('a fault in words begins with where', () => {
  it.each<[Fault, string, string]>([
    [at(4, 5), 'Position 5 (goal-g1, GoalAssessed): The event is not', 'Position 5 (goal-g1, GoalAssessed): Händelsen'],
    [between(4, 9), 'After position 4, at position 9 at the latest: ', 'Efter position 4, senast vid position 9: '],
    [between(0, 9), 'At position 9 at the latest: ', 'Senast vid position 9: '],
    [between(4, null), 'After position 4: ', 'Efter position 4: '],
    [ofNoPlace, 'The export is cut off', 'Uttaget är avhugget'],
  ])('%#', (fault, en, sv) => {
    expect(faultWords(fault).en).toContain(en);
    expect(faultWords(fault).sv).toContain(sv);
  });
});
