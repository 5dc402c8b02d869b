import { Command } from '@nestjs/cqrs';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import type { Act } from '../kernel/act.js';
import type { AnyEvent } from '../kernel/fold.js';
import type { CommandName } from '../kernel/may.js';

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

/** What every command has besides its content. The stamp is the desk's: it has no field in the API. */
@InputType({ isAbstract: true })
export abstract class DeskCommand<Event extends AnyEvent = AnyEvent> extends Command<Decided<Event>> {
  abstract readonly commandName: CommandName;

  @Field(() => ID, {
    nullable: true,
    description: 'A UUID of your own. The same one sent again has one effect and gets the same answer.',
  })
  @IsOptional()
  @IsUUID()
  commandId?: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision of what you have read. When it has been changed since, the command is refused.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  expectedRevision?: number;

  declare stamp: Stamp;
}

/** A command that only Tertial itself gives, in answer to an event. Its content is one object. */
export abstract class SystemCommand<Data, Event extends AnyEvent> extends DeskCommand<Event> {
  constructor(readonly data: Data) {
    super();
  }
}
