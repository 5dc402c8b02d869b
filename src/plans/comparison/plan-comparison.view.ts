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

@ObjectType('ComparedStatus', { description: 'A status on one side, or the label of a missing status.' })
class ComparedStatusRow extends SignView implements ComparedStatus {
  @Field(() => String, { nullable: true, description: 'Null: there is no status; the label says so.' })
  readonly code!: string | null;

  @Field(() => Int, { nullable: true, description: 'The version of the steering model under which it was given.' })
  readonly modelVersion!: number | null;

  @Field(() => String, { nullable: true })
  readonly comment!: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which the fact holds.' })
  readonly validOn!: IsoDate | null;

  @Field(() => ID, { nullable: true })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'The time of recording.' })
  readonly at!: IsoInstant | null;
}

@ObjectType('ComparedAssessment', { description: 'An assessment on one side, or the label of a missing assessment.' })
class AssessmentRow extends ComparedStatusRow implements ComparedAssessment {
  @Field(() => Boolean, { nullable: true, description: 'False: the proof of the fulfilment no longer holds.' })
  readonly stillProved!: boolean | null;
}

@ObjectType('ComparedOutcome', { description: 'The outcome of a measure.' })
class OutcomeRow implements ComparedOutcome {
  @Field()
  readonly value!: string;

  @Field(() => Boolean, { nullable: true })
  readonly targetReached!: boolean | null;

  @Field()
  readonly comment!: string;

  @Field(() => LocalDate, { description: 'The day on which the fact holds.' })
  readonly validOn!: IsoDate;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'The time of recording.' })
  readonly at!: IsoInstant;
}

/** The kind of a difference determines which fields have values: ACTIVITY_REDATED has the dates. */
@ObjectType('ComparedItem', {
  description: 'The differing values on one side. A field that is the same on both sides, or missing, is null.',
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

  @Field(() => Boolean, { nullable: true, description: 'Whether the activity is in the plan at the moment.' })
  readonly inPlan?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the report of the tertial shows the item.' })
  readonly inTertial?: boolean;

  @Field(() => ComparedStatusRow, { nullable: true })
  readonly status?: ComparedStatusRow | null;

  @Field(() => AssessmentRow, { nullable: true })
  readonly assessment?: AssessmentRow | null;

  @Field(() => OutcomeRow, { nullable: true, description: 'Null: not reported.' })
  readonly outcome?: OutcomeRow | null;
}

const DifferenceKindEnum = Object.fromEntries(differenceKinds.map((kind) => [kind, kind]));
registerEnumType(DifferenceKindEnum, {
  name: 'PlanDifferenceKind',
  description:
    'The kind of a difference, from the first side to the second. A kind with NOT says that the second side lacks ' +
    'something; if that side is the earlier one, it lacks it so far.',
});

@InputType('ComparedInput', { description: 'A tertial of a plan as of a moment.' })
export class ComparedInput implements AsOfArgs {
  @Field(() => TertialEnum)
  @IsIn(tertials)
  readonly tertial!: Tertial;

  @Field(() => AsOf, { nullable: true, description: 'Left out: as of now.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}

@ObjectType('ComparedSide')
class ComparedSideRow extends TertialCountsRow implements SideCounts {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  // An Int is too small for a position in a log that counts bytes.
  @Field(() => Float, {
    nullable: true,
    description: 'Position in the log of the last event that is included; null: now.',
  })
  readonly position!: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The side includes only facts that hold by this day.' })
  readonly validOn!: IsoDate | null;

  @Field(() => Int, { nullable: true, description: 'The version of the steering model that applies to the tertial.' })
  readonly modelVersion!: number | null;

  @Field(() => Int, { description: 'The number of activities in the plan at the moment.' })
  readonly planActivities!: number;

  @Field(() => Int, { description: 'The number of activities that the board has removed by the moment.' })
  readonly removedActivities!: number;
}

@ObjectType('PlanDifference')
export class PlanDifferenceRow implements Cause {
  @Field(() => DifferenceKindEnum)
  readonly kind!: DifferenceKind;

  @Field(() => ID)
  readonly goalId!: Id<'Goal'>;

  @Field(() => ID, { nullable: true, description: 'Null: the difference does not concern an activity.' })
  readonly activityId!: Id<'Activity'> | null;

  @Field(() => ID, { nullable: true, description: 'Null: the difference does not concern a measure.' })
  readonly measureId!: Id<'Measure'> | null;

  @Field({
    description:
      'The heading of the activity, the measure or the goal, even of an activity that the board has removed.',
  })
  readonly heading!: string;

  @Field(() => ComparedItemRow, { nullable: true, description: 'Null: the first side does not have the item.' })
  readonly before!: ComparedItemRow | null;

  @Field(() => ComparedItemRow, { nullable: true, description: 'Null: the second side does not have the item.' })
  readonly after!: ComparedItemRow | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The person, or system, who caused the difference. Null: nobody did.',
  })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'The time of recording.' })
  readonly at!: IsoInstant | null;

  @Field(() => String, {
    nullable: true,
    description: 'The reason for a correction or for a proposal to remove an activity.',
  })
  readonly reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'FOLLOW_UP_CLOSED: the report came after the follow-up was closed and does not count.',
  })
  readonly voided!: 'FOLLOW_UP_CLOSED' | null;

  @Field(() => DecisionReferenceView, {
    nullable: true,
    description: 'A reference to the decision that caused the difference.',
  })
  readonly decision!: DecisionReferenceView | null;

  @Field(() => RemovalDecisionRow, { nullable: true, description: 'The decision that removed the activity.' })
  readonly removal!: RemovalDecisionRow | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day from which a ruling of a court restores the activity.',
  })
  readonly annulledOn!: IsoDate | null;

  @Field(() => [Float], { description: 'Positions in the log of the events that caused the difference, ascending.' })
  readonly events!: readonly number[];
}

@ObjectType('PlanComparison', { description: 'The differences between two moments, or two tertials, of a plan.' })
export class PlanComparisonRow implements Omit<PlanComparison, 'differences'> {
  @Field(() => ID)
  readonly planId!: Id<'Plan'>;

  @Field(() => ComparedSideRow)
  readonly from!: ComparedSideRow;

  @Field(() => ComparedSideRow)
  readonly to!: ComparedSideRow;

  @Field(() => LabelView, { description: 'All differences in one line.' })
  readonly summary!: LabelView;

  @Field(() => [PlanDifferenceRow], {
    description: 'In the order of the plan. A removed item keeps its place.',
  })
  readonly differences!: readonly PlanDifferenceRow[];
}
