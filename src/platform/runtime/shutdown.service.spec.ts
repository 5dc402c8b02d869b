import { Logger } from '@nestjs/common';
import { limitShutdown, type StoppableProcess } from './shutdown.service.js';

/** A process that can be signalled, and the codes that it was ended with. */
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

describe('a stop', () => {
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is given ten seconds', () => {
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
  ])('that is asked for twice is over at once: %s, %s', (first, second) => {
    const { running, exits, signal } = standIn();
    limitShutdown(running);
    signal(first);
    expect(exits).toEqual([]);
    signal(second);
    expect(exits).toEqual([1]);
  });
});
