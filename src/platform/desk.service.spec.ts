import { CommandBus } from '@nestjs/cqrs';
import type { CommandName } from '../kernel/may.js';
import { clerk } from '../../test/support/given.js';
import { SimulatedClock } from './clock.service.js';
import { DeskCommand } from './desk.command.js';
import { Desk } from './desk.service.js';
import { TimedOut } from './milestone.service.js';
import { Projector } from './projector.service.js';
import { Reactor } from './reactor.service.js';

class Given extends DeskCommand {
  readonly commandName: CommandName = 'openMatter';
}

const decided = { events: [], position: 7, revision: 0 };

/** A desk whose views and reactions are as told, and what it has given to the command bus. */
function desk({ settled = () => Promise.resolve(7), reached = () => Promise.resolve() } = {}) {
  const given: DeskCommand[] = [];
  const commandBus: CommandBus = Object.assign(Object.create(CommandBus.prototype), {
    execute: (command: DeskCommand) => {
      given.push(command);
      return Promise.resolve(decided);
    },
  });
  const reactor: Reactor = Object.assign(Object.create(Reactor.prototype), { settled });
  const projector: Projector = Object.assign(Object.create(Projector.prototype), { reached });
  const clock = new SimulatedClock('2026-05-11T22:30:00.000Z');
  return { desk: new Desk(commandBus, clock, projector, reactor), given };
}

describe('the desk', () => {
  it('stamps who, the day in Stockholm and the command, whatever the client says', async () => {
    const { desk: open, given } = desk();
    const command = Object.assign(new Given(), { stamp: { actor: 'somebody else', today: '1999-01-01' } });
    expect(await open.submit(command, clerk)).toBe(decided);
    const [stamped] = given;
    expect(stamped?.stamp).toMatchObject({ actor: clerk, today: '2026-05-12', causationId: null });
    expect(stamped?.stamp.correlationId).toBe(stamped?.stamp.commandId);
  });

  it("rule 41: keeps the client's command id", async () => {
    const { desk: open, given } = desk();
    const commandId = '0b9e2c1e-6f1e-4f0a-9a36-0d8f1c2b7a11';
    await open.submit(Object.assign(new Given(), { commandId }), clerk);
    expect(given[0]?.stamp.commandId).toBe(commandId);
  });

  it('waits for what follows from the command before it looks at the views', async () => {
    const asked: number[] = [];
    const { desk: open } = desk({
      settled: () => Promise.resolve(9),
      reached: (position?: number) => {
        asked.push(position ?? 0);
        return Promise.resolve();
      },
    });
    await open.submit(new Given(), clerk);
    expect(asked).toEqual([9]);
  });

  it.each([
    ['reactions', { settled: () => Promise.reject(new TimedOut('late')) }],
    ['views', { reached: () => Promise.reject(new TimedOut('late')) }],
  ])('says that it is saved when the %s are late, so that nobody sends it again', async (_, late) => {
    const { desk: open } = desk(late);
    await expect(open.submit(new Given(), clerk)).rejects.toMatchObject({ code: 'NOT_YET_VISIBLE' });
  });

  it('passes on what else fails', async () => {
    const { desk: open } = desk({ reached: () => Promise.reject(new Error('gone')) });
    await expect(open.submit(new Given(), clerk)).rejects.toThrow('gone');
  });
});
