import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { IdField, TextField } from '../platform/commands/fields.command.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { proposeRemoval, type ProposeRemovalData, readProposing } from './removal-proposal.js';
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

  @TextField('Why the activity should be taken out of the plan.')
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
