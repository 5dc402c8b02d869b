import { wrongRows } from '../../test/support/wrong-rows.js';
import { Refusal } from '../kernel/refusal.js';
import { paceOf, pauseBefore, pointOf } from './history-index.service.js';

function fieldOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof Refusal && error.details;
  }
  throw new Error('It was taken.');
}

describe('a point of the log', () => {
  it('is a position', () => {
    expect(pointOf('from', '17')).toEqual({ position: 17 });
  });

  it.each([
    ['2026-05-27T08:00:00Z', '2026-05-27T08:00:00.000Z'],
    ['2026-05-27T10:00+02:00', '2026-05-27T08:00:00.000Z'],
    ['2026-05-27T08:00:00.123Z', '2026-05-27T08:00:00.123Z'],
  ])('is a time: %s', (text, at) => {
    expect(pointOf('to', text)).toEqual({ at });
  });

  it('in any other form is refused, and the refusal names the field', () => {
    const wrong = wrongRows(
      ['', '-1', '1.5', '2026-05-27', '2026-13-27T08:00:00Z', '2026-05-27T08:00:00', 'now'],
      (text) => {
        expect(fieldOf(() => pointOf('to', text))).toMatchObject({ fields: [{ field: 'to' }] });
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('a speed', () => {
  it('is of events a second, or of times as fast as it happened', () => {
    expect(paceOf('5')).toEqual({ perSecond: 5 });
    expect(paceOf('0.5')).toEqual({ perSecond: 0.5 });
    expect(paceOf('100x')).toEqual({ times: 100 });
  });

  it('in any other form is refused, and the refusal names the field', () => {
    const wrong = wrongRows(['', '0', '0x', '-1', 'x', 'fast', '1e9'], (text) => {
      expect(fieldOf(() => paceOf(text))).toMatchObject({ fields: [{ field: 'speed' }] });
    });
    expect(wrong).toEqual([]);
  });

  it('says how long to wait before an event', () => {
    const [one, other] = ['2026-05-27T08:00:00.000Z', '2026-05-27T08:10:00.000Z'];
    expect(pauseBefore(null, one, other)).toBe(0);
    expect(pauseBefore({ perSecond: 4 }, one, other)).toBe(250);
    expect(pauseBefore({ times: 60 }, one, other)).toBe(10_000);
  });

  it('rule 50: does not wait for a clock that was set back', () => {
    expect(pauseBefore({ times: 1 }, '2026-05-27T08:00:00.000Z', '2026-05-27T07:00:00.000Z')).toBe(0);
  });
});
