import { Retries } from './retries.service.js';

/** A log that keeps its lines, and a work that fails with errors one after another. */
function failing(errors: readonly unknown[], longestInMilliseconds = 400) {
  const lines: string[] = [];
  const take = (line: string): void => void lines.push(line);
  const retries = new Retries({ log: take, warn: take }, 'Following the log', {
    firstInMilliseconds: 100,
    longestInMilliseconds,
  });
  const pauses = errors.map((error) => retries.failed(error));
  return { lines, pauses, retries };
}

const refused = new Error('Connection refused.');

describe('a work that is tried again', () => {
  it('waits twice as long each time, up to a limit', () => {
    expect(failing(Array.from({ length: 5 }, () => refused)).pauses).toEqual([100, 200, 400, 400, 400]);
  });

  it('never waits longer than 30 seconds, however often it fails', () => {
    const { pauses } = failing(
      Array.from({ length: 2_000 }, () => refused),
      Infinity,
    );
    expect(Math.max(...pauses)).toBe(30_000);
  });

  it('is told when it begins to fail and when it succeeds again, not for each try', () => {
    const { lines, retries } = failing([refused, refused, refused]);
    retries.succeeded();
    retries.succeeded();
    expect(lines).toEqual([
      'Following the log fails. It is tried again until it succeeds.',
      expect.stringMatching(/^Following the log succeeds again, after 0 seconds and 3 tries that failed\.$/),
    ]);
    expect(retries.failed(refused)).toBe(100);
    expect(lines).toHaveLength(3);
  });

  it('is told each new reason once, and numbers and ids make no new one', () => {
    const at = (position: number): Error => new Error(`No event stands at position ${position}.`);
    const { lines } = failing([refused, at(7), refused, at(12), 'gone']);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe('Following the log fails for another reason. It is tried again until it succeeds.');
  });

  it('fills no log with ever new reasons', () => {
    const { lines } = failing(Array.from({ length: 100 }, (_, n) => new Error('x'.repeat(n))));
    expect(lines).toHaveLength(16);
  });

  it('waits for the next try no longer than its signal', async () => {
    const { retries } = failing([], 30_000);
    const stop = new AbortController();
    stop.abort();
    await retries.after(refused, stop.signal);
    expect(retries.failed(refused)).toBe(200);
  });
});
