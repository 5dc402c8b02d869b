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
import type { AnyEvent, Metadata } from '../../kernel/fold.js';
import { idOf } from '../../kernel/identity.js';
import type { DecisionReference } from '../../kernel/outcome.js';
import type { Act, CommandName } from '../../kernel/permissions.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { folded, LONGEST_MAIL_ADDRESS_IN_CHARACTERS, mailAddress } from '../../kernel/text.js';
import { LocalDate } from '../graphql-types/values.view.js';

/** Field for the id of an entity. The service refuses a malformed id with `NOT_FOUND`, like an unknown id (rule 43). */
export function IdField(thing: Parameters<typeof idOf>[0], description?: string): PropertyDecorator {
  const options = description === undefined ? {} : { description };
  return applyDecorators(
    Field(() => ID, options),
    IsString(),
    Transform(({ value }) => idOf(thing, String(value))),
  );
}

/** Like {@link IdField}. The value is undefined or null when the client leaves it out. */
export function OptionalIdField(thing: Parameters<typeof idOf>[0], description?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => ID, { nullable: true, ...(description === undefined ? {} : { description }) }),
    IsOptional(),
    IsString(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? idOf(thing, value) : value)),
  );
}

const LONGEST_LIST = 500;

/** Field for a list of at most 500 ids. The list is empty when the client leaves it out. */
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
  const description =
    'A UUID that the client chooses, so that a command that is sent twice has one effect. If null, the service ' +
    'chooses the UUID. The UUID of an earlier, different command gives COMMAND_ID_REUSED, and so does a UUID that the ' +
    'service chose for a different command.';
  return applyDecorators(
    Field(() => ID, { nullable: true, description }),
    IsOptional(),
    IsUUID(),
  );
}

export function RevisionField(): PropertyDecorator {
  const description =
    'The `revision` of the goal, matter or other object to change, as the client read it last. If the object has ' +
    'changed since then, the service refuses the command with REVISION_CONFLICT. -1 says that it did not exist. Null ' +
    'skips this check.';
  return applyDecorators(
    Field(() => Int, { nullable: true, description }),
    IsOptional(),
    IsInt(),
    Min(-1),
  );
}

const LONGEST_NAME_IN_CHARACTERS = 200;

/** Matches one line of text without control characters. PostgreSQL cannot store the character NUL in a text. */
export const printable = /^[^\p{Cc}]*$/u;

/** Field for a name of one line, at most 200 characters. The service stores the name folded. */
export function NameField(description?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, description === undefined ? {} : { description }),
    IsString(),
    MaxLength(LONGEST_NAME_IN_CHARACTERS),
    Matches(printable),
    // A name with a line end stays as it is, so that the check refuses it.
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && printable.test(value) ? folded(value) : value,
    ),
  );
}

/** Like {@link NameField}. The value is undefined or null when the client leaves it out. */
export function OptionalNameField(description: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: true, description }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_NAME_IN_CHARACTERS),
    Matches(printable),
  );
}

const mailAddressOrNothing = new RegExp(`^$|${mailAddress.source}`, mailAddress.flags);

/** Field for the address of a mailbox, such as `hanna@exempel.se`. The client can leave it out, or give an empty text. */
export function MailAddressField(description: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: true, description }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_MAIL_ADDRESS_IN_CHARACTERS),
    Matches(mailAddressOrNothing),
  );
}

const LONGEST_TEXT_IN_CHARACTERS = 10_000;

/** Field for a text of at most 10,000 characters. */
export function TextField(description?: string): PropertyDecorator {
  const options = description === undefined ? {} : { description };
  return applyDecorators(
    Field(() => String, options),
    IsString(),
    MaxLength(LONGEST_TEXT_IN_CHARACTERS),
  );
}

/** Like {@link TextField}. The value is undefined or null when the client leaves it out. */
export function NullableTextField(description: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: true, description }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_TEXT_IN_CHARACTERS),
  );
}

/** Like {@link TextField}. The text is empty when the client leaves it out. */
export function OptionalTextField(description?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { defaultValue: '', ...(description === undefined ? {} : { description }) }),
    IsString(),
    MaxLength(LONGEST_TEXT_IN_CHARACTERS),
  );
}

