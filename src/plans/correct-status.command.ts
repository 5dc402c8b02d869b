import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { goalOf, type Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { Decisions } from '../platform/decisions.service.js';
import { DeskCommand } from '../platform/desk.command.js';
import { TertialEnum } from '../platform/tertial.view.js';
import { IdField, OptionalTextField, TextField } from '../platform/fields.command.js';
import { correctStatus, type CorrectStatusData } from './activity-status.js';
import { type GoalEvent, goalFold } from './goal.js';
import { Judges } from './judging.service.js';

@InputType('CorrectStatusInput')
export class CorrectStatus extends DeskCommand<GoalEvent> implements CorrectStatusData {
  readonly commandName = 'correctStatus';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @TextField('A code of the steering model in force.')
  readonly status!: string;

  @OptionalTextField()
  readonly comment!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day the fact holds. When left out: today, or the last day of a tertial that has ended.',
  })
  readonly validOn: IsoDate | null = null;

  @OptionalTextField('Why the earlier one was wrong.')
  readonly reason!: string;
}

@CommandHandler(CorrectStatus)
export class CorrectStatusHandler implements ICommandHandler<CorrectStatus> {
  constructor(
    private readonly decisions: Decisions,
    private readonly judges: Judges,
  ) {}

  execute(command: CorrectStatus) {
    return this.decisions.decide(goalFold, goalOf(command.activityId), command, async (goal) =>
      correctStatus(command, goal, await this.judges.of(command.activityId), command.stamp),
    );
  }
}
