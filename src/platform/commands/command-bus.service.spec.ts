import { Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { openAdmission } from '../../../test/support/admission-under-test.js';
import { newOutages } from '../telemetry/outages.service.js';
import { clerk } from '../../../test/support/given.js';
import { NewerEvent } from '../../kernel/fold.js';
import type { CommandName } from '../../kernel/permissions.js';
import { carriedOutBy, withinField } from '../runtime/carried-out.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import { GatewayCommand } from './gateway.command.js';
import { Metrics } from '../telemetry/metrics.service.js';
import { AnotherLog } from '../runtime/store-unavailable.js';
import { noTracing } from '../telemetry/tracing.service.js';

class Given extends GatewayCommand {
  readonly commandName: CommandName = 'openMatter';
  override stamp = {
    actor: clerk,
    today: '2026-05-12',
    commandId: '0b9e2c1e-6f1e-4f0a-9a36-0d8f1c2b7a11',
    correlationId: '0b9e2c1e-6f1e-4f0a-9a36-0d8f1c2b7a11',
    causationId: null,
  };
}

/** Returns the messages that the bus logs, with their levels, when a command fails with this error. */
async function saidOf(
  error: Error,
  outages = newOutages(true),
  expected: unknown = error,
): Promise<readonly unknown[]> {
  const said: unknown[] = [];
  const on = (level: string) => (message: unknown) => said.push({ level, message });
  Logger.overrideLogger({ log: on('log'), warn: on('warn'), error: on('error'), debug: on('debug') });
  const bus: CommandBus = Object.assign(Object.create(CommandBus.prototype), { execute: () => Promise.reject(error) });
  const metrics: Metrics = Object.assign(Object.create(Metrics.prototype), { carriedOut: () => undefined });
  const sent = new InstrumentedCommandBus(bus, metrics, noTracing, openAdmission(), outages).execute(new Given());
  await expect(sent).rejects.toEqual(expected);
  return said;
}

afterEach(() => Logger.overrideLogger(false));

describe('a command that is not carried out', () => {
  it('is told of as no failure when the rules refuse it', async () => {
    const said = await saidOf(new Refusal(platformRefusals.BUSY, {}));
    expect(said).toMatchObject([{ level: 'log', message: { message: 'A command was refused.', code: 'BUSY' } }]);
  });

  it('says why when the store gave no answer', async () => {
    const cause = new Error('The events could not be written: No space left on device');
    const said = await saidOf(
      new Refusal(platformRefusals.OUTCOME_UNKNOWN, { commandId: new Given().stamp.commandId }, { cause }),
    );
    const message = { code: 'OUTCOME_UNKNOWN', command: 'openMatter', because: cause.message };
    expect(said).toMatchObject([{ level: 'error', message }]);
  });

  it('says why at debug when the log has been told that the store is away', async () => {
    const outages = newOutages(true);
    outages.log.answered();
    outages.log.failed('The connection was cut.');
    const cause = new Error('The connection was cut.');
    const said = await saidOf(new Refusal(platformRefusals.STORE_UNAVAILABLE, {}, { cause }), outages);
    outages.close();
    const message = { code: 'STORE_UNAVAILABLE', command: 'openMatter', because: cause.message };
    expect(said).toMatchObject([{ level: 'debug', message }]);
  });

  it('says why at debug when the log is another, which has a line of its own', async () => {
    const cause = new AnotherLog('The log is another.');
    const said = await saidOf(cause, newOutages(true), new Refusal(platformRefusals.ANOTHER_LOG, {}, { cause }));
    expect(said).toMatchObject([{ level: 'debug', message: { code: 'ANOTHER_LOG', because: cause.message } }]);
  });

  it('is refused, and says why, when it rests on an event of a newer build', async () => {
    const cause = new NewerEvent('version 2 of the event matter MatterOpened');
    const refusal = new Refusal(platformRefusals.NEWER_VERSION, {}, { cause });
    const said = await saidOf(cause, newOutages(true), refusal);
    const message = { code: 'NEWER_VERSION', command: 'openMatter', because: cause.message };
    expect(said).toMatchObject([{ level: 'error', message }]);
    expect(refusal.sentence('en')).toContain('Nothing was saved');
  });
});

describe('what the bus notes as carried out', () => {
  function busOf(): InstrumentedCommandBus {
    const bus: CommandBus = Object.assign(Object.create(CommandBus.prototype), { execute: () => Promise.resolve({}) });
    const metrics: Metrics = Object.assign(Object.create(Metrics.prototype), { carriedOut: () => undefined });
    return new InstrumentedCommandBus(bus, metrics, noTracing, openAdmission(), newOutages(true));
  }

  it('is no command of a reaction, which is carried out while a person waits for a refusal', async () => {
    const context = {};
    await withinField(context, 'answer', () => busOf().execute(new Given()));
    expect(carriedOutBy(context, 'answer')).toBe(null);
  });

  it('is the work of a command that makes no events', async () => {
    const context = {};
    const { commandId } = new Given().stamp;
    await withinField(context, 'answer', () => busOf().counted('addUnit', commandId, () => Promise.resolve()));
    expect(carriedOutBy(context, 'answer')).toBe(commandId);
  });
});
