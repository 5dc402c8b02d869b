import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Tertial } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { TertialEnum } from '../platform/graphql-types/tertial.view.js';
import { IdField } from '../platform/commands/fields.command.js';
import { closeFollowUp, type CloseFollowUpData } from './follow-up.js';
import { type PlanEvent, planFold } from './plan.js';

@InputType('CloseFollowUpInput')
export class CloseFollowUp extends GatewayCommand<PlanEvent> implements CloseFollowUpData {
  readonly commandName = 'closeFollowUp';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;
}

@CommandHandler(CloseFollowUp)
export class CloseFollowUpHandler implements ICommandHandler<CloseFollowUp> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CloseFollowUp) {
    return this.handling.decide(planFold, command.planId, command, (plan) =>
      closeFollowUp(command, plan, command.stamp),
    );
  }
}
