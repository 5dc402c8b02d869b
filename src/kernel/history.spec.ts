import { changesBetween, same } from './history.js';

const [status, title, place] = [same('Status'), same('Rubrik'), same('Plats')];

describe('the changes between two states', () => {
  it('are the properties with another value, in the order of the later state', () => {
    const before = [
      { name: status, value: same('utkast') },
      { name: title, value: same('Uppföljning') },
    ];
    const after = [
      { name: place, value: same('Stora salen') },
      { name: title, value: same('Uppföljning') },
      { name: status, value: same('granskat') },
    ];
    expect(changesBetween(before, after)).toEqual([
      { what: place, before: null, after: same('Stora salen') },
      { what: status, before: same('utkast'), after: same('granskat') },
    ]);
  });

  it('end with the properties that are gone; one without a value keeps its place', () => {
    const before = [place, status, title].map((name) => ({ name, value: same('a') }));
    const after = [
      { name: status, value: null },
      { name: title, value: same('b') },
    ];
    expect(changesBetween(before, after)).toEqual([
      { what: status, before: same('a'), after: null },
      { what: title, before: same('a'), after: same('b') },
      { what: place, before: same('a'), after: null },
    ]);
  });

  it('are changes of any language, and none between two states without a value', () => {
    const value = { sv: 'a', en: 'a' };
    expect(changesBetween([{ name: title, value }], [{ name: title, value: { sv: 'a', en: 'b' } }])).toHaveLength(1);
    expect(changesBetween([], [{ name: title, value: null }])).toEqual([]);
  });
});
