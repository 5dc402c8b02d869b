import { adjustmentDue, lastAppealDay, noticeDue, noticeTakenDownFrom } from './minutes.js';
import { isHoliday } from './swedish-calendar.js';
import { legalForceFrom } from './paragraph.js';

const noHolidays = () => false;

function holidays(...days: string[]) {
  return (day: string) => days.includes(day);
}

describe('rule 36: the minutes are adjusted within 14 days', () => {
  it.each([
    ['within a month', '2026-05-13', '2026-05-27'],
    ['over the year', '2026-12-22', '2027-01-05'],
    ['over a leap day', '2028-02-20', '2028-03-05'],
    ['over the night to summer time', '2026-03-25', '2026-04-08'],
    ['over the night to winter time', '2026-10-21', '2026-11-04'],
    ['to a Sunday, which moves nothing', '2026-05-24', '2026-06-07'],
  ])('%s', (_, meeting, due) => {
    expect(adjustmentDue(meeting)).toBe(due);
  });
});

describe('rule 83: the notice is posted by the second day after adjustment, or the next working day', () => {
  it.each([
    ['2019-01-21', '2019-01-23'],
    ['2026-12-31', '2027-01-04'],
    ['2026-05-08', '2026-05-11'],
    ['2026-05-07', '2026-05-11'],
    ['2026-05-12', '2026-05-15'],
    ['2026-05-04', '2026-05-06'],
    ['2028-02-28', '2028-03-01'],
  ])('adjusted %s: %s', (adjusted, due) => {
    expect(noticeDue(adjusted, isHoliday)).toBe(due);
  });
});

describe('rule 38: the last appeal day', () => {
  it('is the same weekday three weeks after posting', () => {
    expect(lastAppealDay('2019-01-22', noHolidays)).toBe('2019-02-12');
  });

  it('is moved past a Saturday and a Sunday', () => {
    expect(lastAppealDay('2026-05-09', noHolidays)).toBe('2026-06-01');
    expect(lastAppealDay('2026-05-10', noHolidays)).toBe('2026-06-01');
  });

  it('is moved past a holiday, and past the weekend after it', () => {
    expect(lastAppealDay('2026-04-23', holidays('2026-05-14'))).toBe('2026-05-15');
    expect(lastAppealDay('2026-04-10', holidays('2026-05-01'))).toBe('2026-05-04');
  });

  it('is moved past a holiday after the weekend, and another after that', () => {
    expect(lastAppealDay('2025-12-06', holidays('2025-12-29', '2025-12-30'))).toBe('2025-12-31');
  });

  it('is not moved by holidays before it', () => {
    expect(lastAppealDay('2026-04-07', holidays('2026-04-08', '2026-04-27'))).toBe('2026-04-28');
  });

  it('is not moved by a change to summer or winter time', () => {
    expect(lastAppealDay('2026-03-16', noHolidays)).toBe('2026-04-06');
    expect(lastAppealDay('2026-10-12', noHolidays)).toBe('2026-11-02');
  });
});

describe('after the last appeal day', () => {
  it('rule 40: the decision has legal force from the day after, even a Saturday', () => {
    expect(legalForceFrom('2019-02-12')).toBe('2019-02-13');
    expect(legalForceFrom('2026-06-05')).toBe('2026-06-06');
  });

  it('rule 83: the notice may be taken down from the day after', () => {
    expect(noticeTakenDownFrom('2019-02-12')).toBe('2019-02-13');
    expect(noticeTakenDownFrom('2026-12-31')).toBe('2027-01-01');
  });
});
