import { Field, Float, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
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
import { RemovalDecisionRow, ResponsibleRow } from '../plans.view.js';
import type { Responsible } from '../responsible.js';
import { TertialCountsRow } from '../tertial-view/tertial-counts-row.view.js';
import type { Cause } from './cause.js';
import type { PlanComparison, SideCounts } from './plan-comparison.js';
import type { ComparedAssessment, ComparedOutcome, ComparedStatus, DifferenceKind } from './plan-difference.js';
import { differenceKinds } from './plan-difference.js';
import { PersonIdField } from '../../platform/graphql-types/named.view.js';
import { ThingIdField } from '../../platform/graphql-types/reference.view.js';

@ObjectType('ComparedStatus', { description: 'The status of an activity. A missing status has only a label.' })
class ComparedStatusRow extends SignView implements ComparedStatus {
  @Field(() => String, { nullable: true, description: 'The code of the reported status. Null without a report.' })
  readonly code!: string | null;

  @Field(() => Int, { nullable: true, description: 'Steering model version that defines `code`. Null without a code.' })
  readonly modelVersion!: number | null;

  @Field(() => String, { nullable: true })
  readonly comment!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which the status holds. Null without a report.' })
  readonly validOn!: IsoDate | null;

  @PersonIdField({ nullable: true })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'The time of the report. Null without a report.' })
  readonly at!: IsoInstant | null;
}

@ObjectType('ComparedAssessment', {
  description: 'The assessment of a goal. A missing assessment has only a label and a colour.',
})
class AssessmentRow extends ComparedStatusRow implements ComparedAssessment {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'False when a later event has invalidated the proof of the fulfilment. True without a proof. Null without an assessment.',
  })
  readonly stillProved!: boolean | null;
}

@ObjectType('ComparedOutcome', { description: 'The reported outcome (utfall) of a measure in a tertial.' })
class OutcomeRow implements ComparedOutcome {
  @Field()
  readonly value!: string;

  @Field(() => Boolean, { nullable: true })
  readonly targetReached!: boolean | null;

  @Field()
  readonly comment!: string;

  @Field(() => LocalDate, { description: 'The day on which the outcome holds.' })
  readonly validOn!: IsoDate;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'The time at which the service recorded the outcome.' })
  readonly at!: IsoInstant;
}

/** The kind of the difference determines which fields have values. ACTIVITY_REDATED, for example, has only dates. */
@ObjectType('ComparedItem', {
  description:
    'Values of a goal, measure or activity in one compared state. Fields that the difference does not concern are null.',
})
export class ComparedItemRow {
  @Field(() => String, {
    nullable: true,
    description:
      'Title of the goal, heading of the activity or name of the measure. Null for a difference in another field.',
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

  @Field(() => ResponsibleRow, { nullable: true })
  readonly responsible?: Responsible | null;

  @Field(() => String, {
    nullable: true,
    description: 'The target of an adopted or a corrected measure. Null for other differences.',
  })
  readonly target?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the activity is in the plan at the compared moment. Null for a difference in another field.',
  })
  readonly inPlan?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the tertial view shows the goal, measure or activity. Null for a difference in another field.',
  })
  readonly inTertial?: boolean;

  @Field(() => ComparedStatusRow, { nullable: true })
  readonly status?: ComparedStatusRow | null;

  @Field(() => AssessmentRow, { nullable: true })
  readonly assessment?: AssessmentRow | null;

  @Field(() => OutcomeRow, {
    nullable: true,
    description:
      'The outcome of the measure. Null without a report that counts, and for a difference in another field.',
  })
  readonly outcome?: OutcomeRow | null;
}

const DifferenceKindEnum = Object.fromEntries(differenceKinds.map((kind) => [kind, kind]));
registerEnumType(DifferenceKindEnum, {
  name: 'PlanDifferenceKind',
  description:
    'The kind of a difference between the states `from` and `to`. A kind with NOT means that `to` lacks something ' +
    'that `from` has, for example because `to` is earlier than `from`.',
});

