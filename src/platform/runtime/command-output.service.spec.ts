import { shareOfLog } from './command-output.service.js';

describe('how far a reading of the log has come', () => {
  it.each([
    [0, 0, '100 % of the log'],
    [0, 7, '0 % of the log'],
    [47_317_072, 60_730_599, '77 % of the log'],
    [60_730_598, 60_730_599, '99 % of the log'],
    // Others have written meanwhile.
    [9, 7, '100 % of the log'],
  ])('at position %i of %i is told as a share', (position, head, said) => {
    expect(shareOfLog({ position, head })).toBe(said);
  });
});
