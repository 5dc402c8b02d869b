import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import { IdField } from '../platform/commands/fields.command.js';
import type { ClearMatterDraftData, SaveMatterDraftData } from './matter-draft.js';
import type { Attachment } from './matter-version.js';

const LONGEST_TEXT_IN_CHARACTERS = 50_000;
const LONGEST_NAME_IN_CHARACTERS = 500;
const MOST_IN_A_LIST = 100;
const NOT_BLANK = /\S/;

@InputType('AttachmentInput', { description: 'A document that belongs to the matter and is kept elsewhere.' })
export class AttachmentInput implements Attachment {
  @Field()
  @Matches(NOT_BLANK)
  @MaxLength(LONGEST_NAME_IN_CHARACTERS)
  readonly name!: string;

  @Field({ description: 'Where it is kept: an address, or its number in the registry.' })
  @Matches(NOT_BLANK)
  @MaxLength(LONGEST_NAME_IN_CHARACTERS)
  readonly reference!: string;

  @Field({ description: 'SHA-256 of the document, 64 hexadecimal digits in small letters.' })
  @Matches(/^[0-9a-f]{64}$/)
  readonly sha256!: string;
}

@InputType('ClearMatterDraftInput')
export class ClearMatterDraft implements ClearMatterDraftData {
  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int, { description: 'The revision of the draft that you have read; 0 when none was saved.' })
  @IsInt()
  @Min(0)
  readonly expectedDraftRevision!: number;
}

@InputType('SaveMatterDraftInput', { description: 'What is left out stays as it was.' })
export class SaveMatterDraft extends ClearMatterDraft implements SaveMatterDraftData {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME_IN_CHARACTERS)
  readonly title: string | null = null;

  @Field(() => String, { nullable: true, description: 'Ärendet i korthet. Figures stand in it as {{name}}.' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT_IN_CHARACTERS)
  readonly brief: string | null = null;

  @Field(() => String, { nullable: true, description: 'Förvaltningens övervägande. Figures stand in it as {{name}}.' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT_IN_CHARACTERS)
  readonly considerations: string | null = null;

  @Field(() => [AttachmentInput], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(MOST_IN_A_LIST)
  @ValidateNested()
  @Type(() => AttachmentInput)
  readonly attachments: AttachmentInput[] | null = null;

  @Field(() => [String], { nullable: true, description: 'Those whom the decision is sent to.' })
  @IsOptional()
  @ArrayMaxSize(MOST_IN_A_LIST)
  @Matches(NOT_BLANK, { each: true })
  @MaxLength(LONGEST_NAME_IN_CHARACTERS, { each: true })
  readonly recipients: string[] | null = null;
}
