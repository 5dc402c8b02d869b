import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { goalOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { removeActivity, type RemoveActivityData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';

export class RemoveActivity extends SystemCommand<RemoveActivityData, GoalEvent> {
  readonly commandName = 'removeActivity';
}

@CommandHandler(RemoveActivity)
export class RemoveActivityHandler implements ICommandHandler<RemoveActivity> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RemoveActivity) {
    const { data, stamp } = command;
    return this.handling.decide(goalFold, goalOf(data.activityId), command, (state) =>
      removeActivity(data, state, stamp),
    );
  }
}
