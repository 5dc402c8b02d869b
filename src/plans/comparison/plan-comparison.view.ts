import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import { type IsoDate, type IsoInstant, type Tertial, tertials } from '../../kernel/tertial.js';
import { AsOf, type AsOfArgs } from '../../platform/as-of/as-of.service.js';
import {
  DateTimeISO,
  DecisionReferenceView,
  LabelView,
  LocalDate,
  SignView,
  TertialEnum,
} from '../../platform/graphql-types/values.view.js';
import { RemovalDecisionRow } from '../plans.view.js';
import { TertialCountsRow } from '../tertial-view/tertial-view-row.view.js';
import type { Cause } from './cause.js';
import type { PlanComparison, SideCounts } from './plan-comparison.js';
import type { ComparedAssessment, ComparedOutcome, ComparedStatus, DifferenceKind } from './plan-difference.js';
import { differenceKinds } from './plan-difference.js';

@ObjectType('ComparedStatus', { description: 'The status of an activity, or the label of a missing status.' })
class ComparedStatusRow extends SignView implements ComparedStatus {
  @Field(() => String, { nullable: true, description: 'The status code. Null when nobody has reported a status.' })
  readonly code!: string | null;

  @Field(() => Int, { nullable: true, description: 'The version of the steering model that defines the code.' })
  readonly modelVersion!: number | null;

  @Field(() => String, { nullable: true })
  readonly comment!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which the status holds.' })
  readonly validOn!: IsoDate | null;

  @Field(() => ID, { nullable: true })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'The time of the report. Null without a report.' })
  readonly at!: IsoInstant | null;
}

@ObjectType('ComparedAssessment', { description: 'The assessment of a goal, or the label of a missing assessment.' })
class AssessmentRow extends ComparedStatusRow implements ComparedAssessment {
  @Field(() => Boolean, { nullable: true, description: 'Whether the proof still holds. Null without an assessment.' })
  readonly stillProved!: boolean | null;
}

@ObjectType('ComparedOutcome', { description: 'The outcome of a measure in a tertial.' })
class OutcomeRow implements ComparedOutcome {
  @Field()
  readonly value!: string;

  @Field(() => Boolean, { nullable: true })
  readonly targetReached!: boolean | null;

  @Field()
  readonly comment!: string;

  @Field(() => LocalDate, { description: 'The day on which the outcome holds.' })
  readonly validOn!: IsoDate;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'The time at which the service recorded the outcome.' })
  readonly at!: IsoInstant;
}

/** The kind of the difference determines which fields have values. ACTIVITY_REDATED, for example, has the dates. */
@ObjectType('ComparedItem', {
  description: 'The values of an item in one compared state. Null: the kind of difference does not concern the field.',
})
export class ComparedItemRow {
  @Field(() => String, {
    nullable: true,
    description: 'The title of a goal, the heading of an activity or the name of a measure.',
  })
  readonly heading?: string;

  @Field(() => String, { nullable: true })
  readonly description?: string;

  @Field(() => LocalDate, { nullable: true })
  readonly startDate?: IsoDate;

  @Field(() => LocalDate, { nullable: true })
  readonly endDate?: IsoDate;

  @Field(() => String, { nullable: true })
  readonly responsibleUnit?: string;

  @Field(() => String, { nullable: true, description: 'The target of a measure.' })
  readonly target?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the activity is in the plan at the compared moment.' })
  readonly inPlan?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the view of the tertial shows the item.' })
  readonly inTertial?: boolean;

  @Field(() => ComparedStatusRow, { nullable: true })
  readonly status?: ComparedStatusRow | null;

  @Field(() => AssessmentRow, { nullable: true })
  readonly assessment?: AssessmentRow | null;

  @Field(() => OutcomeRow, { nullable: true, description: 'The outcome. Null when nobody has reported one.' })
  readonly outcome?: OutcomeRow | null;
}

const DifferenceKindEnum = Object.fromEntries(differenceKinds.map((kind) => [kind, kind]));
registerEnumType(DifferenceKindEnum, {
  name: 'PlanDifferenceKind',
  description:
    'The kind of a difference between the two compared states. A kind with NOT means that the second state lacks ' +
    'something that the first state has. The reason can be that the second state is the earlier one.',
});

