import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { PersonRole } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import { HOLDERS, type ReadHolders } from '../people/holders.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, LabelInput } from '../platform/commands/gateway.command.js';
import { RoleEnum } from '../platform/graphql-types/values.view.js';
import { adoptReviewChain } from './review-chain-adoption.js';
import { returnsTo, reviewChainFold, reviewChainIdOf, reviewedKinds } from './review.js';
import type { AdoptReviewChainData, ReviewChainEvent, ReviewedKind, ReviewStep } from './review.js';

export const ReturnsToEnum = Object.fromEntries(returnsTo.map((to) => [to, to]));
registerEnumType(ReturnsToEnum, { name: 'ReturnsTo' });
export const ReviewedKindEnum = Object.fromEntries(reviewedKinds.map((kind) => [kind, kind]));
registerEnumType(ReviewedKindEnum, {
  name: 'ReviewedKind',
  description: 'A kind of text under review. A board can adopt a review chain (granskningskedja) for each kind.',
});

const MOST_STEPS = 10;
const MOST_DAYS = 365;

@InputType()
class ReviewStepInput implements ReviewStep {
  @Field({
    description:
      'Code of the step: a letter A-Z, then at most 49 characters of A-Z, 0-9 and underscore. The role of a reviewer ' +
      'contains the code.',
  })
  @Matches(/^[A-Z][A-Z0-9_]{0,49}$/)
  readonly code!: string;

  @Field(() => LabelInput)
  @ValidateNested()
  @Type(() => LabelInput)
  readonly name!: LabelInput;

  @Field(() => RoleEnum, { defaultValue: 'REVIEWER' })
  readonly role!: PersonRole;

  @Field(() => ReturnsToEnum, { defaultValue: 'AUTHOR' })
  readonly onReturn!: (typeof returnsTo)[number];

  @Field({ defaultValue: true, description: "Whether a reviewer's deputy may act at this step." })
  readonly deputiesMayAct!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: `The days within which the reviewer gives a verdict, at most ${MOST_DAYS}. Null: no deadline.`,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  readonly days?: number | null;
}

@InputType('AdoptReviewChainInput')
export class AdoptReviewChain extends GatewayCommand<ReviewChainEvent> implements AdoptReviewChainData {
  readonly commandName = 'adoptReviewChain';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => ReviewedKindEnum, {
    nullable: true,
    description: 'The kind of text that the chain is for. Null means all kinds without a chain of their own.',
  })
  @IsOptional()
  readonly kind: ReviewedKind | null = null;

  @Field(() => [ReviewStepInput])
  @ArrayMaxSize(MOST_STEPS)
  @ValidateNested()
  @Type(() => ReviewStepInput)
  readonly steps!: ReviewStepInput[];
}

@CommandHandler(AdoptReviewChain)
export class AdoptReviewChainHandler implements ICommandHandler<AdoptReviewChain> {
  constructor(
    private readonly handling: CommandHandling,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  execute(command: AdoptReviewChain) {
    const { boardId, kind } = command;
    return this.handling.decide(reviewChainFold, reviewChainIdOf(boardId, kind), command, async () =>
      adoptReviewChain(command, await this.holders.today(boardId), command.stamp),
    );
  }
}
