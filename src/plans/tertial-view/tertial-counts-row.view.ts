import { Field, Int, ObjectType } from '@nestjs/graphql';
import { SignView } from '../../platform/graphql-types/values.view.js';
import type { ActivityStatus, GoalStatus, Phase } from '../../steering-models/steering-model.js';
import type { Counted, MeasureCounts } from './shown-facts.js';

@ObjectType('MeasureCounts', { description: 'The numbers of measures by result. Each measure counts once.' })
class MeasureCountsRow implements MeasureCounts {
  @Field(() => Int, { description: 'The number of measures that have reached their target.' })
  readonly reached!: number;

  @Field(() => Int)
  readonly missed!: number;

  @Field(() => Int, { description: 'The number of measures whose report does not say if the target is reached.' })
  readonly untold!: number;

  @Field(() => Int)
  readonly notReported!: number;
}

@ObjectType('ActivityStatusCount')
export class ActivityStatusCountRow extends SignView implements Counted<ActivityStatus> {
  @Field()
  readonly code!: string;

  @Field(() => String)
  readonly phase!: Phase;

  @Field()
  readonly deviation!: boolean;

  @Field(() => Int)
  readonly count!: number;
}

@ObjectType('GoalStatusCount')
export class GoalStatusCountRow extends SignView implements Counted<GoalStatus> {
  @Field()
  readonly code!: string;

  @Field(() => Int, { description: 'The rank of the status among the goal statuses. A higher rank is better.' })
  readonly rank!: number;

  @Field()
  readonly fulfilment!: boolean;

  @Field(() => Int)
  readonly count!: number;
}

/** The numbers of activities, goals and measures by result, for one plan and one tertial. */
@ObjectType({ isAbstract: true })
export abstract class TertialCountsRow {
  @Field(() => String, { description: 'The state of the follow-up: NOT_OPENED, OPEN or CLOSED.' })
  readonly followUp!: 'NOT_OPENED' | 'OPEN' | 'CLOSED';

  @Field(() => [ActivityStatusCountRow], { description: 'Numbers of activities by status, in steering model order.' })
  readonly activityCounts!: readonly ActivityStatusCountRow[];

  @Field(() => Int)
  readonly notReported!: number;

  @Field(() => [GoalStatusCountRow], { description: 'Numbers of goals by status, in the order of the steering model.' })
  readonly goalCounts!: readonly GoalStatusCountRow[];

  @Field(() => Int, { description: 'The number of goals without an assessment. No other count includes them.' })
  readonly notAssessed!: number;

  @Field(() => SignView, {
    nullable: true,
    description: 'The label and colour of a missing assessment. Null if no version of the steering model is in force.',
  })
  readonly notAssessedSign!: SignView | null;

  @Field(() => MeasureCountsRow)
  readonly measureCounts!: MeasureCountsRow;
}
