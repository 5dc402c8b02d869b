import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { goalOf } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { removeActivity, type RemoveActivityData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';

export class RemoveActivity extends SystemCommand<RemoveActivityData, GoalEvent> {
  readonly commandName = 'removeActivity';
}

@CommandHandler(RemoveActivity)
export class RemoveActivityHandler implements ICommandHandler<RemoveActivity> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: RemoveActivity) {
    const { data, stamp } = command;
    return this.decisions.decide(goalFold, goalOf(data.activityId), command, (state) =>
      removeActivity(data, state, stamp),
    );
  }
}
