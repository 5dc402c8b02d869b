import { Args, ArgsType, Field, ID, Int, Mutation, ObjectType, Parent, Query, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, IsInt, IsOptional, MaxLength, Min } from 'class-validator';
import { existing } from '../../kernel/fold.js';
import { boardOf, type Id, idOf } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import { permit, type Person } from '../../kernel/permissions.js';
import type { Language } from '../../kernel/language.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { meetingFold } from '../../meetings/meeting.js';
import { AsOfArgs, AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { PermittedCommands, PermittedField } from '../../platform/graphql/permitted.service.js';
import { PersonIdField } from '../../platform/graphql-types/named.view.js';
import type { PermittedRow } from '../../platform/graphql-types/permitted.view.js';
import { DateTimeISO } from '../../platform/graphql-types/values.view.js';
import { Clock } from '../../platform/runtime/clock.service.js';
import { Caller, ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { documentText } from '../document-text.js';
import { documentEnums } from '../making/document-keeping.resolver.js';
import { DocumentPartsRow, documentPartsOf } from './document-parts.view.js';
import {
  LONGEST_PARAGRAPH_IN_CHARACTERS,
  MOST_PARTS,
  type NamedSubject,
  PublishDocument,
} from './publication.command.js';
import { besideOf, PublishedKindEnum, ShownNamesEnum, subjectOf, TakeDownPublication } from './publication.command.js';
import {
  guardsOfPublications,
  type Publication,
  publicationsFold,
  publishableOf,
  publishedNow,
} from './publication.js';
import { requirePublishable, type PublishedSubject, type ShownNames } from './publication.js';
import { isUsual, partsOf } from './published-content.js';
import { Publishing } from './publishing.service.js';

@ObjectType('TakenDownPublication', { description: 'When and why a publication was taken down. The public reads it.' })
class TakenDownRow {
  @Field()
  readonly reason!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;

  @Field({ description: 'Whether the content was erased as well.' })
  readonly erased!: boolean;
}

@ObjectType('Publication', {
  description: 'A document that the public can read, or could. What is published never changes.',
})
class PublicationRow {
  @Field(() => Int, { description: 'The number among the publications of the meeting, from 1.' })
  readonly number!: number;

  @Field(() => PublishedKindEnum)
  readonly kind!: PublishedSubject['kind'];

  @Field(() => Int, { description: 'The number of the adjustment or of the notice within the meeting.' })
  readonly of!: number;

  @Field(() => [String], { description: 'The paragraphs (§) that the document is about.' })
  readonly paragraphs!: readonly string[];

  @Field(() => ShownNamesEnum)
  readonly names!: ShownNames;

  @Field(() => [Int], { description: 'The numbers of the parts that are shown.' })
  readonly shown!: readonly number[];

  @Field(() => Int, { description: 'How many parts the document has.' })
  readonly parts!: number;

  @Field({ description: 'The SHA-256 of the content, as 64 hexadecimal digits.' })
  readonly sha256!: string;

  @Field(() => DateTimeISO)
  readonly publishedAt!: IsoInstant;

  @PersonIdField()
  readonly publishedBy!: string;

  @Field(() => TakenDownRow, { nullable: true, description: 'Null while the public can read the document.' })
  readonly takenDown!: TakenDownRow | null;
}

@ObjectType('PublishableDocument', { description: 'A document of a meeting that can be published.' })
class PublishableRow implements NamedSubject {
  @Field(() => PublishedKindEnum)
  readonly kind!: PublishedSubject['kind'];

  @Field(() => Int, { description: 'The number of the adjustment or of the notice within the meeting.' })
  readonly of!: number;

  @Field(() => String, { nullable: true, description: 'The paragraph (§) of an extract, otherwise null.' })
  readonly paragraph!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of its publication; null when the public cannot read it.',
  })
  readonly published!: number | null;
}

@ObjectType('PublicationsOfMeeting', { description: 'What is published of a meeting, and what can be.' })
class PublicationsRow {
  readonly moment!: Moment | null;

  @Field(() => ID)
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => [PublishableRow])
  readonly publishable!: readonly PublishableRow[];

  @Field(() => [PublicationRow])
  readonly published!: readonly PublicationRow[];
}

@ObjectType('PublicationPart', { description: 'A part of a document: a heading with what is below it.' })
class PartRow {
  @Field(() => Int)
  readonly number!: number;

  @Field()
  readonly title!: string;

  @Field(() => Int, { description: 'The level of the heading, from 1; 0 for the part before the first heading.' })
  readonly level!: number;

  @Field({ description: 'Whether such a part is usually shown to the public.' })
  readonly usual!: boolean;
}

@ObjectType('PublicationPreview', { description: 'Exactly what would become public.' })
class PreviewRow {
  @Field({ description: 'The SHA-256 of the content in both languages. The mutation publishDocument takes it.' })
  readonly sha256!: string;

  @Field(() => [PartRow], { description: 'All parts of the document, also those that are left out.' })
  readonly parts!: readonly PartRow[];

  @Field({ description: 'The document as the public would read it, as plain text.' })
  readonly text!: string;

  @Field({ description: 'The document as the public would read it.' })
  readonly document!: DocumentPartsRow;

