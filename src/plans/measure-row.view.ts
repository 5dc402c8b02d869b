import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { DateTimeISO, LocalDate } from '../platform/graphql-types/dates.view.js';
import type { EarlierOutcome, MeasureCounts, ShownMeasure, ShownOutcome } from './shown-measure.js';

@ObjectType({ isAbstract: true })
abstract class ReportedOutcomeRow {
  @Field({ description: 'As it is measured, such as 78 %.' })
  readonly value!: string;

  @Field(() => Boolean, { nullable: true, description: 'Null: not told, as for a measure without a target.' })
  readonly targetReached!: boolean | null;

  @Field()
  readonly comment!: string;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'When it was recorded.' })
  readonly at!: IsoInstant;
}

@ObjectType('EarlierOutcome', {
  description: 'What the outcome of a measure stands in the place of. Nothing is overwritten.',
})
class EarlierOutcomeRow extends ReportedOutcomeRow implements EarlierOutcome {
  @Field({ description: 'It came after the follow-up was closed and never counted.' })
  readonly voided!: boolean;
}

@ObjectType('MeasureOutcome')
class OutcomeRow extends ReportedOutcomeRow implements ShownOutcome {
  @Field(() => LocalDate, { description: 'The day the fact holds.' })
  readonly validOn!: IsoDate;

  @Field(() => [EarlierOutcomeRow], { description: 'Oldest first.' })
  readonly earlier!: readonly EarlierOutcomeRow[];

  @Field(() => String, { nullable: true })
  readonly correctionReason!: string | null;
}

@ObjectType('GoalMeasure')
export class GoalMeasureRow implements ShownMeasure {
  @Field(() => ID)
  readonly measureId!: Id<'Measure'>;

  @Field()
  readonly name!: string;

  @Field()
  readonly target!: string;

  @Field(() => OutcomeRow, { nullable: true, description: 'Null: not reported.' })
  readonly outcome!: OutcomeRow | null;
}

@ObjectType('MeasureCounts', { description: 'Every measure is counted once.' })
export class MeasureCountsRow implements MeasureCounts {
  @Field(() => Int, { description: 'That have reached their target.' })
  readonly reached!: number;

  @Field(() => Int)
  readonly missed!: number;

  @Field(() => Int, { description: 'Reported without a word on the target.' })
  readonly untold!: number;

  @Field(() => Int)
  readonly notReported!: number;
}
