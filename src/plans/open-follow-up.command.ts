import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { TertialEnum } from '../platform/graphql-types/tertial.view.js';
import { DateField, IdField } from '../platform/commands/fields.command.js';
import { openFollowUp, type OpenFollowUpData } from './follow-up.js';
import { type PlanEvent, planFold } from './plan.js';

@InputType('OpenFollowUpInput')
export class OpenFollowUp extends GatewayCommand<PlanEvent> implements OpenFollowUpData {
  readonly commandName = 'openFollowUp';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @DateField('The day when the statuses shall be in.')
  readonly cutOff!: IsoDate;
}

@CommandHandler(OpenFollowUp)
export class OpenFollowUpHandler implements ICommandHandler<OpenFollowUp> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: OpenFollowUp) {
    return this.handling.decide(planFold, command.planId, command, (plan) =>
      openFollowUp(command, plan, command.stamp),
    );
  }
}
