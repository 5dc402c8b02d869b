import { applyDecorators } from '@nestjs/common';
import { Command } from '@nestjs/cqrs';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { AnyEvent } from '../../kernel/fold.js';
import { idOf } from '../../kernel/identity.js';
import type { DecisionReference } from '../../kernel/outcome.js';
import type { Act, CommandName } from '../../kernel/permissions.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { LocalDate } from '../graphql-types/values.view.js';

/** The id of a thing. A text that is no such id names something that does not exist (rule 43). */
export function IdField(thing: Parameters<typeof idOf>[0], description?: string): PropertyDecorator {
  const options = description === undefined ? {} : { description };
  return applyDecorators(
    Field(() => ID, options),
    IsString(),
    Transform(({ value }) => idOf(thing, String(value))),
  );
}

/** As {@link IdField}; undefined or null when it is left out. */
export function OptionalIdField(thing: Parameters<typeof idOf>[0], description?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => ID, { nullable: true, ...(description === undefined ? {} : { description }) }),
    IsOptional(),
    IsString(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? idOf(thing, value) : value)),
  );
}

const LONGEST_LIST = 500;

/** The ids of several things; none when it is left out. */
export function IdsField(thing: Parameters<typeof idOf>[0], description?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => [ID], { defaultValue: [], ...(description === undefined ? {} : { description }) }),
    IsArray(),
    ArrayMaxSize(LONGEST_LIST),
    IsString({ each: true }),
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map((one) => idOf(thing, String(one))) : value,
    ),
  );
}

export function CommandIdField(): PropertyDecorator {
  const description = 'A UUID of your own. The same one sent again has one effect and gets the same answer.';
  return applyDecorators(
    Field(() => ID, { nullable: true, description }),
    IsOptional(),
    IsUUID(),
  );
}

export function RevisionField(): PropertyDecorator {
  const description = 'The revision of what you have read. When it has been changed since, the command is refused.';
  return applyDecorators(
    Field(() => Int, { nullable: true, description }),
    IsOptional(),
    IsInt(),
    Min(0),
  );
}

const LONGEST_NAME_IN_CHARACTERS = 200;

/** Text without control characters, which a database's text cannot hold. */
export const printable = /^[^\p{Cc}]*$/u;

/** A name on one line. */
export function NameField(description?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, description === undefined ? {} : { description }),
    IsString(),
    MaxLength(LONGEST_NAME_IN_CHARACTERS),
    Matches(printable),
  );
}

/** As {@link NameField}; undefined or null when it is left out. */
export function OptionalNameField(description: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: true, description }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_NAME_IN_CHARACTERS),
    Matches(printable),
  );
}

const LONGEST_TEXT_IN_CHARACTERS = 10_000;

/** A text that a person writes. */
export function TextField(description?: string): PropertyDecorator {
  const options = description === undefined ? {} : { description };
  return applyDecorators(
    Field(() => String, options),
    IsString(),
    MaxLength(LONGEST_TEXT_IN_CHARACTERS),
  );
}

/** As {@link TextField}; empty when it is left out. */
export function OptionalTextField(description?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { defaultValue: '', ...(description === undefined ? {} : { description }) }),
    IsString(),
    MaxLength(LONGEST_TEXT_IN_CHARACTERS),
  );
}

/** The number of a § in the minutes, stored without the sign. */
export function ParagraphField(): PropertyDecorator {
  return applyDecorators(
    TextField('The number of the § in the minutes.'),
    Transform(({ value }: { value: unknown }) => withoutSign(value)),
  );
}

/** Numbers of §§, each stored without the sign. */
export function ParagraphsField(): PropertyDecorator {
  return applyDecorators(
    Field(() => [String], { description: 'The numbers of the §§ in the minutes.' }),
    IsArray(),
    ArrayMaxSize(LONGEST_LIST),
    IsString({ each: true }),
    MaxLength(LONGEST_TEXT_IN_CHARACTERS, { each: true }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(withoutSign) : value)),
  );
}

function withoutSign(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^[§\s]+/, '') : value;
}

export function OptionalDateField(description: string): PropertyDecorator {
  return applyDecorators(
    Field(() => LocalDate, { nullable: true, description }),
    IsOptional(),
  );
}

export function DateField(description?: string): PropertyDecorator {
  return Field(() => LocalDate, description === undefined ? {} : { description });
}

@InputType({ description: 'Where a decision is found: day of the meeting, § of its minutes, registry number.' })
export class DecisionReferenceInput implements DecisionReference {
  @DateField()
  readonly date!: IsoDate;

  @ParagraphField()
  readonly paragraph!: string;

  @TextField()
  readonly dnr!: string;
}

export function DecisionField(): PropertyDecorator {
  return applyDecorators(
    Field(() => DecisionReferenceInput),
    ValidateNested(),
    Type(() => DecisionReferenceInput),
  );
}

@InputType({ description: 'A name in Swedish and English.' })
export class LabelInput {
  @TextField()
  readonly sv!: string;

  @TextField()
  readonly en!: string;
}

/** An act with its place in the chain of causes. */
export interface Stamp extends Act {
  readonly commandId: string;
  readonly correlationId: string;
  /** The event that this is a reaction to; null for a person's command. */
  readonly causationId: string | null;
  /** The trace's id; absent where traces are not collected. */
  readonly traceId?: string;
}

/** The result of an accepted command: its events, and the position and revision after them. */
export interface Decided<Event extends AnyEvent> {
  readonly events: readonly Event[];
  readonly position: number;
  readonly revision: number;
}

/** The base of every command. The gateway sets the stamp, which has no field in the API. */
@InputType({ isAbstract: true })
export abstract class GatewayCommand<Event extends AnyEvent = AnyEvent> extends Command<Decided<Event>> {
  abstract readonly commandName: CommandName;

  @CommandIdField()
  commandId?: string;

  @RevisionField()
  expectedRevision?: number;

  declare stamp: Stamp;
}
