import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import type { ReadState } from '../kernel/fold.js';
import { boardOf, type Id, matterIdOf } from '../kernel/identity.js';
import { visible } from '../kernel/refusal.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  CommandIdField,
  GatewayCommand,
  IdField,
  LineField,
  OptionalTextField,
} from '../platform/commands/gateway.command.js';
import { VerdictEnum } from '../platform/graphql-types/review.view.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import { chainFor, reviewChainFold, type Verdict } from '../reviews/review.js';
import { openMatter } from './matter-draft.js';
import type { ClearMatterDraftData, OpenMatterData, SaveMatterDraftData } from './matter-draft.js';
import { MatterDrafts } from './matter-drafts.service.js';
import { type MatterEvent, type MatterKind, matterKinds } from './matter-event.js';
import { reviewMatter, type ReviewMatterData } from './matter-review.js';
import { readSubjects, submitMatter, type SubmitMatterData } from './matter-submission.js';
import type { Attachment } from './matter-version.js';
import { type Matter, matterFold } from './matter.js';
import { acceptReportChange, readReportsNow } from './report-acceptance.js';
import type { AcceptReportChangeData, HashedReports } from './report-acceptance.js';

export const MatterKindEnum = Object.fromEntries(matterKinds.map((kind) => [kind, kind]));
registerEnumType(MatterKindEnum, { name: 'MatterKind' });

/** The format of a registry number: 1 to 40 letters, digits, spaces and the signs ./:- with at least one digit. */
const DNR = /^(?=.*[0-9])[\p{L}0-9][\p{L}0-9 ./:-]{0,39}$/u;

@InputType('OpenMatterInput')
export class OpenMatter extends GatewayCommand<MatterEvent> implements OpenMatterData {
  readonly commandName = 'openMatter';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => MatterKindEnum, { defaultValue: 'FOLLOW_UP' })
  readonly kind!: MatterKind;

  @Field({ description: 'The registry number (dnr), such as KS 2026/123. A number in use gives MATTER_EXISTS.' })
  @Matches(DNR)
  readonly dnr!: string;

  @LineField()
  readonly title!: string;
}

@CommandHandler(OpenMatter)
export class OpenMatterHandler implements ICommandHandler<OpenMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: OpenMatter) {
    return this.handling.decide(matterFold, matterIdOf(command.boardId, command.dnr), command, (matter) =>
      openMatter(command, matter, command.stamp),
    );
  }
}

const LONGEST_TEXT_IN_CHARACTERS = 50_000;
const LONGEST_NAME_IN_CHARACTERS = 500;
const MOST_IN_A_LIST = 100;

@InputType('AttachmentInput', { description: 'A document of the matter. Another system stores the document.' })
export class AttachmentInput implements Attachment {
  @Field()
  @Matches(visible)
  @MaxLength(LONGEST_NAME_IN_CHARACTERS)
  readonly name!: string;

  @Field({ description: "The document's address, or its number in the registry." })
  @Matches(visible)
  @MaxLength(LONGEST_NAME_IN_CHARACTERS)
  readonly reference!: string;

  @Field({ description: 'SHA-256 of the document, 64 lower-case hexadecimal digits.' })
  @Matches(/^[0-9a-f]{64}$/)
  readonly sha256!: string;
}

@InputType('ClearMatterDraftInput')
export class ClearMatterDraft implements ClearMatterDraftData {
  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int, { description: 'The `revision` of the draft that you read. An old revision gives DRAFT_CHANGED.' })
  @IsInt()
  @Min(0)
  readonly expectedDraftRevision!: number;

  @CommandIdField()
  readonly commandId?: string;
}

@InputType('SaveMatterDraftInput', { description: 'New values for a draft. A null or absent field keeps its value.' })
export class SaveMatterDraft extends ClearMatterDraft implements SaveMatterDraftData {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME_IN_CHARACTERS)
  readonly title: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'The summary of the matter (Ärendet i korthet). A placeholder {{name}} stands for a computed number.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT_IN_CHARACTERS)
  readonly brief: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Considerations (Förvaltningens övervägande). A placeholder {{name}} stands for a computed number.',
  })
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

  @Field(() => [String], { nullable: true, description: 'The persons and bodies that will receive the decision.' })
  @IsOptional()
  @ArrayMaxSize(MOST_IN_A_LIST)
  @Matches(visible, { each: true })
  @MaxLength(LONGEST_NAME_IN_CHARACTERS, { each: true })
  readonly recipients: string[] | null = null;
}

