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

@ObjectType('ComparedStatus', { description: 'A status, or that there is none.' })
class ComparedStatusRow extends SignView implements ComparedStatus {
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
class AssessmentRow extends ComparedStatusRow implements ComparedAssessment {
  @Field(() => Boolean, { nullable: true, description: 'False: what the fulfilment rested on is no longer so.' })
  readonly stillProved!: boolean | null;
}

@ObjectType('ComparedOutcome', { description: 'What a measure came to.' })
class OutcomeRow implements ComparedOutcome {
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
    'What differs, seen from the first side to the second. Those with NOT are what the second does not have: not yet, ' +
    'when it is the earlier one.',
});

@InputType('ComparedInput', { description: 'A tertial of a plan, as it was known at a moment.' })
export class ComparedInput implements AsOfArgs {
  @Field(() => TertialEnum)
  @IsIn(tertials)
  readonly tertial!: Tertial;

  @Field(() => AsOf, { nullable: true, description: 'As it is now when not given.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}

@ObjectType('ComparedSide')
class ComparedSideRow extends TertialCountsRow implements SideCounts {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  // A place in a log is larger than what an Int holds where places count bytes.
  @Field(() => Float, { nullable: true, description: 'Place in the log of the last event that was known; null: now.' })
  readonly position!: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only facts that hold by this day.' })
  readonly validOn!: IsoDate | null;

  @Field(() => Int, { nullable: true, description: 'The version of the steering model that it is judged under.' })
  readonly modelVersion!: number | null;

  @Field(() => Int, { description: 'Activities in the plan at the moment.' })
  readonly planActivities!: number;

  @Field(() => Int, { description: 'Activities taken out of the plan by the moment.' })
  readonly removedActivities!: number;
}

@ObjectType('PlanDifference')
export class PlanDifferenceRow implements Cause {
  @Field(() => DifferenceKindEnum)
  readonly kind!: DifferenceKind;

  @Field(() => ID)
  readonly goalId!: Id<'Goal'>;

  @Field(() => ID, { nullable: true, description: 'Null: it is not about an activity.' })
  readonly activityId!: Id<'Activity'> | null;

  @Field(() => ID, { nullable: true, description: 'Null: it is not about a measure.' })
  readonly measureId!: Id<'Measure'> | null;

  @Field({ description: 'Of the activity, the measure or else the goal, also of one that is in the plan no more.' })
  readonly heading!: string;

  @Field(() => ComparedItemRow, { nullable: true, description: 'Null: the first side does not have it.' })
  readonly before!: ComparedItemRow | null;

  @Field(() => ComparedItemRow, { nullable: true, description: 'Null: the second side does not have it.' })
  readonly after!: ComparedItemRow | null;

  @Field(() => ID, { nullable: true, description: 'Who brought it about: a person, or system. Null: nobody has.' })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was recorded.' })
  readonly at!: IsoInstant | null;

  @Field(() => String, { nullable: true, description: 'Of a correction, or of the proposal to take an activity out.' })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true, description: 'FOLLOW_UP_CLOSED: what was told came too late to count.' })
  readonly voided!: 'FOLLOW_UP_CLOSED' | null;

  @Field(() => DecisionReferenceView, { nullable: true, description: 'Where the decision behind it is found.' })
  readonly decision!: DecisionReferenceView | null;

  @Field(() => RemovalDecisionRow, { nullable: true, description: 'The decision that took the activity out.' })
  readonly removal!: RemovalDecisionRow | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day from which a court’s ruling puts it back.' })
  readonly annulledOn!: IsoDate | null;

  @Field(() => [Float], { description: 'Places in the log of the events behind it, in order.' })
  readonly events!: readonly number[];
}

@ObjectType('PlanComparison', { description: 'What differs between two moments, or two tertials, of a plan.' })
export class PlanComparisonRow implements Omit<PlanComparison, 'differences'> {
  @Field(() => ID)
  readonly planId!: Id<'Plan'>;

  @Field(() => ComparedSideRow)
  readonly from!: ComparedSideRow;

  @Field(() => ComparedSideRow)
  readonly to!: ComparedSideRow;

  @Field(() => LabelView, { description: 'All of it in one line.' })
  readonly summary!: LabelView;

  @Field(() => [PlanDifferenceRow], {
    description: 'In the order of the plan; what has left it in the place that it had.',
  })
  readonly differences!: readonly PlanDifferenceRow[];
}
