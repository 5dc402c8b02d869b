import { Inject, Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type AnyEvent, NewerEvent } from '../../kernel/fold.js';
import { isRefusal, Refusal } from '../../kernel/refusal.js';
import { noteCarriedOut } from '../runtime/carried-out.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { AnotherLog, StoreUnavailable } from '../runtime/store-unavailable.js';
import { Admission } from '../event-store/admission.service.js';
import type { Decided, GatewayCommand } from './gateway.command.js';
import { Outages } from '../telemetry/outages.service.js';
import { Metrics } from '../telemetry/metrics.service.js';
import { type Tracing, TRACING } from '../telemetry/tracing.service.js';

/**
 * The refusal for a store that did not answer, or holds another log or events of a newer build: nothing was done, or the
 * outcome is unknown. An event of a newer build is met before anything is appended.
 */
function asRefusal(error: unknown, commandId: string): unknown {
  if (error instanceof NewerEvent) return new Refusal(platformRefusals.NEWER_VERSION, {}, { cause: error });
  if (!(error instanceof StoreUnavailable)) return error;
  if (!error.isNothingDone) return new Refusal(platformRefusals.OUTCOME_UNKNOWN, { commandId }, { cause: error });
  const refusal = error instanceof AnotherLog ? platformRefusals.ANOTHER_LOG : platformRefusals.STORE_UNAVAILABLE;
  return new Refusal(refusal, {}, { cause: error });
}

/** Sends each command to the command bus, with metrics, a log line and a trace span. */
@Injectable()
export class InstrumentedCommandBus {
  readonly #log = new Logger(InstrumentedCommandBus.name);

  constructor(
    private readonly commandBus: CommandBus,
    private readonly metrics: Metrics,
    @Inject(TRACING) private readonly tracing: Tracing,
    private readonly admission: Admission,
    private readonly outages: Outages,
  ) {}

  execute<Event extends AnyEvent>(command: GatewayCommand<Event>): Promise<Decided<Event>> {
    const { commandName: name, stamp } = command;
    const facts = { 'tertial.command_id': stamp.commandId };
    const carryOut = (): Promise<Decided<Event>> => {
      // A system command belongs to the trace of the command that caused it.
      const traceId = stamp.traceId ?? this.tracing.traceId();
      if (traceId !== undefined) command.stamp = { ...stamp, traceId };
      return this.carryOut(command);
    };
    return this.tracing.within(name, facts, carryOut, stamp.traceId);
  }

  /** Runs the work of a command that makes no events. Counts, logs and traces it like {@link execute}. */
  async counted<Result>(command: string, commandId: string, work: () => Promise<Result>): Promise<Result> {
    return this.tracing.within(command, { 'tertial.command_id': commandId }, async () => {
      const result = await this.counting({ command, commandId, startedBy: commandId }, work, () => ({}));
      noteCarriedOut(commandId);
      return result;
    });
  }

  private async carryOut<Event extends AnyEvent>(command: GatewayCommand<Event>): Promise<Decided<Event>> {
    const { commandName, stamp } = command;
    // The correlation id is the id of the command that started the chain of events.
    const named = { command: commandName, commandId: stamp.commandId, startedBy: stamp.correlationId };
    const told = ({ position }: Decided<Event>) => ({ position });
    return this.counting(named, () => this.commandBus.execute(command), told);
  }

  /** Nothing is acknowledged that the stores have lost meanwhile. */
  private async admitted<Result>(work: () => Promise<Result>): Promise<Result> {
    this.admission.admit();
    const result = await work();
    try {
      this.admission.require();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new StoreUnavailable(message, { isNothingDone: false });
    }
    return result;
  }

  /** Whether the log has one line for all commands that are refused for this reason. */
  private isTold({ code }: Refusal): boolean {
    if (code === platformRefusals.ANOTHER_LOG.code) return true;
    if (code === platformRefusals.NEWER_VERSION.code) return this.admission.isOvertaken;
    return code === platformRefusals.STORE_UNAVAILABLE.code && this.outages.commandRefused();
  }

  private async counting<Result>(
    named: { readonly command: string; readonly commandId: string; readonly startedBy: string },
    work: () => Promise<Result>,
    told: (result: Result) => object,
  ): Promise<Result> {
    const { command } = named;
    try {
      const result = await this.admitted(work).catch((error: unknown) => {
        throw asRefusal(error, named.commandId);
      });
      this.metrics.carriedOut(command, 'accepted');
      this.#log.log({ message: 'A command was carried out.', ...named, ...told(result) });
      return result;
    } catch (error) {
      const outcome = isRefusal(error) ? 'refused' : 'failed';
      this.metrics.carriedOut(command, outcome);
      if (isRefusal(error) && error.cause instanceof Error) {
        // A refusal with a cause comes from a technical failure, such as a full disk. It does not come from a rule.
        const line = {
          message: 'A command was not answered.',
          ...named,
          code: error.code,
          because: error.cause.message,
        };
        const isTold = this.isTold(error);
        if (isTold) this.#log.debug(line);
        else this.#log.error(line);
      } else if (isRefusal(error)) this.#log.log({ message: 'A command was refused.', ...named, code: error.code });
      else this.#log.error({ message: 'A command failed.', ...named });
      throw error;
    }
  }
}
