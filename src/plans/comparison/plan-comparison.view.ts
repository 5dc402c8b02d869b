import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import { type IsoDate, type IsoInstant, type Tertial, tertials } from '../../kernel/tertial.js';
import { AsOf } from '../../platform/as-of/as-of.view.js';
import { DateTimeISO, LocalDate } from '../../platform/graphql-types/dates.view.js';
import { DecisionReferenceView } from '../../platform/graphql-types/decision-reference.view.js';
import { LabelView } from '../../platform/graphql-types/label.view.js';
import { TertialEnum } from '../../platform/graphql-types/tertial.view.js';
import { ComparedItemRow } from '../compared-item-row.view.js';
import type { AskedSide } from '../plan-comparisons.service.js';
import { RemovalDecisionRow } from '../plans.view.js';
import { TertialCountsRow } from '../tertial-view/tertial-view-row.view.js';
import type { PlanComparison, SideCounts } from './plan-comparison.js';
import { type Cause, type DifferenceKind, differenceKinds } from './plan-difference.js';

const DifferenceKindEnum = Object.fromEntries(differenceKinds.map((kind) => [kind, kind]));
registerEnumType(DifferenceKindEnum, {
  name: 'PlanDifferenceKind',
  description:
    'What differs, seen from the first side to the second. Those with NOT are what the second does not have: not yet, ' +
    'when it is the earlier one.',
});

@InputType('ComparedInput', { description: 'A tertial of a plan, as it was known at a moment.' })
export class ComparedInput implements AskedSide {
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
