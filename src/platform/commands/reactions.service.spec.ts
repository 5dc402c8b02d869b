import { metadata } from '../../../test/stores/store-under-test.js';
import { type AnyEvent, type EventOf, type Fold, positionOf, type Stored } from '../../kernel/fold.js';
import { bound, systemCommand } from '../../kernel/reaction.js';
import { LogTail } from '../projections/log-tail.service.js';
import { SimulatedClock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import { CommandHandling } from './command-handling.service.js';
import type { Decided } from './gateway.command.js';
import { Reactions } from './reactions.service.js';

type StoneEvent = EventOf<'StonePushed', { left: number }>;

const stoneFold: Fold<null, StoneEvent> = {
  kind: 'stone',
  initial: null,
  events: { StonePushed: [] },
  evolve: () => null,
};

const push = systemCommand({
  name: 'establishGoal',
  fold: stoneFold,
  id: () => 'next',
  rule: (data: { left: number }): StoneEvent[] => [{ type: 'StonePushed', data }],
});

/** Each stone pushes the next one, until none is left. */
const pushOn = bound<StoneEvent, null>({
  name: 'push-on',
  to: stoneFold,
  types: ['StonePushed'],
  looksAt: { fold: stoneFold, id: () => 'next' },
  react: ({ data }) => (data.left > 0 ? [push({ left: data.left - 1 })] : []),
});

function pushed(position: number, left: number, municipality = metadata.municipalityId): Stored {
  return {
    id: `00000000-0000-4000-8000-00000000000${position}`,
    stream: `stone-${position}`,
    revision: 0,
    position: positionOf(position),
    recordedAt: '2026-05-11T22:30:00.000Z',
    metadata: { ...metadata, municipalityId: municipality },
    type: 'StonePushed',
    version: 1,
    data: { left },
  };
}

const log = [pushed(1, 2), pushed(2, 1), pushed(3, 0)];

/** The reactions of a process whose tail has these events of the log, and the positions that its commands came to. */
function reactionsOver(tailed: readonly Stored[]) {
  const issued: number[] = [];
  let position = 1;
  const bus: InstrumentedCommandBus = Object.assign(Object.create(InstrumentedCommandBus.prototype), {
    execute: (): Promise<Decided<AnyEvent>> => {
      issued.push((position += 1));
      const event: AnyEvent = { type: 'StonePushed', data: { left: 0 } };
      return Promise.resolve({ events: [event], position, revision: 0 });
    },
  });
  const tail: LogTail = Object.assign(Object.create(LogTail.prototype), {
    endingAt: (at: number) =>
      tailed
        .filter((event) => event.position === at)
        .slice(0, 1)
        .reduce(some, null),
    eventsAfter: (after: number) => (after < 0 ? null : tailed.filter((event) => event.position > after)),
  });
  const handling: CommandHandling = Object.assign(Object.create(CommandHandling.prototype), {
    read: () => Promise.resolve(null),
  });
  const clock = new SimulatedClock('2026-05-11T22:30:00.000Z');
  return { reactions: new Reactions([pushOn], handling, bus, clock, tail), issued };
}

function some(_: readonly Stored[] | null, event: Stored): readonly Stored[] {
  return [event];
}

const first = { events: [{ type: 'StonePushed', data: { left: 2 } }], position: 1 };

describe('what follows from a command', () => {
  it('is carried out to the end of the chain, and the newest position is told', async () => {
    const { reactions, issued } = reactionsOver(log);
    expect(await reactions.settle(first)).toBe(3);
    expect(issued).toEqual([2, 3]);
  });

  it('is not known to be carried out when the tail lacks an event in the middle of the chain', async () => {
    const { reactions } = reactionsOver(log.filter(({ position }) => position !== 2));
    expect(await reactions.settle(first)).toBeNull();
  });
});

describe('what is due after a position', () => {
  it('is carried out, and told', async () => {
    const { reactions, issued } = reactionsOver(log);
    expect(await reactions.settleAfter(0, 'exempel')).toBe(true);
    expect(issued).toEqual([2, 3]);
  });

  it.each([
    ['of another municipality', 0, 'annan', false],
    ['that the reactor has come to', 3, 'exempel', false],
    ['that the tail lacks', -1, 'exempel', null],
  ])('leaves out what is due %s', async (_, after, municipality, due) => {
    const { reactions, issued } = reactionsOver(log);
    expect(await reactions.settleAfter(after, municipality)).toBe(due);
    expect(issued).toEqual([]);
  });
});
