import { SimulatedClock } from '../runtime/clock.service.js';
import { ClockSkew } from './clock-skew.service.js';

const NOON = Date.UTC(2026, 4, 12, 12);
const HOUR = 3_600_000;
let events = 0;

function at(milliseconds: number): string {
  return new Date(NOON + milliseconds).toISOString();
}

/** Compares the clocks by events that are sent now, recorded at an offset to noon, and arrive after a while. */
function skewAfter(...given: readonly { recorded: number; sent?: number; arrives?: number }[]): ClockSkew {
  const clock = new SimulatedClock(at(0));
  const skew = new ClockSkew(clock);
  for (const { recorded, sent, arrives = 0 } of given) {
    const id = String((events += 1));
    if (sent !== undefined) {
      clock.set(at(sent));
      skew.sends([{ id }]);
    }
    clock.set(at(arrives));
    skew.take([{ id, recordedAt: at(recorded) }]);
  }
  return skew;
}

describe('the difference between two clocks', () => {
  it.each([
    ['a clock that is an hour ahead', { recorded: HOUR, sent: -10 }, HOUR],
    ['a clock that is an hour behind', { recorded: -HOUR, sent: -10 }, 10 - HOUR],
    ['an event of another process from a clock that is ahead', { recorded: HOUR }, HOUR],
    ['an event that was an hour on its way', { recorded: 0, sent: -5, arrives: HOUR }, 0],
    ['an event that waited an hour to be recorded', { recorded: HOUR, sent: 0, arrives: HOUR }, 0],
    ['an event of another process that comes late', { recorded: -HOUR }, 0],
  ])('is found of %s', (_, event, milliseconds) => {
    expect(skewAfter(event).milliseconds).toBe(milliseconds);
    expect(skewAfter(event).isLarge).toBe(milliseconds !== 0);
  });

  it('is over when an event shows that it is', () => {
    const ahead = { recorded: HOUR };
    expect(skewAfter(ahead, { recorded: HOUR + 1, sent: HOUR, arrives: HOUR + 2 }).isLarge).toBe(false);
    expect(skewAfter(ahead, { recorded: HOUR + 1, arrives: HOUR + 2 }).isLarge).toBe(false);
  });

  it('is not taken from a time that a log has kept because its clock went back', () => {
    const { milliseconds } = skewAfter({ recorded: 0 }, { recorded: 0, sent: -HOUR, arrives: -HOUR });
    expect(milliseconds).toBe(0);
  });

  it('is not taken from events that another process wrote', () => {
    const clock = new SimulatedClock(at(0));
    const skew = new ClockSkew(clock);
    skew.sends([{ id: 'one' }]);
    skew.hasNotWritten([{ id: 'one' }]);
    skew.take([{ id: 'one', recordedAt: at(-HOUR) }]);
    expect(skew.milliseconds).toBe(0);
  });
});
