import { Stop } from './stop.service.js';
const { jest } = import.meta;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function stopOf({ isAway }: { isAway: boolean }) {
  const outage = { isOn: isAway };
  const left: string[] = [];
  const stop = new Stop({ outage, leave: () => Promise.resolve(void left.push('left')) });
  return { stop, outage, left };
}

const never = new Promise<void>(() => undefined);

describe('a stop', () => {
  it('has begun when it is told to begin', () => {
    const { stop } = stopOf({ isAway: false });
    expect(stop.isBegun).toBe(false);
    stop.begin();
    expect(stop.isBegun).toBe(true);
  });

  it('leaves a log that is away after two seconds, while a part still waits for it', async () => {
    const { stop, left } = stopOf({ isAway: true });
    stop.begin();
    await jest.advanceTimersByTimeAsync(1_999);
    expect(left).toEqual([]);
    await jest.advanceTimersByTimeAsync(100);
    expect(left).toEqual(['left']);
  });

  it('leaves a log that goes away later', async () => {
    const { stop, outage, left } = stopOf({ isAway: false });
    stop.begin();
    await jest.advanceTimersByTimeAsync(3_000);
    expect(left).toEqual([]);
    outage.isOn = true;
    await jest.advanceTimersByTimeAsync(100);
    expect(left).toEqual(['left']);
  });

  it('does not leave a log that answers while requests are finished, however long that takes', async () => {
    const { stop, left } = stopOf({ isAway: false });
    stop.begin();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(left).toEqual([]);
  });

  it('leaves the log when the last work takes longer than two seconds', async () => {
    const { stop, left } = stopOf({ isAway: false });
    stop.begin();
    void stop.finish(never);
    await jest.advanceTimersByTimeAsync(2_001);
    expect(left).toEqual(['left']);
  });

  it('keeps the log when the last work is done in time', async () => {
    const { stop, outage, left } = stopOf({ isAway: false });
    stop.begin();
    await stop.finish(Promise.resolve());
    outage.isOn = true;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(left).toEqual([]);
  });
});
