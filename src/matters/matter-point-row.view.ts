import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { ReasonCategory } from '../removals/removal.js';
import { DateTimeISO, FinalityRecordRow, LabelView, LocalDate } from '../platform/graphql-types/values.view.js';
import type { PointDecision, PointStatus, PointSubject } from './decision-point.js';
import type { AskedView, PointView, VersionPointView } from './matter-view.js';
import type { BasisStatus, RemovalBasis } from './removal-basis.js';
import type { Outcome } from '../kernel/outcome.js';
import { PersonIdField } from '../platform/graphql-types/named.view.js';
import { ThingIdField } from '../platform/graphql-types/reference.view.js';

@ObjectType('PointDecision')
class PointDecisionRow implements PointDecision {
  @ThingIdField('meeting', {
    nullable: true,
    description: 'Id of the meeting at which the board decided. Null for a decision from before Tertial had meetings.',
  })
  readonly meetingId!: Id<'Meeting'> | null;

  @Field(() => String)
  readonly outcome!: Outcome;

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly paragraph!: string;

  @Field({ description: 'The wording that the board decided.' })
  readonly wording!: string;

  @Field()
  readonly reason!: string;

  @PersonIdField()
  readonly recordedBy!: string;

  @Field(() => DateTimeISO)
  readonly recordedAt!: IsoInstant;

  @Field(() => [FinalityRecordRow], {
    description: 'The finalities of this decision, oldest first. The last one applies. Empty means NOT_IN_FORCE.',
  })
  readonly finality!: readonly FinalityRecordRow[];
}

@ObjectType({ isAbstract: true })
abstract class AskedRow implements AskedView {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => String, { description: 'The request to the board: APPROVE_REPORT, REMOVE_ACTIVITY or OTHER.' })
  readonly kind!: PointSubject['kind'];

  @ThingIdField('plan', { nullable: true })
  readonly planId!: Id<'Plan'> | null;

  @Field(() => String, { nullable: true })
  readonly tertial!: Tertial | null;

  @ThingIdField('activity', { nullable: true })
  readonly activityId!: Id<'Activity'> | null;

  @ThingIdField('proposal', { nullable: true })
  readonly proposalId!: Id<'RemovalProposal'> | null;

  @Field(() => Int, { nullable: true, description: 'Number of the reviewed proposal version. Null if no proposal.' })
  readonly proposalVersion!: number | null;

  @Field({
    description:
      "The proposed wording. If the point is about a removal, each submission updates the activity's heading in the " +
      'wording.',
  })
  readonly proposedWording!: string;
}

@ObjectType('DecisionPoint')
export class PointRow extends AskedRow implements PointView {
  @Field(() => String, { description: 'The state: DRAFT, STRUCK, BEFORE_BOARD or the outcome of the last decision.' })
  readonly status!: PointStatus;

  @Field(() => [PointDecisionRow], { description: 'The decisions of the board on this point, oldest first.' })
  readonly decisions!: readonly PointDecisionRow[];

  readonly matterId!: Id<'Matter'>;

  /** The as-of moment of the query. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType('BasisStatus', { description: 'The status of an activity in the last tertial with a report on it.' })
class BasisStatusRow implements BasisStatus {
  @Field(() => String)
  readonly tertial!: Tertial;

  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field()
  readonly comment!: string;

  @Field(() => LocalDate)
  readonly validOn!: IsoDate;
}

@ObjectType('RemovalBasis', {
  description: 'The reason for a removal, and the activity as it stood when the clerk submitted the version.',
})
class RemovalBasisRow implements RemovalBasis {
  @Field(() => String, { description: 'The reason category of the proposal, such as LACKS_RESOURCES.' })
  readonly category!: ReasonCategory;

  @Field()
  readonly motivation!: string;

  @Field(() => ID)
  readonly goalId!: Id<'Goal'>;

  @Field()
  readonly goalTitle!: string;

  @Field()
  readonly heading!: string;

  @Field()
  readonly description!: string;

  @Field(() => LocalDate)
  readonly startDate!: IsoDate;

  @Field(() => LocalDate)
  readonly endDate!: IsoDate;

  @Field()
  readonly responsibleUnit!: string;

  @Field(() => BasisStatusRow, { nullable: true, description: 'Null when nobody had reported a status.' })
  readonly status!: BasisStatusRow | null;
}

@ObjectType('SubmittedPoint', { description: 'A decision point (beslutspunkt) in one version of the matter.' })
export class SubmittedPointRow extends AskedRow implements VersionPointView {
  @Field(() => RemovalBasisRow, {
    nullable: true,
    description:
      'The reason and the activity of a removal. Null for other points, and in versions from before Tertial kept it.',
  })
  readonly removal!: RemovalBasisRow | null;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of the whole report that the version puts to the board, as canonical JSON (RFC 8785). Null for other ' +
      'points, and in versions from before Tertial kept it.',
  })
  readonly reportHash!: string | null;
}
