import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { IsInt } from 'class-validator';
import { activityOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, OptionalTextField, TextField } from '../platform/commands/gateway.command.js';
import { VerdictEnum } from '../platform/graphql-types/review.view.js';
import type { Verdict } from '../reviews/review.js';
import { proposeRemoval, readProposing, reviewRemoval, reviseRemoval, withdrawRemoval } from './removal-proposal.js';
import type {
  ProposeRemovalData,
  ReviewRemovalData,
  ReviseRemovalData,
  WithdrawRemovalData,
} from './removal-proposal.js';
import { reasonCategories, type ReasonCategory, type RemovalEvent, removalFold } from './removal.js';

export const ReasonCategoryEnum = Object.fromEntries(reasonCategories.map((category) => [category, category]));
registerEnumType(ReasonCategoryEnum, { name: 'ReasonCategory' });

@InputType('ProposeRemovalInput')
export class ProposeRemoval extends GatewayCommand<RemovalEvent> implements ProposeRemovalData {
  readonly commandName = 'proposeRemoval';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @Field(() => ReasonCategoryEnum)
  readonly category!: ReasonCategory;

  @TextField('The reason to take the activity out of the plan. A blank text gives MOTIVATION_MISSING.')
  readonly motivation!: string;
}

@CommandHandler(ProposeRemoval)
export class ProposeRemovalHandler implements ICommandHandler<ProposeRemoval> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ProposeRemoval) {
    return this.handling.decide(removalFold, command.activityId, command, async (proposals) =>
      proposeRemoval(command, proposals, await readProposing(this.handling.read, command.activityId), command.stamp),
    );
  }
}

@InputType('ReviseRemovalInput')
export class ReviseRemoval extends GatewayCommand<RemovalEvent> implements ReviseRemovalData {
  readonly commandName = 'reviseRemoval';

  @IdField('RemovalProposal')
  readonly proposalId!: Id<'RemovalProposal'>;

  @Field(() => ReasonCategoryEnum)
  readonly category!: ReasonCategory;

  @TextField()
  readonly motivation!: string;
}

@CommandHandler(ReviseRemoval)
export class ReviseRemovalHandler implements ICommandHandler<ReviseRemoval> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReviseRemoval) {
    return this.handling.decide(removalFold, activityOf(command.proposalId), command, (proposals) =>
      reviseRemoval(command, proposals, command.stamp),
    );
  }
}

@InputType('WithdrawRemovalInput')
export class WithdrawRemoval extends GatewayCommand<RemovalEvent> implements WithdrawRemovalData {
  readonly commandName = 'withdrawRemoval';

  @IdField('RemovalProposal')
  readonly proposalId!: Id<'RemovalProposal'>;

  @OptionalTextField()
  readonly reason!: string;
}

@CommandHandler(WithdrawRemoval)
export class WithdrawRemovalHandler implements ICommandHandler<WithdrawRemoval> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: WithdrawRemoval) {
    return this.handling.decide(removalFold, activityOf(command.proposalId), command, (proposals) =>
      withdrawRemoval(command, proposals, command.stamp),
    );
  }
}

@InputType('ReviewRemovalInput')
export class ReviewRemoval extends GatewayCommand<RemovalEvent> implements ReviewRemovalData {
  readonly commandName = 'reviewRemoval';

  @IdField('RemovalProposal')
  readonly proposalId!: Id<'RemovalProposal'>;

  @Field(() => Int, { description: 'The number of the version that you read. An old number gives CHANGED_SINCE_READ.' })
  @IsInt()
  readonly version!: number;

  @Field(() => VerdictEnum)
  readonly verdict!: Verdict;

  @OptionalTextField('The reason for the verdict. A return or a decline without a reason gives REASON_MISSING.')
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

export const removalCommandHandlers = [
  ProposeRemovalHandler,
  ReviseRemovalHandler,
  WithdrawRemovalHandler,
  ReviewRemovalHandler,
];
