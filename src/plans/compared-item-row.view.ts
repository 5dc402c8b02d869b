import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { DateTimeISO, LocalDate } from '../platform/graphql-types/dates.view.js';
import { SignView } from '../platform/graphql-types/label.view.js';
import type { AssessmentThen, OutcomeThen, WordThen } from './comparison/plan-difference.js';

@ObjectType('ComparedStatus', { description: 'A status, or that there is none.' })
class WordRow extends SignView implements WordThen {
  @Field(() => String, { nullable: true, description: 'Null: there is none, which the label says.' })
  readonly code!: string | null;

  @Field(() => Int, { nullable: true, description: 'The version of the steering model that it was given under.' })
  readonly modelVersion!: number | null;

  @Field(() => String, { nullable: true })
  readonly comment!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day the fact holds.' })
  readonly validOn!: IsoDate | null;

  @Field(() => ID, { nullable: true })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was recorded.' })
  readonly at!: IsoInstant | null;
}

@ObjectType('ComparedAssessment', { description: 'An assessment, or that there is none.' })
class AssessmentRow extends WordRow implements AssessmentThen {
  @Field(() => Boolean, { nullable: true, description: 'False: what the fulfilment rested on is no longer so.' })
  readonly stillProved!: boolean | null;
}

@ObjectType('ComparedOutcome', { description: 'What a measure came to.' })
class OutcomeRow implements OutcomeThen {
  @Field()
  readonly value!: string;

  @Field(() => Boolean, { nullable: true })
  readonly targetReached!: boolean | null;

  @Field()
  readonly comment!: string;

  @Field(() => LocalDate, { description: 'The day the fact holds.' })
  readonly validOn!: IsoDate;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'When it was recorded.' })
  readonly at!: IsoInstant;
}

/** Of which kind a difference is says what there is to see: an activity whose dates differ shows its dates. */
@ObjectType('ComparedItem', { description: 'What differs, on one side. What is the same, or is not there, is null.' })
export class ComparedItemRow {
  @Field(() => String, { nullable: true, description: 'A goal’s title, an activity’s heading, a measure’s name.' })
  readonly heading?: string;

  @Field(() => String, { nullable: true })
  readonly description?: string;

  @Field(() => LocalDate, { nullable: true })
  readonly startDate?: IsoDate;

  @Field(() => LocalDate, { nullable: true })
  readonly endDate?: IsoDate;

  @Field(() => String, { nullable: true })
  readonly responsibleUnit?: string;

  @Field(() => String, { nullable: true, description: 'Of a measure.' })
  readonly target?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the activity is in the plan at the moment.' })
  readonly inPlan?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the report of the tertial has it.' })
  readonly inTertial?: boolean;

  @Field(() => WordRow, { nullable: true })
  readonly status?: WordRow | null;

  @Field(() => AssessmentRow, { nullable: true })
  readonly assessment?: AssessmentRow | null;

  @Field(() => OutcomeRow, { nullable: true, description: 'Null: not reported.' })
  readonly outcome?: OutcomeRow | null;
}
