import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, Matches, MaxLength, Min } from 'class-validator';
import type { ReadState } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import { type Meeting, meetingFold } from '../../meetings/meeting.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, TextField } from '../../platform/commands/gateway.command.js';
import { keptDocumentsFold } from '../document-keeping.js';
import {
  type Beside,
  publicationsFold,
  publishDocument,
  requirePublishable,
  takeDownPublication,
} from './publication.js';
import type { PublicationEvent, PublishedSubject, ShownNames, TakeDownPublicationData } from './publication.js';
import { partsOf } from './published-content.js';
import { Publishing } from './publishing.service.js';

export const PublishedKindEnum = {
  MINUTES: 'minutes',
  EXTRACT: 'extract',
  NOTICE: 'notice',
} as const satisfies Readonly<Record<string, PublishedSubject['kind']>>;
registerEnumType(PublishedKindEnum, {
  name: 'PublishedKind',
  description: 'Protokoll, protokollsutdrag and anslag: the documents that can be published.',
});

export const ShownNamesEnum = { NONE: 'NONE', ELECTED: 'ELECTED', ALL: 'ALL' } as const satisfies Readonly<
  Record<string, ShownNames>
>;
registerEnumType(ShownNamesEnum, {
  name: 'ShownNames',
  description:
    "Whose names a publication shows: nobody's, those of the board's members and substitutes, or everybody's. A name in a text that somebody wrote is not found by it.",
});

export const MOST_PARTS = 2_000;
export const LONGEST_PARAGRAPH_IN_CHARACTERS = 20;

/** A document of a meeting, as a client names it. */
export interface NamedSubject {
  readonly kind: PublishedSubject['kind'];
  readonly of: number;
  readonly paragraph?: string | null;
}

/** Returns the document that a client names. An extract of no named paragraph is of the first of its adjustment. */
export function subjectOf({ kind, of, paragraph }: NamedSubject, meeting: Meeting | null): PublishedSubject {
  switch (kind) {
    case 'minutes':
      return { kind, adjustment: of };
    case 'extract': {
      const adjusted = meeting?.adjustments.find(({ number }) => number === of)?.paragraphs ?? [];
      return { kind, adjustment: of, paragraph: paragraph ?? adjusted[0] ?? '' };
    }
    case 'notice':
      return { kind, notice: of, correction: meeting?.notices.find(({ number }) => number === of)?.corrections ?? 0 };
  }
}

@InputType('PublishDocumentInput')
export class PublishDocument extends GatewayCommand<PublicationEvent> implements NamedSubject {
  readonly commandName = 'publishDocument';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => PublishedKindEnum)
  readonly kind!: PublishedSubject['kind'];

  @Field(() => Int, { description: 'The number of the adjustment or of the notice within the meeting.' })
  @IsInt()
  @Min(1)
  readonly of!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The paragraph (§) of an extract. Null means the first one of the adjustment.',
  })
  @IsOptional()
  @MaxLength(LONGEST_PARAGRAPH_IN_CHARACTERS)
  readonly paragraph?: string | null;

  @Field(() => ShownNamesEnum, { defaultValue: 'NONE' })
  readonly names!: ShownNames;

  @Field(() => [Int], { description: 'The numbers of the parts that are shown. All others are left out.' })
  @IsArray()
  @ArrayMaxSize(MOST_PARTS)
  @IsInt({ each: true })
  readonly shown!: number[];

  @Field({ description: 'The SHA-256 of the preview. Another content gives PREVIEW_CHANGED.' })
  @Matches(/^[0-9a-f]{64}$/)
  readonly sha256!: string;
}

@CommandHandler(PublishDocument)
class PublishDocumentHandler implements ICommandHandler<PublishDocument> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly publishing: Publishing,
  ) {}

  execute(command: PublishDocument) {
    const { meetingId, names, shown, sha256, stamp } = command;
    return this.handling.decide(publicationsFold, meetingId, command, async (published) => {
      const beside = await besideOf(meetingId, this.handling.read);
      const choice = { meetingId, subject: subjectOf(command, beside.meeting), names, shown };
      const paragraphs = requirePublishable(choice, published, beside, stamp);
      const made = await this.publishing.made(choice);
      const parts = partsOf(made.whole.sv).length;
      const events = publishDocument({ ...choice, sha256 }, { made: { ...made, parts }, paragraphs }, published);
      // The content stands before the event does, so that no address is without it.
      await this.publishing.keep(meetingId, made);
      return events;
    });
  }
}

@InputType('TakeDownPublicationInput')
export class TakeDownPublication extends GatewayCommand<PublicationEvent> implements TakeDownPublicationData {
  readonly commandName = 'takeDownPublication';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number among the publications of the meeting.' })
  @IsInt()
  @Min(1)
  readonly number!: number;

  @TextField('The reason. The public reads it at the address. It must not repeat what is taken down.')
  readonly reason!: string;

  @Field({ defaultValue: false, description: 'True erases the content as well. Its hash stays in the log.' })
  @IsBoolean()
  readonly erase!: boolean;
}

@CommandHandler(TakeDownPublication)
class TakeDownPublicationHandler implements ICommandHandler<TakeDownPublication> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: TakeDownPublication) {
    return this.handling.decide(publicationsFold, command.meetingId, command, async (published) =>
      takeDownPublication(command, published, await besideOf(command.meetingId, this.handling.read), command.stamp),
    );
  }
}

/** Reads the states that a rule of publishing needs beside the publications. */
export async function besideOf(meetingId: Id<'Meeting'>, read: ReadState): Promise<Beside> {
  return { meeting: await read(meetingFold, meetingId), kept: await read(keptDocumentsFold, meetingId) };
}

export const publicationHandlers = [PublishDocumentHandler, TakeDownPublicationHandler];
