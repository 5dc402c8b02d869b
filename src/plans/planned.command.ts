import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ValidateNested } from 'class-validator';
import type { IsoDate } from '../kernel/tertial.js';
import { DateField, OptionalTextField, TextField } from '../platform/commands/fields.command.js';
import type { PlannedActivity, PlannedGoal, PlannedMeasure } from './plan.js';

export const MOST_IN_A_LIST = 500;

@InputType('MeasureInput')
export class MeasureInput implements PlannedMeasure {
  @TextField()
  readonly name!: string;

  @OptionalTextField()
  readonly target!: string;
}

@InputType('ActivityInput')
export class ActivityInput implements PlannedActivity {
  @TextField()
  readonly heading!: string;

  @OptionalTextField()
  readonly description!: string;

  @DateField()
  readonly startDate!: IsoDate;

  @DateField('In the year of the plan.')
  readonly endDate!: IsoDate;

  @OptionalTextField()
  readonly responsibleUnit!: string;
}

@InputType('GoalInput')
export class GoalInput implements PlannedGoal {
  @TextField()
  readonly title!: string;

  @Field(() => [MeasureInput], { defaultValue: [], description: 'A goal may have none.' })
  @ArrayMaxSize(MOST_IN_A_LIST)
  @ValidateNested()
  @Type(() => MeasureInput)
  readonly measures!: MeasureInput[];

  @Field(() => [ActivityInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_IN_A_LIST)
  @ValidateNested()
  @Type(() => ActivityInput)
  readonly activities!: ActivityInput[];
}
