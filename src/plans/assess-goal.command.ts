import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { Decisions } from '../platform/decisions.service.js';
import { DeskCommand } from '../platform/desk.command.js';
import { TertialEnum } from '../platform/tertial.view.js';
import { IdField, OptionalTextField, TextField } from '../platform/fields.command.js';
import { assessGoal, type AssessGoalData } from './goal-assessment.js';
import { type GoalEvent, goalFold } from './goal.js';
import { Judges } from './judging.service.js';

@InputType('AssessGoalInput')
export class AssessGoal extends DeskCommand<GoalEvent> implements AssessGoalData {
  readonly commandName = 'assessGoal';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

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

@CommandHandler(AssessGoal)
export class AssessGoalHandler implements ICommandHandler<AssessGoal> {
  constructor(
    private readonly decisions: Decisions,
    private readonly judges: Judges,
  ) {}

  execute(command: AssessGoal) {
    return this.decisions.decide(goalFold, command.goalId, command, async (goal) =>
      assessGoal(command, goal, await this.judges.of(command.goalId), command.stamp),
    );
  }
}
