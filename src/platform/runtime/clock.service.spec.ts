import { wrongRows } from '../../../test/support/wrong-rows.js';
import { Clock, dayInStockholm, SimulatedClock } from './clock.service.js';

describe('rule 57: the day in Stockholm', () => {
  it('changes at midnight, in winter and in summer', () => {
    const wrong = wrongRows(
      [
        ['winter, a second before midnight', '2026-01-31T22:59:59.999Z', '2026-01-31'],
        ['winter, midnight', '2026-01-31T23:00:00.000Z', '2026-02-01'],
        ['summer, a second before midnight', '2026-04-30T21:59:59.999Z', '2026-04-30'],
        ['summer, midnight', '2026-04-30T22:00:00.000Z', '2026-05-01'],
        ['new year', '2026-12-31T23:00:00.000Z', '2027-01-01'],
        ['the night to summer time, midnight', '2026-03-28T23:00:00.000Z', '2026-03-29'],
        ['the night after, midnight', '2026-03-29T22:00:00.000Z', '2026-03-30'],
        ['the night to winter time, midnight', '2026-10-24T22:00:00.000Z', '2026-10-25'],
        ['the night after, an hour before midnight', '2026-10-25T22:00:00.000Z', '2026-10-25'],
        ['the leap day', '2028-02-28T23:00:00.000Z', '2028-02-29'],
        ['an instant written with another offset', '2026-05-01T00:30:00+02:00', '2026-05-01'],
      ],
      ([, instant, day]) => {
        expect(dayInStockholm(instant)).toBe(day);
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('the clock', () => {
  it('gives the time in UTC, and the date of that time', () => {
    const clock = new Clock();
    const before = Date.now();
    const shown = clock.now();
    expect(shown).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(shown)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(shown)).toBeLessThanOrEqual(Date.now());
    expect([dayInStockholm(shown), dayInStockholm(clock.now())]).toContain(clock.today());
  });
});

describe('a simulated clock', () => {
  it('stands still until it is set, and its date follows', () => {
    const clock = new SimulatedClock('2026-04-30T21:59:00.000Z');
    expect([clock.now(), clock.now(), clock.today()]).toEqual([
      '2026-04-30T21:59:00.000Z',
      '2026-04-30T21:59:00.000Z',
      '2026-04-30',
    ]);
    clock.set('2026-04-30T22:00:00.000Z');
    expect([clock.now(), clock.today()]).toEqual(['2026-04-30T22:00:00.000Z', '2026-05-01']);
  });
});