@InputType('SubmitMatterInput')
export class SubmitMatter extends GatewayCommand<MatterEvent> implements SubmitMatterData {
  readonly commandName = 'submitMatter';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int, { description: 'The `revision` of the draft that you read. An old revision gives DRAFT_CHANGED.' })
  @IsInt()
  @Min(0)
  readonly draftRevision!: number;
}

@CommandHandler(SubmitMatter)
export class SubmitMatterHandler implements ICommandHandler<SubmitMatter> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly drafts: MatterDrafts,
  ) {}

  execute(command: SubmitMatter) {
    const { matterId, stamp } = command;
    return this.handling.decide(matterFold, matterId, command, async (matter) => {
      const draft = await this.drafts.kept(matterId);
      const chain = await chainFor(boardOf(matterId), matter?.kind ?? null, (id) =>
        this.handling.read(reviewChainFold, id),
      );
      const subjects = await readSubjects(this.handling.read, matter);
      return submitMatter(command, matter, { ...subjects, draft, chain, hashOf: canonicalHash }, stamp);
    });
  }
}

const SHA256_IN_HEXADECIMAL_DIGITS = 64;

@InputType('ReviewMatterInput')
export class ReviewMatter extends GatewayCommand<MatterEvent> implements ReviewMatterData {
  readonly commandName = 'reviewMatter';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int, { description: 'The number of the version that you read. An old number gives CHANGED_SINCE_READ.' })
  @IsInt()
  readonly version!: number;

  @Field({ description: 'The hash of the version that you read. A different hash gives CHANGED_SINCE_READ.' })
  @IsString()
  @MaxLength(SHA256_IN_HEXADECIMAL_DIGITS)
  readonly hash!: string;

  @Field(() => VerdictEnum)
  readonly verdict!: Verdict;

  @OptionalTextField('The reason for the verdict. RETURN or DECLINE without a reason gives REASON_MISSING.')
  readonly reason!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The hash in `Matter.reportDifference`, to approve the version with a report that has changed since. Without it ' +
      'such an approval gives REPORT_CHANGED.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(SHA256_IN_HEXADECIMAL_DIGITS)
  readonly reportHash: string | null = null;
}

@CommandHandler(ReviewMatter)
export class ReviewMatterHandler implements ICommandHandler<ReviewMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReviewMatter) {
    return this.handling.decide(matterFold, command.matterId, command, async (matter) =>
      reviewMatter(command, matter, await readHashedReports(this.handling.read, matter), command.stamp),
    );
  }
}

@InputType('AcceptReportChangeInput')
export class AcceptReportChange extends GatewayCommand<MatterEvent> implements AcceptReportChangeData {
  readonly commandName = 'acceptReportChange';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int, { description: 'The number of the version that you approved.' })
  @IsInt()
  readonly version!: number;

  @Field({ description: 'The hash in `Matter.reportDifference` that you read. An old hash gives REPORT_CHANGED.' })
  @IsString()
  @MaxLength(SHA256_IN_HEXADECIMAL_DIGITS)
  readonly reportHash!: string;
}

@CommandHandler(AcceptReportChange)
export class AcceptReportChangeHandler implements ICommandHandler<AcceptReportChange> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AcceptReportChange) {
    return this.handling.decide(matterFold, command.matterId, command, async (matter) =>
      acceptReportChange(command, matter, await readHashedReports(this.handling.read, matter), command.stamp),
    );
  }
}

async function readHashedReports(read: ReadState, matter: Matter | null): Promise<HashedReports> {
  const now = await readReportsNow(read, matter);
  return { ...now, hash: canonicalHash(now.reports) };
}

export const matterCommandHandlers = [
  OpenMatterHandler,
  SubmitMatterHandler,
  ReviewMatterHandler,
  AcceptReportChangeHandler,
];
