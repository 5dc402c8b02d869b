import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { goalOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { voidStatus, type VoidStatusData } from './activity-status.js';
import { type GoalEvent, goalFold } from './goal.js';

export class VoidStatus extends SystemCommand<VoidStatusData, GoalEvent> {
  readonly commandName = 'voidStatus';
}

@CommandHandler(VoidStatus)
export class VoidStatusHandler implements ICommandHandler<VoidStatus> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: VoidStatus) {
    const { data, stamp } = command;
    return this.handling.decide(goalFold, goalOf(data.activityId), command, (state) => voidStatus(data, state, stamp));
  }
}
