import { setTimeout as sleep } from 'node:timers/promises';
import { untilExpired } from './expiry.service.js';

const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Makes rows that a reader gets one by one. After the last row the iterator waits until the reader leaves. */
function rowsOf(...rows: number[]) {
  let isLeft = false;
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  return {
    isLeft: () => isLeft,
    rows: {
      next: async (): Promise<IteratorResult<number>> => {
        const value = rows.shift();
        if (value !== undefined) return { done: false, value };
        await left;
        return { done: true, value: undefined };
      },
      return: async (): Promise<IteratorResult<number>> => {
        isLeft = true;
        leave();
        return { done: true, value: undefined };
      },
    },
  };
}

describe('rule 44: what is followed', () => {
  it('is told until the sign-in expires, also to who waits for something new', async () => {
    const { rows, isLeft } = rowsOf(1);
    const followed = untilExpired({ expiresAt: Date.now() + 100 }, rows);
    expect(await followed.next()).toEqual({ done: false, value: 1 });
    await expect(followed.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(isLeft()).toBe(true);
  });

  it('is not told when the sign-in has expired, though there is more', async () => {
    const followed = untilExpired({ expiresAt: Date.now() - 1 }, rowsOf(1, 2).rows);
    await sleep(20);
    await expect(followed.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is told by a sign-in that holds for longer than a timer can be set', async () => {
    const { rows, isLeft } = rowsOf(1);
    const followed = untilExpired({ expiresAt: Date.now() + 60 * DAY_IN_MILLISECONDS }, rows);
    await sleep(50);
    expect(isLeft()).toBe(false);
    expect(await followed.next()).toEqual({ done: false, value: 1 });
    expect(await followed.return()).toEqual({ done: true, value: undefined });
  });

  it('ends as it does by itself when the reader leaves before', async () => {
    const { rows } = rowsOf();
    const followed = untilExpired({ expiresAt: Date.now() + 50 }, rows);
    const waiting = followed.next();
    await followed.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await sleep(100);
    expect(await followed.next()).toEqual({ done: true, value: undefined });
  });
});
