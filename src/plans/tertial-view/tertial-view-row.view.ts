import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Finality } from '../../kernel/outcome.js';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../../kernel/tertial.js';
import type { Warning } from '../../kernel/warning.js';
import {
  DateTimeISO,
  FinalityEnum,
  LocalDate,
  SignView,
  TertialEnum,
  WarningEnum,
} from '../../platform/graphql-types/values.view.js';
import { CorrectionRow } from '../corrections.view.js';
import { AnnulledRemovalRow, MeasureRow, PlannedActivityRow, RemovalDecisionRow } from '../plans.view.js';
import type { ShownAssessment, ShownMeasure, ShownStatus } from './shown-facts.js';
import { TertialCountsRow } from './tertial-counts-row.view.js';
import type { ShownActivity, ShownGoal, ShownRemoval, TertialView } from './tertial-view.js';
import { BoardIdField, PersonIdField } from '../../platform/graphql-types/named.view.js';
import { ThingIdField } from '../../platform/graphql-types/reference.view.js';

@ObjectType({ isAbstract: true })
abstract class ReportedOutcomeRow {
  @Field({ description: 'The outcome of the measure with its unit, such as 78 %.' })
  readonly value!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the measure reached its target. Null if not stated.' })
  readonly targetReached!: boolean | null;

  @Field()
  readonly comment!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'The time at which the service recorded the outcome.' })
  readonly at!: IsoInstant;
}

@ObjectType('EarlierOutcome', { description: 'A replaced or voided outcome (utfall) that was reported for a measure.' })
class EarlierOutcomeRow extends ReportedOutcomeRow {
  @Field({ description: 'Whether Tertial voided the outcome, because it came after the closing of the follow-up.' })
  readonly voided!: boolean;
}

@ObjectType('MeasureOutcome')
class OutcomeRow extends ReportedOutcomeRow {
  @Field(() => LocalDate, { description: 'The day on which the outcome holds.' })
  readonly validOn!: IsoDate;

  @Field(() => [EarlierOutcomeRow], {
    description: 'Replaced or voided outcomes of this measure for the same tertial, oldest first.',
  })
  readonly earlier!: readonly EarlierOutcomeRow[];

  @Field(() => String, { nullable: true })
  readonly correctionReason!: string | null;
}

@ObjectType('GoalMeasure')
class GoalMeasureRow extends MeasureRow implements ShownMeasure {
  @Field(() => OutcomeRow, { nullable: true, description: 'Outcome of the measure. Null: no report that counts.' })
  readonly outcome!: OutcomeRow | null;
}

@ObjectType('EarlierEntry', { description: 'An activity status or goal assessment that was replaced or voided.' })
class EarlierRow extends SignView {
  @Field()
  readonly code!: string;

  @Field()
  readonly comment!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;

  @Field({ description: 'Whether Tertial voided the status or assessment because it came after the follow-up closed.' })
  readonly voided!: boolean;
}

@ObjectType({ isAbstract: true })
abstract class EntryRow extends SignView {
  @Field()
  readonly code!: string;

  @Field()
  readonly comment!: string;

  @Field(() => LocalDate, { description: 'The day on which the status or the assessment holds.' })
  readonly validOn!: IsoDate;

  @Field(() => Int, { description: 'The version of the steering model that defines the code.' })
  readonly modelVersion!: number;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'The time at which the service recorded the status or the assessment.' })
  readonly at!: IsoInstant;

  @Field(() => [EarlierRow], { description: 'The replaced or voided reports for the same tertial, oldest first.' })
  readonly earlier!: readonly EarlierRow[];

  @Field(() => String, { nullable: true })
  readonly correctionReason!: string | null;
}

@ObjectType('ReportedStatus')
class StatusRow extends EntryRow implements ShownStatus {
  @Field()
  readonly deviation!: boolean;

  @Field(() => [WarningEnum])
  readonly warnings!: readonly Warning[];
}

@ObjectType('ProofActivity')
class ProofRow {
  @ThingIdField('activity')
  readonly activityId!: string;

