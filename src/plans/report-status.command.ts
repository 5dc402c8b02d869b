import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { goalOf, type Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { Decisions } from '../platform/decisions.service.js';
import { DeskCommand } from '../platform/desk.command.js';
import { TertialEnum } from '../platform/tertial.view.js';
import { IdField, OptionalTextField, TextField } from '../platform/fields.command.js';
import { reportStatus, type ReportStatusData } from './activity-status.js';
import { type GoalEvent, goalFold } from './goal.js';
import { Judges } from './judging.service.js';

@InputType('ReportStatusInput')
export class ReportStatus extends DeskCommand<GoalEvent> implements ReportStatusData {
  readonly commandName = 'reportStatus';

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
}

@CommandHandler(ReportStatus)
export class ReportStatusHandler implements ICommandHandler<ReportStatus> {
  constructor(
    private readonly decisions: Decisions,
    private readonly judges: Judges,
  ) {}

  execute(command: ReportStatus) {
    return this.decisions.decide(goalFold, goalOf(command.activityId), command, async (goal) =>
      reportStatus(command, goal, await this.judges.of(command.activityId), command.stamp),
    );
  }
}
