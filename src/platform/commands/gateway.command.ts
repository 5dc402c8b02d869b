import { Command } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Act, CommandName } from '../../kernel/permissions.js';
import type { AnyEvent } from '../../kernel/fold.js';
import { CommandIdField, RevisionField } from './fields.command.js';

/** An act with its place in the chain of causes. */
export interface Stamp extends Act {
  readonly commandId: string;
  readonly correlationId: string;
  /** The event that this is a reaction to; null for a person's command. */
  readonly causationId: string | null;
  /** The trace that it is a part of; absent where traces are not collected. */
  readonly traceId?: string;
}

/** What came of an accepted command: its events, and where the log and their stream stood after them. */
export interface Decided<Event extends AnyEvent> {
  readonly events: readonly Event[];
  readonly position: number;
  readonly revision: number;
}

/** What every command has besides its content. The gateway stamps it; it has no field in the API. */
@InputType({ isAbstract: true })
export abstract class GatewayCommand<Event extends AnyEvent = AnyEvent> extends Command<Decided<Event>> {
  abstract readonly commandName: CommandName;

  @CommandIdField()
  commandId?: string;

  @RevisionField()
  expectedRevision?: number;

  declare stamp: Stamp;
}
