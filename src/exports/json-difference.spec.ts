import { wrongRows } from '../../test/support/wrong-rows.js';
import type { Json } from '../kernel/fold.js';
import { firstDifference } from './json-difference.js';

const goals: Json = [
  { id: 'g1', removed: null },
  { id: 'g2', counts: [1, 2] },
];
const view: { readonly [key: string]: Json } = { title: 'Mål', goals };

describe('where two values differ first', () => {
  it('is nowhere when they are the same, in whatever order their fields stand', () => {
    expect(firstDifference(view, { goals, title: 'Mål' })).toBeNull();
  });

  it('is told by its path', () => {
    const wrong = wrongRows<[Json, string]>(
      [
        [{ ...view, title: 'mål' }, 'title'],
        [{ ...view, goals: [] }, 'goals[0]'],
        [{ ...view, goals: [{ id: 'g1', removed: false }] }, 'goals[0].removed'],
        [
          {
            ...view,
            goals: [
              { id: 'g1', removed: null },
              { id: 'g2', counts: [1, 3] },
            ],
          },
          'goals[1].counts[1]',
        ],
        [
          {
            ...view,
            goals: [
              { id: 'g1', removed: null },
              { id: 'g2', counts: [1, 2, 3] },
            ],
          },
          'goals[1].counts[2]',
        ],
        [{ ...view, more: null }, 'more'],
        [{ ...view, goals: { 0: 'g1' } }, 'goals'],
        [null, ''],
        [{ ...view, toString: 'x' }, 'toString'],
      ],
      ([other, path]) => {
        expect(firstDifference(view, other)).toBe(path);
        expect(firstDifference(other, view)).toBe(path);
      },
    );
    expect(wrong).toEqual([]);
  });
});
