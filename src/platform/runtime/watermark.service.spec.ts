import { Watermark, TimedOut } from './watermark.service.js';

describe('a watermark', () => {
  let watermark: Watermark;
  let arrived: number[];

  beforeEach(() => {
    watermark = new Watermark();
    arrived = [];
  });

  function wait(position: number, withinMilliseconds?: number): Promise<void> {
    return watermark.reached(position, withinMilliseconds).then(() => {
      arrived.push(position);
    });
  }

  it('resolves the waits for positions that it has reached, and no others', async () => {
    const waiting = [3, 1, 2].map((position) => wait(position));
    watermark.reach(2);
    await Promise.all(waiting.slice(1));
    expect(arrived).toEqual([1, 2]);
    watermark.reach(7);
    await Promise.all(waiting);
    expect(arrived).toEqual([1, 2, 3]);
    expect(watermark.position).toBe(7);
  });

  it('resolves at once for a position that it has passed', async () => {
    watermark.reach(2);
    await wait(2, 0);
    await wait(1);
    await wait(0);
    expect(arrived).toEqual([2, 1, 0]);
  });

  it('never goes back', async () => {
    watermark.reach(5);
    watermark.reach(3);
    expect(watermark.position).toBe(5);
    await wait(4, 0);
    expect(arrived).toEqual([4]);
  });

  it('rejects after the time given and names the position', async () => {
    const late = wait(4, 10);
    await expect(late).rejects.toThrow(TimedOut);
    await expect(wait(4, 10)).rejects.toThrow('Position 4 was not reached within 10 ms.');
    watermark.reach(4);
    expect(arrived).toEqual([]);
    await wait(4, 10);
    expect(arrived).toEqual([4]);
  });

  it('resolves the other waits after one has timed out', async () => {
    const patient = wait(4, 5_000);
    const untimed = wait(4);
    await expect(wait(4, 10)).rejects.toThrow(TimedOut);
    watermark.reach(4);
    await Promise.all([patient, untimed]);
    expect(arrived).toEqual([4, 4]);
  });
});
