import { refused } from '../../test/support/given.js';
import { dayOfFact } from './day-of-fact.js';

describe('The day of a fact', () => {
  const t1 = (validOn: string | null, today: string) => dayOfFact({ tertial: 'T1', validOn }, 2026, today);

  it('rule 69: is today when none is given', () => {
    expect(t1(null, '2026-03-03')).toBe('2026-03-03');
    expect(t1(null, '2026-04-30')).toBe('2026-04-30');
  });

  it('rule 69: is the last day of the tertial when none is given and the tertial has ended', () => {
    expect(t1(null, '2026-05-12')).toBe('2026-04-30');
  });

  it('rule 69: is the one given, up to today and to the last day of the tertial', () => {
    expect(t1('2026-02-14', '2026-05-12')).toBe('2026-02-14');
    expect(t1('2026-03-03', '2026-03-03')).toBe('2026-03-03');
    expect(t1('2026-04-30', '2026-05-12')).toBe('2026-04-30');
  });

  it('rule 7: refuses a day after the tertial’s end, which belongs to the next', () => {
    const details = { validOn: '2026-05-01', lastDay: '2026-04-30' };
    refused(() => t1('2026-05-01', '2026-05-12'), 'AFTER_TERTIAL', details);
    expect(dayOfFact({ tertial: 'T2', validOn: '2026-05-01' }, 2026, '2026-05-12')).toBe('2026-05-01');
  });

  it('rule 7: refuses a day that has not come', () => {
    refused(() => t1('2026-03-04', '2026-03-03'), 'IN_FUTURE', { date: '2026-03-04', today: '2026-03-03' });
  });
});
