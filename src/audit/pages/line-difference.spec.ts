import { differs, linesBeside, wordsOf } from './line-difference.js';

const line = (text: string) => ({ text, isHeading: false });
const beside = (before: readonly string[], after: readonly string[]) =>
  linesBeside(before.map(line), after.map(line)).map((row) => [row.before?.text ?? null, row.after?.text ?? null]);

describe('two pages beside each other', () => {
  it('have what is the same in the same row', () => {
    expect(beside(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });

  it('have a changed line beside the line that it became', () => {
    const [before, after] = [
      ['rubrik', 'Status: pågår enligt plan', 'slut'],
      ['rubrik', 'Ny rad', 'Status: pågår med avvikelse', 'slut'],
    ];
    expect(beside(before, after)).toEqual([
      ['rubrik', 'rubrik'],
      [null, 'Ny rad'],
      ['Status: pågår enligt plan', 'Status: pågår med avvikelse'],
      ['slut', 'slut'],
    ]);
  });

  it('have a value beside the value that took its place', () => {
    expect(beside(['Status: pågående enligt plan'], ['Rättad: fel.', 'Status: vänteläge'])).toEqual([
      [null, 'Rättad: fel.'],
      ['Status: pågående enligt plan', 'Status: vänteläge'],
    ]);
  });

  it('have what came and what went alone in its row', () => {
    expect(beside(['a', 'helt annat här', 'z'], ['a', 'z'])).toEqual([
      ['a', 'a'],
      ['helt annat här', null],
      ['z', 'z'],
    ]);
    expect(beside([], ['a'])).toEqual([[null, 'a']]);
    expect(beside(['ett två', 'x y'], ['alfa beta gamma'])).toEqual([
      ['ett två', null],
      ['x y', null],
      [null, 'alfa beta gamma'],
    ]);
  });

  it('lose no line and no order', () => {
    const [before, after] = [
      ['a', 'b', 'c', 'd', 'e'],
      ['e', 'b', 'x', 'y', 'd', 'a', 'z'],
    ];
    const rows = beside(before, after);
    expect(rows.flatMap(([one]) => one ?? [])).toEqual(before);
    expect(rows.flatMap(([, other]) => other ?? [])).toEqual(after);
  });

  it('say word by word what differs', () => {
    const row = { before: line('Status: pågår enligt plan'), after: line('Status: står still') };
    expect(differs(row)).toBe(true);
    expect(wordsOf(row, 'before').map(({ kind }) => kind)).toEqual(['same', 'removed']);
    expect(wordsOf(row, 'after')).toEqual([
      { kind: 'same', text: 'Status: ' },
      { kind: 'added', text: 'står still' },
    ]);
    expect(differs({ before: line('a'), after: line('a') })).toBe(false);
    expect(differs({ before: null, after: line('a') })).toBe(true);
  });
});
