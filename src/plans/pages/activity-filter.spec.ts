import { type ActivityFilter, filterIn, filterQuery, isFiltering, isWanted, NOT_REPORTED } from './activity-filter.js';

const reported = {
  heading: 'Införa e-arkiv',
  unit: 'Kansliet',
  status: { code: 'ONGOING', comment: 'Leverantören är vald.' },
};
const unreported = { heading: 'Se över taxor', unit: 'Ekonomi', status: null };

function found(query: Readonly<Record<string, string>>): string[] {
  const filter = filterIn(query);
  return [reported, unreported].filter((activity) => isWanted(activity, filter)).map(({ heading }) => heading);
}

describe('the filter of activities', () => {
  it('shows all when nothing is chosen', () => {
    expect(found({})).toEqual(['Införa e-arkiv', 'Se över taxor']);
    expect(isFiltering(filterIn({ sok: ' ' }))).toBe(false);
  });

  it('rule 4: tells what nobody has reported apart from each status', () => {
    expect(found({ status: 'ONGOING' })).toEqual(['Införa e-arkiv']);
    expect(found({ status: NOT_REPORTED })).toEqual(['Se över taxor']);
    expect(found({ status: 'COMPLETED' })).toEqual([]);
  });

  it('finds a unit, and a text in headings, units and comments in any case', () => {
    expect(found({ enhet: 'Ekonomi' })).toEqual(['Se över taxor']);
    expect(found({ sok: 'E-ARKIV' })).toEqual(['Införa e-arkiv']);
    expect(found({ sok: ' leverantör ' })).toEqual(['Införa e-arkiv']);
    expect(found({ sok: 'ekonomi' })).toEqual(['Se över taxor']);
    expect(found({ sok: 'taxor', status: 'ONGOING' })).toEqual([]);
  });

  it('is the same after it was written into an address', () => {
    const filter: ActivityFilter = { status: '-', unit: 'Kansli & arkiv', search: 'å=ö' };
    expect(filterIn(Object.fromEntries(new URLSearchParams(filterQuery(filter))))).toEqual(filter);
    expect(filterQuery(filterIn({}))).toBe('');
  });
});