@InputType('ComparedInput', { description: 'One of the two states to compare: a tertial of the plan at a moment.' })
export class ComparedInput implements AsOfArgs {
  @Field(() => TertialEnum)
  @IsIn(tertials)
  readonly tertial!: Tertial;

  @Field(() => AsOf, { nullable: true, description: 'The moment. Default: now.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}

@ObjectType('ComparedSide')
class ComparedSideRow extends TertialCountsRow implements SideCounts {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  // Float, because a GraphQL Int has 32 bits and a log position that counts bytes can exceed that.
  @Field(() => Float, {
    nullable: true,
    description: 'The position in the log of the last event that the counts include. Null means now.',
  })
  readonly position!: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The counts include facts that hold by this day. Null: all.' })
  readonly validOn!: IsoDate | null;

  @Field(() => Int, { nullable: true, description: 'The steering model version of the tertial. Null: none in force.' })
  readonly modelVersion!: number | null;

  @Field(() => Int, { description: 'The number of activities in the plan at the compared moment.' })
  readonly planActivities!: number;

  @Field(() => Int, { description: 'The number of activities that the board had removed by the compared moment.' })
  readonly removedActivities!: number;
}

@ObjectType('PlanDifference')
export class PlanDifferenceRow implements Cause {
  @Field(() => DifferenceKindEnum)
  readonly kind!: DifferenceKind;

  @Field(() => ID)
  readonly goalId!: Id<'Goal'>;

  @Field(() => ID, { nullable: true, description: 'The activity that differs. Null for a goal or a measure.' })
  readonly activityId!: Id<'Activity'> | null;

  @Field(() => ID, { nullable: true, description: 'The measure that differs. Null for a goal or an activity.' })
  readonly measureId!: Id<'Measure'> | null;

  @Field({
    description:
      'The title of the goal, the heading of the activity or the name of the measure, in `to` or else in `from`.',
  })
  readonly heading!: string;

  @Field(() => ComparedItemRow, { nullable: true, description: 'The values in `from`. Null if the item is absent.' })
  readonly before!: ComparedItemRow | null;

  @Field(() => ComparedItemRow, { nullable: true, description: 'The values in `to`. Null if the item is absent.' })
  readonly after!: ComparedItemRow | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the person who caused the difference, or `system`. Null when nobody did.',
  })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'The time of the causing event, or null without one.' })
  readonly at!: IsoInstant | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason for a correction or for a proposal to remove an activity. Otherwise null.',
  })
  readonly reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'FOLLOW_UP_CLOSED when the report is void because it came after the closing. Otherwise null.',
  })
  readonly voided!: 'FOLLOW_UP_CLOSED' | null;

  @Field(() => DecisionReferenceView, {
    nullable: true,
    description: 'The decision of the board that caused the difference. Null without a decision.',
  })
  readonly decision!: DecisionReferenceView | null;

  @Field(() => RemovalDecisionRow, { nullable: true, description: 'The decision that removed the activity, or null.' })
  readonly removal!: RemovalDecisionRow | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day from which a court ruling restores the activity to the plan. Null without a ruling.',
  })
  readonly annulledOn!: IsoDate | null;

  @Field(() => [Float], { description: 'The log positions of the events that caused the difference, ascending.' })
  readonly events!: readonly number[];
}

@ObjectType('PlanComparison', { description: 'The differences of a plan between two moments or two tertials.' })
export class PlanComparisonRow implements Omit<PlanComparison, 'differences'> {
  @Field(() => ID)
  readonly planId!: Id<'Plan'>;

  @Field(() => ComparedSideRow)
  readonly from!: ComparedSideRow;

  @Field(() => ComparedSideRow)
  readonly to!: ComparedSideRow;

  @Field(() => LabelView, { description: 'All differences summed up in one line.' })
  readonly summary!: LabelView;

  @Field(() => [PlanDifferenceRow], {
    description: 'The differences in the order of the plan. A removed item keeps its place.',
  })
  readonly differences!: readonly PlanDifferenceRow[];
}