/**
 * Field for a title, a label or a number. The service stores the text folded, so that texts that look alike are one.
 */
export function LineField(description?: string): PropertyDecorator {
  return applyDecorators(
    TextField(description),
    Transform(({ value }: { value: unknown }) => line(value)),
  );
}

/** Like {@link LineField}. The value is undefined or null when the client leaves it out. */
export function NullableLineField(description: string): PropertyDecorator {
  return applyDecorators(
    NullableTextField(description),
    Transform(({ value }: { value: unknown }) => line(value)),
  );
}

/** Like {@link LineField}. The text is empty when the client leaves it out. */
export function OptionalLineField(description?: string): PropertyDecorator {
  return applyDecorators(
    OptionalTextField(description),
    Transform(({ value }: { value: unknown }) => line(value)),
  );
}

function line(value: unknown): unknown {
  return typeof value === 'string' ? folded(value) : value;
}

/** Field for the number of a paragraph (§) of the minutes. Removes a § sign before the number. */
export function ParagraphField(): PropertyDecorator {
  return applyDecorators(
    TextField('The number of the paragraph in the minutes, such as 12 or § 12.'),
    Transform(({ value }: { value: unknown }) => withoutSign(value)),
  );
}

/** Field for the numbers of paragraphs (§) of the minutes. Removes a § sign before each number. */
export function ParagraphsField(): PropertyDecorator {
  return applyDecorators(
    Field(() => [String], { description: 'Numbers of the paragraphs (§) of the minutes that the command is about.' }),
    IsArray(),
    ArrayMaxSize(LONGEST_LIST),
    IsString({ each: true }),
    MaxLength(LONGEST_TEXT_IN_CHARACTERS, { each: true }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(withoutSign) : value)),
  );
}

function withoutSign(value: unknown): unknown {
  return typeof value === 'string' ? folded(value).replace(/^[§ ]+/, '') : value;
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

@InputType({ description: 'A decision by its meeting day, paragraph (§) of the minutes and registry number (dnr).' })
export class DecisionReferenceInput implements DecisionReference {
  @DateField()
  readonly date!: IsoDate;

  @ParagraphField()
  readonly paragraph!: string;

  @LineField()
  readonly dnr!: string;
}

export function DecisionField(): PropertyDecorator {
  return applyDecorators(
    Field(() => DecisionReferenceInput),
    ValidateNested(),
    Type(() => DecisionReferenceInput),
  );
}

@InputType({ description: 'A name in Swedish (sv) and in English (en).' })
export class LabelInput {
  @LineField()
  readonly sv!: string;

  @LineField()
  readonly en!: string;
}

/** The person whom an event names, and in which role. */
export type Author = Pick<Metadata, 'actor' | 'role' | 'actingFor'>;

/** The actor and the day of a command, with the ids of the command and of its cause. */
export interface Stamp extends Act {
  readonly commandId: string;
  /** True when the service has just made the command's id, so that no event can have an id that derives from it. */
  readonly isFresh?: boolean;
  readonly correlationId: string;
  /** Id of the event that a reaction answers with this command; null for a command of a person or a timer. */
  readonly causationId: string | null;
  /** The author of the event, when a reaction acts in the author's name; absent when the actor acts in its own. */
  readonly author?: Author;
  /** Id of the trace; absent when the service records no traces. */
  readonly traceId?: string;
}

/** The result of an accepted command. Without events, position and revision are those of the stream's last event. */
export interface Decided<Event extends AnyEvent> {
  readonly events: readonly Event[];
  readonly position: number;
  readonly revision: number;
}

/** Base class of every command. The gateway sets the stamp, which a client cannot send. */
@InputType({ isAbstract: true })
export abstract class GatewayCommand<Event extends AnyEvent = AnyEvent> extends Command<Decided<Event>> {
  abstract readonly commandName: CommandName;

  @CommandIdField()
  commandId?: string;

  @RevisionField()
  expectedRevision?: number;

  declare stamp: Stamp;

  /** True asks the rule and appends nothing. Only a command that has such a field can be tried. */
  declare readonly dryRun?: boolean;
}