  @Field()
  readonly status!: string;
}

@ObjectType('ProofMeasure')
class MeasureProofRow {
  @ThingIdField('measure')
  readonly measureId!: string;

  @Field()
  readonly value!: string;
}

@ObjectType('GoalAssessment')
class AssessmentRow extends EntryRow implements ShownAssessment {
  @Field(() => [ProofRow], { nullable: true, description: 'Activities that prove fulfilment. Null if none prove it.' })
  readonly proof!: readonly ProofRow[] | null;

  @Field(() => [MeasureProofRow], {
    nullable: true,
    description: 'The measures that prove that the goal is fulfilled. Null for an assessment without such a proof.',
  })
  readonly measureProof!: readonly MeasureProofRow[] | null;

  @Field({ description: 'False when a later event has invalidated the proof of the fulfilment. True without a proof.' })
  readonly stillProved!: boolean;
}

@ObjectType('Removal', { description: 'The decision that removed an activity from the plan.' })
class ShownRemovalRow extends RemovalDecisionRow implements ShownRemoval {
  @Field(() => FinalityEnum, { description: 'Finality of the decision. The removal does not wait for legal force.' })
  readonly finality!: Finality;
}

@ObjectType('FollowedUpActivity')
class FollowedUpActivityRow extends PlannedActivityRow implements ShownActivity {
  @Field(() => ID)
  readonly activityId!: Id<'Activity'>;

  @Field(() => StatusRow, { nullable: true, description: 'Status in this tertial. Null: no report that counts.' })
  readonly status!: StatusRow | null;

  @ThingIdField('proposal', {
    nullable: true,
    description: 'Id of the open proposal to remove the activity. Null without one.',
  })
  readonly removalProposed!: Id<'RemovalProposal'> | null;

  @Field(() => ShownRemovalRow, {
    nullable: true,
    description: 'The decision that removed the activity after the tertial. Null while the activity is in the plan.',
  })
  readonly removed!: ShownRemovalRow | null;

  @Field(() => [AnnulledRemovalRow], { description: 'Removals of this activity that a court annulled, oldest first.' })
  readonly annulledRemovals!: readonly AnnulledRemovalRow[];
}

@ObjectType('FollowedUpGoal')
class FollowedUpGoalRow implements ShownGoal {
  @Field(() => ID)
  readonly goalId!: Id<'Goal'>;

  @Field()
  readonly title!: string;

  @Field(() => [GoalMeasureRow])
  readonly measures!: readonly GoalMeasureRow[];

  @Field(() => AssessmentRow, {
    nullable: true,
    description: 'The assessment. Null means not assessed (ej bedömd), which is not the same as not fulfilled.',
  })
  readonly assessment!: AssessmentRow | null;

  @Field(() => [FollowedUpActivityRow])
  readonly activities!: readonly FollowedUpActivityRow[];
}

@ObjectType('TertialView', { description: 'The follow-up (uppföljning) of one plan in one tertial.' })
export class TertialViewRow extends TertialCountsRow implements TertialView {
  @ThingIdField('plan')
  readonly planId!: Id<'Plan'>;

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => Int)
  readonly year!: number;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @Field(() => LocalDate, { nullable: true })
  readonly cutOff!: IsoDate | null;

  @Field({ description: 'True: the plan was recorded after its year or after the cut-off date (inläst i efterhand).' })
  readonly loadedAfterwards!: boolean;

  @Field(() => [CorrectionRow], { description: 'Corrections of the follow-up: cut-off dates moved, and reopenings.' })
  readonly corrections!: readonly CorrectionRow[];

  @Field(() => Int, { nullable: true })
  readonly modelVersion!: number | null;

  @Field(() => [FollowedUpGoalRow])
  readonly goals!: readonly FollowedUpGoalRow[];

  @Field(() => Int, { description: 'The number of activities in the plan, at the requested moment or now.' })
  readonly planActivities!: number;

  @Field(() => Int, { description: 'The number of removed activities, at the requested moment or now.' })
  readonly removedActivities!: number;
}
