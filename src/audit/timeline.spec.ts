import { placeInTimeline } from './timeline.js';

const [one, two, three] = ['2026-05-01T08:00:00.000Z', '2026-05-02T08:00:00.000Z', '2026-05-03T08:00:00.000Z'] as const;
const times = [one, two, three];
const at = (moment: string) => placeInTimeline(times, { at: moment, number: null });

describe('a time line', () => {
  it('has the moment up to a time, and the moments around it', () => {
    const second = { count: 3, number: 2, at: two, previous: one, next: three };
    expect(at(two)).toEqual(second);
    expect(at('2026-05-03T07:59:59.999Z')).toEqual(second);
    expect(at('2026-06-01T00:00:00.000Z')).toEqual({ count: 3, number: 3, at: three, previous: two, next: null });
  });

  it('begins before its first moment', () => {
    expect(at('2026-04-30T00:00:00.000Z')).toEqual({ count: 3, number: 0, at: null, previous: null, next: one });
  });

  it('has a moment by its number, the last one for a larger number, and the newest', () => {
    expect(placeInTimeline(times, { at: null, number: 1 })).toMatchObject({ at: one, previous: null, next: two });
    expect(placeInTimeline(times, { at: null, number: 9 })).toMatchObject({ number: 3, at: three });
    expect(placeInTimeline(times, { at: null, number: null })).toMatchObject({ number: 3, at: three });
    expect(placeInTimeline([], { at: one, number: 2 })).toEqual({
      ...{ count: 0, number: 0, at: null, previous: null, next: null },
    });
  });
});
