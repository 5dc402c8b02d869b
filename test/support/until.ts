import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_IN_MILLISECONDS = 60_000;

/** Asks again until the answer is yes. A loaded machine is slow, not wrong, so it asks for a minute. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_IN_MILLISECONDS;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error('It did not come to be so within a minute.');
    await sleep(10);
  }
}
