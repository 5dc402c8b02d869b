import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt } from 'class-validator';
import type { Verdict } from '../reviews/review.js';
import { IdField, OptionalTextField } from '../platform/commands/fields.command.js';
import { activityOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { VerdictEnum } from '../platform/graphql-types/review.view.js';
import { type RemovalEvent, removalFold } from './removal.js';
import { reviewRemoval, type ReviewRemovalData } from './removal-proposal.js';

@InputType('ReviewRemovalInput')
export class ReviewRemoval extends GatewayCommand<RemovalEvent> implements ReviewRemovalData {
  readonly commandName = 'reviewRemoval';

  @IdField('RemovalProposal')
  readonly proposalId!: Id<'RemovalProposal'>;

  @Field(() => Int, { description: 'The version that you have read.' })
  @IsInt()
  readonly version!: number;

  @Field(() => VerdictEnum)
  readonly verdict!: Verdict;

  @OptionalTextField('Needed to return or to decline.')
  readonly reason!: string;
}

@CommandHandler(ReviewRemoval)
export class ReviewRemovalHandler implements ICommandHandler<ReviewRemoval> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReviewRemoval) {
    return this.handling.decide(removalFold, activityOf(command.proposalId), command, (proposals) =>
      reviewRemoval(command, proposals, command.stamp),
    );
  }
}
