import { Logger } from '@nestjs/common';
import { limitShutdown, type StoppableProcess } from './shutdown.service.js';

/** Makes a process that a test can signal. `exits` collects its exit codes. */
function standIn() {
  const listeners: Record<string, () => void> = {};
  const exits: number[] = [];
  const running: StoppableProcess = {
    on: (signal, listener) => (listeners[signal] = listener),
    exit: (code) => exits.push(code),
  };
  return { running, exits, signal: (name: string) => listeners[name]?.() };
}

const { jest } = import.meta;

describe('a shutdown', () => {
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('may take ten seconds', () => {
    const { running, exits, signal } = standIn();
    limitShutdown(running);
    jest.advanceTimersByTime(60_000);
    signal('SIGTERM');
    jest.advanceTimersByTime(9_999);
    expect(exits).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(exits).toEqual([1]);
  });

  it.each([
    ['SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGTERM'],
    ['SIGTERM', 'SIGINT'],
  ])('ends at once on a second signal: %s, %s', (first, second) => {
    const { running, exits, signal } = standIn();
    limitShutdown(running);
    signal(first);
    expect(exits).toEqual([]);
    signal(second);
    expect(exits).toEqual([1]);
  });
});
