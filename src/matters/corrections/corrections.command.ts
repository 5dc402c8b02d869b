import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, OptionalTextField } from '../../platform/commands/gateway.command.js';
import type { MatterEvent } from '../matter-event.js';
import { matterFold } from '../matter.js';
import { withdrawMatter, type WithdrawMatterData } from './withdrawal.js';

@InputType('WithdrawMatterInput')
export class WithdrawMatter extends GatewayCommand<MatterEvent> implements WithdrawMatterData {
  readonly commandName = 'withdrawMatter';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @OptionalTextField('The reason for the withdrawal. The service refuses a blank reason (REASON_MISSING).')
  readonly reason!: string;
}

@CommandHandler(WithdrawMatter)
class WithdrawMatterHandler implements ICommandHandler<WithdrawMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: WithdrawMatter) {
    return this.handling.decide(matterFold, command.matterId, command, (matter) =>
      withdrawMatter(command, matter, command.stamp),
    );
  }
}

export const matterCorrectionCommandHandlers = [WithdrawMatterHandler];
