import { setImmediate as turn } from 'node:timers/promises';
import type { CommandName } from '../../kernel/permissions.js';
import { clerk } from '../../../test/support/given.js';
import { Logger } from '@nestjs/common';
import type { AnyEvent } from '../../kernel/fold.js';
import { LogTail } from '../projections/log-tail.service.js';
import { Reactions } from './reactions.service.js';
import { SimulatedClock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import { makerOf } from './command-id.service.js';
import { hashOf } from './events-of-command.service.js';
import { type Decided, GatewayCommand } from './gateway.command.js';
import { CommandGateway } from './command-gateway.service.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { carriedOutBy, withinField } from '../runtime/carried-out.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { StoreUnavailable } from '../runtime/store-unavailable.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';

class Given extends GatewayCommand {
  readonly commandName: CommandName = 'openMatter';
}

const decided = { events: [], position: 7, revision: 0 };

/**
 * A gateway of a process that no longer has the command's events, whose reactor settles as told, and what it has given
 * to the command bus.
 */
function gateway(
  settled: (position: number) => Promise<void> = () => Promise.resolve(),
  settle: (decided: Decided<AnyEvent>) => Promise<number | null> = () => Promise.resolve(null),
) {
  const given: GatewayCommand[] = [];
  const commandBus: InstrumentedCommandBus = Object.assign(Object.create(InstrumentedCommandBus.prototype), {
    execute: (command: GatewayCommand) => {
      given.push(command);
      return Promise.resolve(decided);
    },
  });
  const checkpoints: Checkpoints = Object.assign(Object.create(Checkpoints.prototype), { settled });
  const reactions: Reactions = Object.assign(Object.create(Reactions.prototype), { settle });
  const tail: LogTail = Object.assign(Object.create(LogTail.prototype), {
    reached: () => Promise.resolve(),
    upToDate: () => Promise.resolve(),
  });
  const clock = new SimulatedClock('2026-05-11T22:30:00.000Z');
  return { gateway: new CommandGateway(commandBus, reactions, clock, tail, checkpoints), given };
}

beforeAll(() => Logger.overrideLogger(false));

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
    expect(given[0]?.stamp).toMatchObject({ commandId, isFresh: false });
  });

  it('rule 41: makes an id for a command without one, which belongs to this command', async () => {
    const { gateway: open, given } = gateway();
    for (const commandId of [undefined, null]) await open.submit(Object.assign(new Given(), { commandId }), clerk);
    for (const command of given) {
      const { commandId, isFresh } = command.stamp;
      expect([isFresh, makerOf(commandId, hashOf(command, clerk.personId))]).toEqual([true, 'service']);
    }
    expect(given).toHaveLength(2);
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

  it('does not wait for the reactor when this process has carried out what follows', async () => {
    const { gateway: open } = gateway(
      () => Promise.reject(new Error('asked')),
      ({ position }) => Promise.resolve(position + 1),
    );
    expect(await open.submit(new Given(), clerk)).toBe(decided);
  });

  it('waits for the reactor when a reaction failed at once', async () => {
    const asked: number[] = [];
    const { gateway: open } = gateway(
      (position) => Promise.resolve(void asked.push(position)),
      () => Promise.reject(new Error('too heavy')),
    );
    expect(await open.submit(new Given(), clerk)).toBe(decided);
    expect(asked).toEqual([7]);
  });

  it('says that it is saved when what follows is late, so that nobody sends it again', async () => {
    const { gateway: open } = gateway(() => Promise.reject(new TimedOut('late')));
    await expect(open.submit(new Given(), clerk)).rejects.toMatchObject({ code: 'NOT_YET_VISIBLE' });
  });

  it('says that it is saved when what follows fails in whatever way', async () => {
    const { gateway: open } = gateway(() => Promise.reject(new StoreUnavailable('gone')));
    await expect(open.submit(new Given(), clerk)).rejects.toMatchObject({ code: 'NOT_YET_VISIBLE' });
  });

  describe('what it notes as carried out, for which nobody may be told to try again', () => {
    const commandId = '0b9e2c1e-6f1e-4f0a-9a36-0d8f1c2b7a11';

    async function noted(submit: () => Promise<unknown>): Promise<string | null> {
      const context = {};
      await withinField(context, 'answer', () => submit().catch(() => null));
      return carriedOutBy(context, 'answer');
    }

    it('is the command of the person', async () => {
      const { gateway: open } = gateway();
      expect(await noted(() => open.submit(Object.assign(new Given(), { commandId }), clerk))).toBe(commandId);
    });

    it('is nothing after a dry run, which appends nothing', async () => {
      const { gateway: open } = gateway();
      const trial = Object.assign(new Given(), { commandId, dryRun: true });
      expect(await noted(() => open.submit(trial, clerk))).toBe(null);
    });
  });

  describe('when the rule refuses', () => {
    const refused = new Refusal(refusals.REASON_MISSING, {});

    /** A gateway whose rule refuses at first, and whose reactions were due as told. */
    function refusing(
      due: () => Promise<boolean | null>,
      settled: () => Promise<void> = () => Promise.resolve(),
      because: Refusal = refused,
    ) {
      let times = 0;
      const commandBus: InstrumentedCommandBus = Object.assign(Object.create(InstrumentedCommandBus.prototype), {
        execute: () => ((times += 1) === 1 ? Promise.reject(because) : Promise.resolve(decided)),
      });
      const reactions: Reactions = Object.assign(Object.create(Reactions.prototype), {
        settleAfter: due,
        settle: () => Promise.resolve(7),
      });
      const checkpoints: Checkpoints = Object.create(Checkpoints.prototype, {
        reacted: { value: 3 },
        settled: { value: settled },
      });
      const tail: LogTail = Object.create(LogTail.prototype, {
        position: { value: 7 },
        reached: { value: () => Promise.resolve() },
      });
      const clock = new SimulatedClock('2026-05-11T22:30:00.000Z');
      return new CommandGateway(commandBus, reactions, clock, tail, checkpoints).submit(new Given(), clerk);
    }

    it('passes the refusal on when no reaction was due', async () => {
      await expect(refusing(() => Promise.resolve(false))).rejects.toBe(refused);
    });

    it('asks the rule again when a reaction was due', async () => {
      expect(await refusing(() => Promise.resolve(true))).toBe(decided);
    });

    it('waits for the reactor when it no longer has the events, and asks the rule again', async () => {
      expect(await refusing(() => Promise.resolve(null))).toBe(decided);
    });

    it('says that it is starting when the reactor does not come so far', async () => {
      const late = refusing(
        () => Promise.resolve(null),
        () => Promise.reject(new TimedOut('late')),
      );
      await expect(late).rejects.toMatchObject({ code: 'STARTING' });
    });

    it.each([platformRefusals.ANOTHER_LOG, platformRefusals.STORE_UNAVAILABLE, platformRefusals.NEWER_VERSION])(
      'carries out no reaction when it is the store that refuses: $code',
      async (kind) => {
        let asked = 0;
        const ofStore = new Refusal(kind, {});
        const due = () => Promise.resolve((asked += 1) > 0);
        await expect(refusing(due, undefined, ofStore)).rejects.toBe(ofStore);
        expect(asked).toBe(0);
      },
    );

    it('says that the store is away when a reaction fails for that', async () => {
      const unknown = new Refusal(platformRefusals.OUTCOME_UNKNOWN, { commandId: 'of the reaction' });
      await expect(refusing(() => Promise.reject(unknown))).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(refusing(() => Promise.reject(new StoreUnavailable('gone')))).rejects.toBeInstanceOf(
        StoreUnavailable,
      );
    });

    it('passes the refusal on when the reaction is refused too, as a dead letter is', async () => {
      const dead = new Refusal(refusals.NOT_FOUND, { id: 'gone' });
      await expect(refusing(() => Promise.reject(dead))).rejects.toBe(refused);
    });
  });
});
