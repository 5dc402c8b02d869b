import { pagesOf } from './side-rows.service.js';

describe('the rows that are put back in one statement', () => {
  const sizes = (rows: readonly string[]) => [...pagesOf(rows)].map((page) => page.length);

  it('are at most 500, and all of them in their order', () => {
    const rows = Array.from({ length: 1_201 }, (_, number) => String(number));
    expect(sizes(rows)).toEqual([500, 500, 201]);
    expect([...pagesOf(rows)].flat()).toEqual(rows);
  });

  it('are few when they are large, and one that is larger than a statement goes alone', () => {
    const [large, huge] = ['x'.repeat(1_500_000), 'x'.repeat(9_000_000)];
    expect(sizes([large, large, large, 'small', huge, 'small'])).toEqual([2, 2, 1, 1]);
  });

  it('are none of an empty table', () => {
    expect(sizes([])).toEqual([]);
  });
});