  @Field(() => [String], { description: 'What the public would read of what each decision did to the plan.' })
  readonly effects!: readonly string[];

  @Field(() => [String], {
    description:
      'Names that are left out, and that stand in a text that somebody wrote. Leave out the part, or show the name.',
  })
  readonly namesInTexts!: readonly string[];
}

@ArgsType()
class PreviewArgs implements NamedSubject {
  @Field(() => ID)
  readonly meetingId!: string;

  @Field(() => PublishedKindEnum)
  readonly kind!: PublishedSubject['kind'];

  @Field(() => Int)
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

  @Field(() => [Int])
  @ArrayMaxSize(MOST_PARTS)
  @IsInt({ each: true })
  readonly shown!: number[];

  @Field(() => documentEnums.language, { defaultValue: 'sv' })
  readonly language!: Language;
}

@Resolver(() => PublicationsRow)
export class PublicationsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly asOf: AsOfLookup,
    private readonly publishing: Publishing,
    private readonly commands: PermittedCommands,
    private readonly clock: Clock,
  ) {}

  @Query(() => PublicationsRow, { description: 'What is published of a meeting, in the order of publishing.' })
  async publications(
    @Args('meetingId', { type: () => ID }) text: string,
    @Args() args: AsOfArgs,
    @Caller() person: Person,
  ): Promise<PublicationsRow> {
    const meetingId = idOf('Meeting', text);
    permit(person, 'readMeetings', boardOf(meetingId), meetingId);
    const moment = await this.asOf.momentOf(args, person);
    const states = this.asOf.states(moment);
    const meeting = existing(await states.one(meetingFold, meetingId), meetingId);
    const published = await states.one(publicationsFold, meetingId);
    const publishable = publishableOf(meeting).map((subject) => {
      const now = publishedNow(published, subject)?.number ?? null;
      return { ...namedOf(subject), published: now };
    });
    return { moment, meetingId, publishable, published: published.map(rowOf) };
  }

  @PermittedField()
  permitted(@Parent() row: PublicationsRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    const { meetingId } = row;
    return this.commands.about(row, reader, async (read, act) => {
      const beside = await besideOf(meetingId, read);
      return guardsOfPublications(meetingId, await read(publicationsFold, meetingId), beside, act);
    });
  }

  @Query(() => PreviewRow, {
    description: 'Shows exactly what would become public, for a choice of names and parts. It publishes nothing.',
  })
  async publicationPreview(@Args() args: PreviewArgs, @Caller() person: Person): Promise<PreviewRow> {
    const { names, shown, language } = args;
    const meetingId = idOf('Meeting', args.meetingId);
    permit(person, 'publishDocument', boardOf(meetingId), meetingId);
    const states = this.asOf.states(null);
    const beside = await besideOf(meetingId, (fold, id) => states.one(fold, id));
    const choice = { meetingId, subject: subjectOf(args, beside.meeting), names, shown };
    const act = { actor: person, today: this.clock.today() };
    requirePublishable(choice, await states.one(publicationsFold, meetingId), beside, act);
    const { content, sha256, whole, namesInTexts } = await this.publishing.made(choice);
    const document = whole[language];
    return {
      sha256,
      parts: partsOf(document).map((part) => ({ ...part, usual: isUsual(document, part) })),
      text: documentText(content.documents[language]),
      document: documentPartsOf(content.documents[language]),
      effects: content.decisions.map(({ effect }) => effect[language]),
      namesInTexts: namesInTexts.map(({ name }) => name),
    };
  }

  @Mutation(() => PublicationRow, {
    description: 'Shows a document to the public, as it was previewed. What is published never changes.',
  })
  async publishDocument(@Args('input') input: PublishDocument, @Caller() person: Person): Promise<PublicationRow> {
    await this.gateway.submit(input, person);
    const published = await this.asOf.states(null).one(publicationsFold, input.meetingId);
    const made = published.findLast(({ sha256 }) => sha256 === input.sha256) ?? null;
    return rowOf(existing(made, input.meetingId));
  }

  @Mutation(() => PublicationRow, {
    description: 'Takes a publication down. Its address then says when and why.',
  })
  async takeDownPublication(
    @Args('input') input: TakeDownPublication,
    @Caller() person: Person,
  ): Promise<PublicationRow> {
    const { meetingId, number, erase } = input;
    await this.gateway.submit(input, person);
    const published = await this.asOf.states(null).one(publicationsFold, meetingId);
    const down = existing(published.find((one) => one.number === number) ?? null, meetingId);
    const isShown = published.some(({ takenDown, sha256 }) => takenDown === null && sha256 === down.sha256);
    if (erase && !isShown) await this.publishing.erase(meetingId, down.sha256);
    return rowOf(down);
  }
}

function namedOf(subject: PublishedSubject) {
  switch (subject.kind) {
    case 'minutes':
      return { kind: subject.kind, of: subject.adjustment, paragraph: null };
    case 'extract':
      return { kind: subject.kind, of: subject.adjustment, paragraph: subject.paragraph };
    case 'notice':
      return { kind: subject.kind, of: subject.notice, paragraph: null };
  }
}

function rowOf({ subject, ...publication }: Publication): PublicationRow {
  const { kind, of } = namedOf(subject);
  return { ...publication, kind, of };
}
