import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import { DateTimeISO, FinalityRecordRow, LocalDate } from '../platform/graphql-types/values.view.js';
import type { PointDecision, PointStatus, PointSubject } from './decision-point.js';
import type { AskedView, PointView } from './matter-view.js';
import type { Outcome } from '../kernel/outcome.js';

@ObjectType('PointDecision')
class PointDecisionRow implements PointDecision {
  @Field(() => ID, { nullable: true, description: 'Null: recorded before meetings were kept here.' })
  readonly meetingId!: Id<'Meeting'> | null;

  @Field(() => String)
  readonly outcome!: Outcome;

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly paragraph!: string;

  @Field({ description: 'As decided.' })
  readonly wording!: string;

  @Field()
  readonly reason!: string;

  @Field(() => ID)
  readonly recordedBy!: string;

  @Field(() => DateTimeISO)
  readonly recordedAt!: IsoInstant;

  @Field(() => [FinalityRecordRow], { description: 'In order; the last one holds. Empty: not yet in legal force.' })
  readonly finality!: readonly FinalityRecordRow[];
}

@ObjectType({ isAbstract: true })
abstract class AskedRow implements AskedView {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => String, { description: 'APPROVE_REPORT, REMOVE_ACTIVITY or OTHER.' })
  readonly kind!: PointSubject['kind'];

  @Field(() => ID, { nullable: true })
  readonly planId!: Id<'Plan'> | null;

  @Field(() => String, { nullable: true })
  readonly tertial!: Tertial | null;

  @Field(() => ID, { nullable: true })
  readonly activityId!: Id<'Activity'> | null;

  @Field(() => ID, { nullable: true })
  readonly proposalId!: Id<'RemovalProposal'> | null;

  @Field(() => Int, { nullable: true, description: 'Of the proposal: the version that was reviewed.' })
  readonly proposalVersion!: number | null;

  @Field({ description: 'As the administration proposes it. Refreshed when a version is submitted.' })
  readonly proposedWording!: string;
}

@ObjectType('DecisionPoint')
export class PointRow extends AskedRow implements PointView {
  @Field(() => String, { description: 'DRAFT, STRUCK, BEFORE_BOARD, or the outcome.' })
  readonly status!: PointStatus;

  @Field(() => [PointDecisionRow], { description: 'In order; only a postponed or a referred point is decided again.' })
  readonly decisions!: readonly PointDecisionRow[];
}

@ObjectType('SubmittedPoint', { description: 'A point as it stands in a version of the matter.' })
export class SubmittedPointRow extends AskedRow {}
