import { Logger } from '@nestjs/common';
import { newOutages, Outage, type Outages } from './outages.service.js';

const { jest } = import.meta;

const MINUTE = 60_000;
const SECOND = 1_000;

describe('an outage of a store', () => {
  let lines: object[];
  let outages: Outages;
  let log: Outage;

  beforeEach(() => {
    lines = [];
    const on = (level: string) => (message: object) => lines.push({ level, ...message });
    Logger.overrideLogger({ log: on('log'), warn: on('warn'), error: on('error') });
    jest.useFakeTimers();
    outages = newOutages(false);
    log = outages.log;
    log.answered();
  });

  afterEach(() => {
    outages.close();
    jest.useRealTimers();
    Logger.overrideLogger(false);
  });

  it('is told with why, with each new reason once, and with how long it was', () => {
    for (const because of ['cut', 'cut', 'refused', 'cut', 'refused']) log.failed(because);
    jest.advanceTimersByTime(20 * SECOND);
    expect(outages.isAny).toBe(true);
    log.answered();
    jest.advanceTimersByTime(SECOND);
    expect(lines).toEqual([
      { level: 'error', message: 'A store is away.', store: 'log', because: 'cut' },
      { level: 'error', message: 'A store is away for another reason.', store: 'log', because: 'refused' },
      { level: 'log', message: 'A store is back.', store: 'log', seconds: 20, refusedCommands: 0 },
    ]);
    expect(outages.isAny).toBe(false);
  });

  it('is told once a minute, with how many commands were refused', () => {
    log.failed('cut');
    for (let command = 0; command < 500; command += 1) expect(outages.commandRefused()).toBe(true);
    jest.advanceTimersByTime(2 * MINUTE);
    expect(lines.slice(1)).toEqual(
      [60, 120].map((seconds) => ({
        level: 'error',
        message: 'A store is still away.',
        store: 'log',
        seconds,
        refusedCommands: 500,
        because: 'cut',
      })),
    );
  });

  it('is one when the store flickers', () => {
    for (let time = 0; time < 10; time += 1) {
      log.failed('cut');
      jest.advanceTimersByTime(SECOND / 2);
      log.answered();
      jest.advanceTimersByTime(SECOND / 2);
    }
    expect(lines).toHaveLength(1);
    jest.advanceTimersByTime(MINUTE);
    expect(lines).toHaveLength(2);
  });

  it('goes on until that is done which failed', () => {
    log.failed('denied', 'appends');
    log.answered('readings');
    log.answered();
    jest.advanceTimersByTime(2 * SECOND);
    expect(outages.isAny).toBe(true);
    log.answered('appends');
    jest.advanceTimersByTime(2 * SECOND);
    expect(outages.isAny).toBe(false);
  });

  it('does not flood the log, however many reasons there are', () => {
    for (let reason = 0; reason < 1_000; reason += 1) log.failed(`port ${reason}`);
    expect(lines.length).toBeLessThan(20);
  });

  it('is told by nobody before the first answer and after the end', () => {
    const fresh = new Outage('views');
    fresh.failed('cut');
    fresh.answered();
    fresh.failed('cut');
    fresh.close();
    fresh.failed('refused');
    jest.advanceTimersByTime(MINUTE);
    expect(lines).toHaveLength(1);
  });

  it('is not the reason of a command that is refused while all stores answer', () => {
    expect(outages.commandRefused()).toBe(false);
    const one = newOutages(true);
    one.views.answered();
    one.views.failed('cut');
    one.commandRefused();
    jest.advanceTimersByTime(MINUTE);
    one.close();
    expect(lines.at(-1)).toMatchObject({ store: 'log and views', refusedCommands: 1 });
  });
});