@InputType('ComparedInput', { description: 'One of the two states to compare: a tertial of the plan at a moment.' })
export class ComparedInput implements AsOfArgs {
  @Field(() => TertialEnum)
  @IsIn(tertials)
  readonly tertial!: Tertial;

  @Field(() => AsOf, { nullable: true, description: 'The moment of the plan to compare. Null means now.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}

@ObjectType('ComparedSide')
class ComparedSideRow extends TertialCountsRow implements SideCounts {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  // The type is Float, because a log position that counts bytes can be too large for a GraphQL Int, which has 32 bits.
  @Field(() => Float, {
    nullable: true,
    description: 'The counts include the events up to this position in the log. Null means up to now.',
  })
  readonly position!: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'Counts leave out facts of later days. Null means no limit.' })
  readonly validOn!: IsoDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the steering model in force on the last day of the tertial. Null if none is in force.',
  })
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

  @ThingIdField('goal')
  readonly goalId!: Id<'Goal'>;

  @ThingIdField('activity', {
    nullable: true,
    description: 'Id of the activity that differs. Null for a goal or a measure.',
  })
  readonly activityId!: Id<'Activity'> | null;

  @ThingIdField('measure', {
    nullable: true,
    description: 'Id of the measure that differs. Null for a goal or an activity.',
  })
  readonly measureId!: Id<'Measure'> | null;

  @Field({ description: 'Goal title, activity heading or measure name in `to`, or in `from` if `to` lacks the item.' })
  readonly heading!: string;

  @Field(() => ComparedItemRow, { nullable: true, description: 'The values in `from`. Null if `from` lacks the item.' })
  readonly before!: ComparedItemRow | null;

  @Field(() => ComparedItemRow, { nullable: true, description: 'The values in `to`. Null if `to` lacks the item.' })
  readonly after!: ComparedItemRow | null;

  @PersonIdField({
    nullable: true,
    description:
      'Id of the person who caused the difference, or `system` for the service. Null when no event explains it.',
  })
  readonly by!: string | null;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'The time of the event that caused the difference. Null when no event explains the difference.',
  })
  readonly at!: IsoInstant | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason for a correction or for a proposal to remove an activity. Otherwise null.',
  })
  readonly reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'FOLLOW_UP_CLOSED if a report was voided because it came after the follow-up closed. Otherwise null.',
  })
  readonly voided!: 'FOLLOW_UP_CLOSED' | null;

  @Field(() => DecisionReferenceView, {
    nullable: true,
    description: 'The board decision that caused the difference, or that a court annulled. Null without a decision.',
  })
  readonly decision!: DecisionReferenceView | null;

  @Field(() => RemovalDecisionRow, {
    nullable: true,
    description: 'The decision that removed the activity. Null without a removal or a restoration of an activity.',
  })
  readonly removal!: RemovalDecisionRow | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day from which a court ruling restores the activity to the plan. Null without a ruling.',
  })
  readonly annulledOn!: IsoDate | null;

  @Field(() => [Float], { description: 'Log positions, ascending, of the events that explain the difference.' })
  readonly events!: readonly number[];
}

@ObjectType('PlanComparison', { description: 'The differences of a plan between two moments or two tertials.' })
export class PlanComparisonRow implements Omit<PlanComparison, 'differences'> {
  @ThingIdField('plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => ComparedSideRow)
  readonly from!: ComparedSideRow;

  @Field(() => ComparedSideRow)
  readonly to!: ComparedSideRow;

  @Field(() => LabelView, { description: 'All differences summed up in one line.' })
  readonly summary!: LabelView;

  @Field(() => [PlanDifferenceRow], {
    description: 'The differences in the order of the plan. A removed activity keeps its place.',
  })
  readonly differences!: readonly PlanDifferenceRow[];
}
