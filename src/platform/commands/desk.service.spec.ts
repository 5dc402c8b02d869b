import { setImmediate as turn } from 'node:timers/promises';
import type { CommandName } from '../../kernel/may.js';
import { clerk } from '../../../test/support/given.js';
import { SimulatedClock } from '../runtime/clock.service.js';
import { Commands } from './commands.service.js';
import { DeskCommand } from './desk.command.js';
import { Desk } from './desk.service.js';
import { TimedOut } from '../runtime/milestone.service.js';
import { Progress } from '../projections/progress.service.js';

class Given extends DeskCommand {
  readonly commandName: CommandName = 'openMatter';
}

const decided = { events: [], position: 7, revision: 0 };

/** A desk whose views and reactions settle as told, and what it has given to the command bus. */
function desk(settled: (position: number) => Promise<void> = () => Promise.resolve()) {
  const given: DeskCommand[] = [];
  const commands: Commands = Object.assign(Object.create(Commands.prototype), {
    execute: (command: DeskCommand) => {
      given.push(command);
      return Promise.resolve(decided);
    },
  });
  const progress: Progress = Object.assign(Object.create(Progress.prototype), { settled });
  const clock = new SimulatedClock('2026-05-11T22:30:00.000Z');
  return { desk: new Desk(commands, clock, progress), given };
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

  it('answers when the views show all that follows from the command, and not before', async () => {
    const asked: number[] = [];
    let settle: () => void = () => undefined;
    let isAnswered = false;
    const { desk: open } = desk((position) => {
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
    const { desk: open } = desk(() => Promise.reject(new TimedOut('late')));
    await expect(open.submit(new Given(), clerk)).rejects.toMatchObject({ code: 'NOT_YET_VISIBLE' });
  });

  it('passes on what else fails', async () => {
    const { desk: open } = desk(() => Promise.reject(new Error('gone')));
    await expect(open.submit(new Given(), clerk)).rejects.toThrow('gone');
  });
});
