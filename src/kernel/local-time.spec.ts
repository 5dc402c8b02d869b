import { dayOf, endOfMinute, timeIn } from './local-time.js';

it.each([
  ['in summer', '2026-05-12T08:00:00.000Z', 'den 12 maj 2026 kl. 10.00', 'on 12 May 2026 at 10:00'],
  ['past midnight', '2026-12-31T23:30:00.000Z', 'den 1 januari 2027 kl. 00.30', 'on 1 January 2027 at 00:30'],
  ['before summer time', '2026-03-29T00:59:59.999Z', 'den 29 mars 2026 kl. 01.59', 'on 29 March 2026 at 01:59'],
  ['as summer time begins', '2026-03-29T01:00:00.000Z', 'den 29 mars 2026 kl. 03.00', 'on 29 March 2026 at 03:00'],
  ['in the last of it', '2027-10-31T00:59:00.000Z', 'den 31 oktober 2027 kl. 02.59', 'on 31 October 2027 at 02:59'],
  ['as it ends', '2027-10-31T01:00:00.000Z', 'den 31 oktober 2027 kl. 02.00', 'on 31 October 2027 at 02:00'],
])('rule 57: an instant is shown in the time of Stockholm %s', (_, instant, sv, en) => {
  expect([timeIn('sv', instant), timeIn('en', instant)]).toEqual([sv, en]);
});

it('rule 57: an instant after midnight in Stockholm is of the next day', () => {
  const instants = ['2026-05-12T21:59:59.999Z', '2026-05-12T22:00:00.000Z', '2026-12-31T23:00:00.000Z'];
  expect(instants.map(dayOf)).toEqual(['2026-05-12', '2026-05-13', '2027-01-01']);
});

it('agrees with the time zone database in every hour of four years', () => {
  const stockholm = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short', timeZone: 'Europe/Stockholm' });
  const first = Date.parse('2026-01-01T00:00:00Z');
  const differing = Array.from({ length: 4 * 366 * 24 }, (_, hour) => new Date(first + hour * 3_600_000)).filter(
    (instant) => !timeIn('en', instant.toISOString()).endsWith(` at ${stockholm.format(instant)}`),
  );
  expect(differing).toEqual([]);
});

it.each([
  ['2025-12-31T22:59:59.999Z', '2025-12-31'],
  ['2025-12-31T23:00:00.000Z', '2026-01-01'],
  ['2026-05-12T21:59:59.999Z', '2026-05-12'],
  ['2026-05-12T22:00:00.000Z', '2026-05-13'],
])('rule 57: %s is on %s in Stockholm', (instant, day) => {
  expect(dayOf(instant)).toBe(day);
});

it.each([
  ['in summer', '2026-05-12', '10:00', '2026-05-12T08:00:59.999Z'],
  ['in winter', '2026-12-31', '23:59', '2026-12-31T22:59:59.999Z'],
  ['past midnight', '2026-07-01', '00:30', '2026-06-30T22:30:59.999Z'],
  ['before the hour that comes twice', '2027-10-31', '01:59', '2027-10-30T23:59:59.999Z'],
  ['in the hour that comes twice', '2027-10-31', '02:30', '2027-10-31T01:30:59.999Z'],
])('rule 57: a minute of the clocks of Stockholm ends as an instant %s', (_, day, clock, instant) => {
  expect(endOfMinute(day, clock)).toBe(instant);
  expect(timeIn('en', instant)).toContain(`at ${clock}`);
});
