import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { IdField, TextField } from '../platform/commands/fields.command.js';
import { ReasonCategoryEnum } from './propose-removal.command.js';
import { activityOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { type ReasonCategory, type RemovalEvent, removalFold } from './removal.js';
import { reviseRemoval, type ReviseRemovalData } from './removal-proposal.js';

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
