import { setImmediate as turn } from 'node:timers/promises';
import type { CommandName } from '../../kernel/permissions.js';
import { clerk } from '../../../test/support/given.js';
import { SimulatedClock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import { GatewayCommand } from './gateway.command.js';
import { CommandGateway } from './command-gateway.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';

class Given extends GatewayCommand {
  readonly commandName: CommandName = 'openMatter';
}

const decided = { events: [], position: 7, revision: 0 };

/** Makes a gateway that waits for the fake `settled`, and the list of commands that it passes to the command bus. */
function gateway(settled: (position: number) => Promise<void> = () => Promise.resolve()) {
  const given: GatewayCommand[] = [];
  const commandBus: InstrumentedCommandBus = Object.assign(Object.create(InstrumentedCommandBus.prototype), {
    execute: (command: GatewayCommand) => {
      given.push(command);
      return Promise.resolve(decided);
    },
  });
  const checkpoints: Checkpoints = Object.assign(Object.create(Checkpoints.prototype), { settled });
  const clock = new SimulatedClock('2026-05-11T22:30:00.000Z');
  return { gateway: new CommandGateway(commandBus, clock, checkpoints), given };
}

describe('the gateway', () => {
  it('stamps who, the day in Stockholm and the command, whatever the client says', async () => {
    const { gateway: open, given } = gateway();
    const command = Object.assign(new Given(), { stamp: { actor: 'somebody else', today: '1999-01-01' } });
    expect(await open.submit(command, clerk)).toBe(decided);
    const [stamped] = given;
    expect(stamped?.stamp).toMatchObject({ actor: clerk, today: '2026-05-12', causationId: null });
    expect(stamped?.stamp.correlationId).toBe(stamped?.stamp.commandId);
  });

  it("rule 41: keeps the client's command id", async () => {
    const { gateway: open, given } = gateway();
    const commandId = '0b9e2c1e-6f1e-4f0a-9a36-0d8f1c2b7a11';
    await open.submit(Object.assign(new Given(), { commandId }), clerk);
    expect(given[0]?.stamp.commandId).toBe(commandId);
  });

  it('answers when the views show all that follows from the command, and not before', async () => {
    const asked: number[] = [];
    let settle: () => void = () => undefined;
    let isAnswered = false;
    const { gateway: open } = gateway((position) => {
      asked.push(position);
      return new Promise((resolve) => (settle = resolve));
    });
    const answer = open.submit(new Given(), clerk).then(() => (isAnswered = true));
    await turn();
    expect([asked, isAnswered]).toEqual([[7], false]);
    settle();
    await answer;
  });

  it('says that it is saved when what follows is late, so that nobody sends it again', async () => {
    const { gateway: open } = gateway(() => Promise.reject(new TimedOut('late')));
    await expect(open.submit(new Given(), clerk)).rejects.toMatchObject({ code: 'NOT_YET_VISIBLE' });
  });

  it('passes on what else fails', async () => {
    const { gateway: open } = gateway(() => Promise.reject(new Error('gone')));
    await expect(open.submit(new Given(), clerk)).rejects.toThrow('gone');
  });
});
