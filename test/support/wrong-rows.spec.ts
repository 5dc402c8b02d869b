import { wrongRows, wrongRowsInTurn } from './wrong-rows.js';

const isEven = (row: number) => {
  expect(row % 2).toBe(0);
};

describe('a table of rows', () => {
  it('names every row that is wrong, with what was expected', () => {
    expect(wrongRows([1, 2, 3], isEven)).toEqual([
      expect.stringMatching(/^1: .*Expected: 0 Received: 1$/),
      expect.stringMatching(/^3: .*Expected: 0 Received: 1$/),
    ]);
  });

  it('names every row whose check is rejected', async () => {
    const check = (row: number) => (row === 2 ? Promise.resolve() : Promise.reject(new Error('No.')));
    expect(await wrongRowsInTurn([1, 2, 3], check)).toEqual(['1: No.', '3: No.']);
  });

  it('is wrong when it has no rows', async () => {
    expect(wrongRows([], isEven)).toEqual(['The table has no rows.']);
    expect(await wrongRowsInTurn([], () => Promise.resolve())).toEqual(['The table has no rows.']);
  });
});
