import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { goalOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { restoreActivity, type RestoreActivityData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';

export class RestoreActivity extends SystemCommand<RestoreActivityData, GoalEvent> {
  readonly commandName = 'restoreActivity';
}

@CommandHandler(RestoreActivity)
export class RestoreActivityHandler implements ICommandHandler<RestoreActivity> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RestoreActivity) {
    const { data, stamp } = command;
    return this.handling.decide(goalFold, goalOf(data.activityId), command, (state) =>
      restoreActivity(data, state, stamp),
    );
  }
}
