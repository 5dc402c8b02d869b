import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { Decisions } from '../platform/decisions.service.js';
import { DeskCommand } from '../platform/desk.command.js';
import { TertialEnum } from '../platform/tertial.view.js';
import { IdField, OptionalTextField, TextField } from '../platform/fields.command.js';
import { correctAssessment, type CorrectAssessmentData } from './goal-assessment.js';
import { type GoalEvent, goalFold } from './goal.js';
import { Judges } from './judging.service.js';

@InputType('CorrectAssessmentInput')
export class CorrectAssessment extends DeskCommand<GoalEvent> implements CorrectAssessmentData {
  readonly commandName = 'correctAssessment';

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

  @OptionalTextField('Why the earlier one was wrong.')
  readonly reason!: string;
}

@CommandHandler(CorrectAssessment)
export class CorrectAssessmentHandler implements ICommandHandler<CorrectAssessment> {
  constructor(
    private readonly decisions: Decisions,
    private readonly judges: Judges,
  ) {}

  execute(command: CorrectAssessment) {
    return this.decisions.decide(goalFold, command.goalId, command, async (goal) =>
      correctAssessment(command, goal, await this.judges.of(command.goalId), command.stamp),
    );
  }
}
