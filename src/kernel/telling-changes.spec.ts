import { same } from './telling.js';
import { changesBetween, toldIf } from './telling-changes.js';

const status = { sv: 'Status', en: 'Status' };
const title = { sv: 'Rubrik', en: 'Title' };
const place = { sv: 'Plats', en: 'Place' };

describe('what changed between two states', () => {
  it('is what is told otherwise than before, in the order of what is', () => {
    const before = [
      { what: status, is: same('utkast') },
      { what: title, is: same('Uppföljning') },
    ];
    const after = [
      { what: place, is: same('Stora salen') },
      { what: title, is: same('Uppföljning') },
      { what: status, is: same('granskat') },
    ];
    expect(changesBetween(before, after)).toEqual([
      { what: place, before: null, after: same('Stora salen') },
      { what: status, before: same('utkast'), after: same('granskat') },
    ]);
  });

  it('tells what is no more, and nothing of what never was', () => {
    expect(changesBetween(toldIf(place, same('Stora salen')), toldIf(place, null))).toEqual([
      { what: place, before: same('Stora salen'), after: null },
    ]);
    expect(changesBetween(toldIf(place, null), [])).toEqual([]);
  });
});
