import { wrongRows } from '../../../test/support/wrong-rows.js';
import { differingPart } from './row-difference.service.js';

describe('the first difference of two values', () => {
  it('is null when they are equal', () => {
    const value = { a: [1, { b: null }], c: 'text' };
    expect(differingPart(value, structuredClone(value))).toBeNull();
  });

  it('has a path', () => {
    const wrong = wrongRows(
      [
        [{ a: 1, b: 2 }, { a: 1, b: 3 }, ['b'], 2, 3],
        [
          { goals: [{ title: 'a' }, { title: 'b' }] },
          { goals: [{ title: 'a' }, { title: 'x' }] },
          ['goals', 1, 'title'],
          'b',
          'x',
        ],
        [{ a: [1] }, { a: [1, 2] }, ['a', 1], undefined, 2],
        [{ a: 1 }, {}, ['a'], 1, undefined],
        [{ a: null }, { a: {} }, ['a'], null, {}],
        [{ a: [] }, { a: {} }, ['a'], [], {}],
        ['1', 1, [], '1', 1],
      ],
      ([one, other, path, left, right]) => {
        expect(differingPart(one, other)).toEqual({ path, left, right });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is the first of several', () => {
    expect(differingPart({ a: 1, b: 1 }, { a: 2, b: 2 })?.path).toEqual(['a']);
  });
});
