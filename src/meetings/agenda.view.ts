import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { PointSubject } from '../matters/decision-point.js';
import type { SubjectView } from '../matters/matter-view.js';
import { DateTimeISO, LocalDate, OutcomeEnum, StatedCheckpointRow } from '../platform/graphql-types/values.view.js';
import { EarlierEntryRow, MotionRow, RemarkRow, ReservationRow, ServingRow, VoteRow } from './deliberation.view.js';
import type { AgendaItemView, MeetingView, SummonedItemView, SummonedPointView } from './meeting-view.js';
import { PersonIdField } from '../platform/graphql-types/named.view.js';
import { ThingIdField } from '../platform/graphql-types/reference.view.js';

type Sent = MeetingView['summonses'][number];
type Decided = MeetingView['decisions'][number];

@ObjectType({ isAbstract: true })
abstract class SubjectRow implements SubjectView {
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
}

@ObjectType('SummonedPoint')
export class SummonedPointRow extends SubjectRow implements SummonedPointView {
  @Field(() => Int)
  readonly number!: number;

  @Field()
  readonly proposedWording!: string;

  /** The meeting that decides on the point, and its matter. Absent for a point of a summons or of the past. */
  readonly before?: { readonly meetingId: Id<'Meeting'>; readonly matterId: Id<'Matter'> };
}

@ObjectType('SummonedItem', {
  description: 'A matter in the exact version that a summons contains, or that the board took up without a summons.',
})
export class SummonedItemRow implements SummonedItemView {
  @Field(() => ID)
  readonly matterId!: Id<'Matter'>;

  @Field()
  readonly dnr!: string;

  @Field()
  readonly title!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field({ description: 'SHA-256 of the content of this version in hexadecimal, the same as `MatterVersion.hash`.' })
  readonly hash!: string;

  @Field(() => [SummonedPointRow])
  readonly points!: readonly SummonedPointRow[];
}

@ObjectType('AgendaItem')
export class AgendaItemRow implements AgendaItemView {
  @ThingIdField('matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => String, {
    description:
      'LISTED while the matter waits for a summons. SUMMONED when a summons contains the matter. ADDED when the board took the matter up at the meeting. VOIDED when the matter could not come before the board, because it had changed or another meeting received it first. WITHDRAWN when the matter was recorded as taken up by mistake.',
  })
  readonly state!: AgendaItemView['state'];

  @Field(() => SummonedItemRow, { nullable: true })
  readonly item!: SummonedItemRow | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The number of the paragraph (§) with the decision to take up the matter. Null unless `state` is ADDED or, for a paragraph that is withdrawn, WITHDRAWN.',
  })
  readonly paragraph!: string | null;
}

@ObjectType('Summons', {
  description: 'A summons (kallelse). It is a snapshot of the exact matter versions that the members received.',
})
export class SummonsRow implements Sent {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => LocalDate)
  readonly sentOn!: IsoDate;

  @Field({ description: 'The time of the meeting as the summons says it. A correction of the meeting leaves it.' })
  readonly time!: string;

  @Field({ description: 'The place of the meeting as the summons says it. A correction of the meeting leaves it.' })
  readonly place!: string;

  @Field(() => [SummonedItemRow])
  readonly items!: readonly SummonedItemRow[];

  @Field(() => StatedCheckpointRow, { nullable: true })
  readonly checkpoint!: StatedCheckpointRow | null;

  @Field({
    description:
      'SHA-256 in hexadecimal of the data of the event SummonsSent as canonical JSON (RFC 8785). The hashed data lacks the field `hash`, and the field `checkpoint` when that is null.',
  })
  readonly hash!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('RecordedDecision')
export class RecordedDecisionRow extends SubjectRow implements Decided {
  @ThingIdField('matter')
  readonly matterId!: Id<'Matter'>;

  @Field()
  readonly dnr!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field()
  readonly hash!: string;

  @Field(() => Int)
  readonly number!: number;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @Field()
  readonly paragraph!: string;

  @Field({ description: 'The wording that the board decided.' })
  readonly wording!: string;

  @Field()
  readonly proposedWording!: string;

  @Field()
  readonly reason!: string;

  @Field(() => [MotionRow])
  readonly motions!: readonly MotionRow[];

  @Field(() => [String])
  readonly proposalsPut!: readonly string[];

  @Field(() => [VoteRow])
  readonly votes!: readonly VoteRow[];

  @Field(() => [ReservationRow])
  readonly reservations!: readonly ReservationRow[];

  @Field(() => [RemarkRow])
  readonly remarks!: readonly RemarkRow[];

  @Field(() => [ServingRow], { description: 'The persons who took part in the decision.' })
  readonly serving!: readonly ServingRow[];

  @PersonIdField()
  readonly chair!: Id<'Person'>;

  @PersonIdField()
  readonly recordedBy!: string;

  @Field(() => DateTimeISO)
  readonly recordedAt!: IsoInstant;

  @Field(() => [EarlierEntryRow], { description: 'What the entry was before each correction, oldest first.' })
  readonly earlier!: readonly EarlierEntryRow[];
}
