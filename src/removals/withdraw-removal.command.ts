import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { IdField, OptionalTextField } from '../platform/commands/fields.command.js';
import { activityOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { type RemovalEvent, removalFold } from './removal.js';
import { withdrawRemoval, type WithdrawRemovalData } from './removal-proposal.js';

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
