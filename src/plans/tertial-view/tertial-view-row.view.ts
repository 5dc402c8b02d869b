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
import type { ActivityStatus, GoalStatus, Phase } from '../../steering-models/steering-model.js';
import { AnnulledRemovalRow, MeasureRow, PlannedActivityRow, RemovalDecisionRow } from '../plans.view.js';
import type { Counted, MeasureCounts, ShownAssessment, ShownMeasure, ShownStatus } from './shown-facts.js';
import type { ShownActivity, ShownGoal, ShownRemoval, TertialView } from './tertial-view.js';

@ObjectType({ isAbstract: true })
abstract class ReportedOutcomeRow {
  @Field({ description: 'With its unit, such as 78 %.' })
  readonly value!: string;

  @Field(() => Boolean, { nullable: true, description: 'Null: nobody reported it, as for a measure without a target.' })
  readonly targetReached!: boolean | null;

  @Field()
  readonly comment!: string;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'The time of recording.' })
  readonly at!: IsoInstant;
}

@ObjectType('EarlierOutcome', {
  description: 'An earlier outcome that a newer one replaces. Nothing is overwritten.',
})
class EarlierOutcomeRow extends ReportedOutcomeRow {
  @Field({ description: 'True: it came after the follow-up was closed and never counted.' })
  readonly voided!: boolean;
}

@ObjectType('MeasureOutcome')
class OutcomeRow extends ReportedOutcomeRow {
  @Field(() => LocalDate, { description: 'The day on which the fact holds.' })
  readonly validOn!: IsoDate;

  @Field(() => [EarlierOutcomeRow], { description: 'Oldest first.' })
  readonly earlier!: readonly EarlierOutcomeRow[];

  @Field(() => String, { nullable: true })
  readonly correctionReason!: string | null;
}

@ObjectType('GoalMeasure')
class GoalMeasureRow extends MeasureRow implements ShownMeasure {
  @Field(() => OutcomeRow, { nullable: true, description: 'Null: not reported.' })
  readonly outcome!: OutcomeRow | null;
}

@ObjectType('MeasureCounts', { description: 'Every measure is counted once.' })
class MeasureCountsRow implements MeasureCounts {
  @Field(() => Int, { description: 'The number of measures that have reached their target.' })
  readonly reached!: number;

  @Field(() => Int)
  readonly missed!: number;

  @Field(() => Int, { description: 'The number of reported measures that do not say whether they reached the target.' })
  readonly untold!: number;

  @Field(() => Int)
  readonly notReported!: number;
}

@ObjectType('EarlierEntry', {
  description: 'An earlier status or assessment that a newer one replaces. Nothing is overwritten.',
})
class EarlierRow extends SignView {
  @Field()
  readonly code!: string;

  @Field()
  readonly comment!: string;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;

  @Field({ description: 'True: it came after the follow-up was closed and never counted.' })
  readonly voided!: boolean;
}

@ObjectType({ isAbstract: true })
abstract class EntryRow extends SignView {
  @Field()
  readonly code!: string;

  @Field()
  readonly comment!: string;

  @Field(() => LocalDate, { description: 'The day on which the fact holds.' })
  readonly validOn!: IsoDate;

  @Field(() => Int, { description: 'The version of the steering model under which it was given.' })
  readonly modelVersion!: number;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO, { description: 'The time of recording.' })
  readonly at!: IsoInstant;

  @Field(() => [EarlierRow], { description: 'Oldest first.' })
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
  @Field(() => ID)
  readonly activityId!: string;

  @Field()
  readonly status!: string;
}

@ObjectType('ProofMeasure')
class MeasureProofRow {
  @Field(() => ID)
  readonly measureId!: string;

  @Field()
  readonly value!: string;
}

@ObjectType('GoalAssessment')
class AssessmentRow extends EntryRow implements ShownAssessment {
  @Field(() => [ProofRow], { nullable: true, description: 'The activities that prove a fulfilment.' })
  readonly proof!: readonly ProofRow[] | null;

  @Field(() => [MeasureProofRow], { nullable: true, description: 'The measures that prove a fulfilment.' })
  readonly measureProof!: readonly MeasureProofRow[] | null;

  @Field({ description: 'False: a later event has invalidated the proof of the fulfilment.' })
  readonly stillProved!: boolean;
}

@ObjectType('Removal', { description: 'The decision that removed an activity from the plan.' })
class ShownRemovalRow extends RemovalDecisionRow implements ShownRemoval {
  @Field(() => FinalityEnum, { description: 'NOT_IN_FORCE: the decision is executed but has no legal force yet.' })
  readonly finality!: Finality;
}

@ObjectType('FollowedUpActivity')
class FollowedUpActivityRow extends PlannedActivityRow implements ShownActivity {
  @Field(() => ID)
  readonly activityId!: Id<'Activity'>;

  @Field(() => StatusRow, { nullable: true, description: 'Null: not reported.' })
  readonly status!: StatusRow | null;

  @Field(() => ID, { nullable: true, description: 'The open proposal to remove the activity from the plan.' })
  readonly removalProposed!: Id<'RemovalProposal'> | null;

  @Field(() => ShownRemovalRow, { nullable: true, description: 'The later decision that removed the activity.' })
  readonly removed!: ShownRemovalRow | null;

  @Field(() => [AnnulledRemovalRow], { description: 'The removals of the activity that a court annulled.' })
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
    description: 'Null: not assessed, which is not the same as not fulfilled.',
  })
  readonly assessment!: AssessmentRow | null;

  @Field(() => [FollowedUpActivityRow])
  readonly activities!: readonly FollowedUpActivityRow[];
}

@ObjectType('ActivityStatusCount')
export class ActivityStatusCountRow extends SignView implements Counted<ActivityStatus> {
  @Field()
  readonly code!: string;

  @Field(() => String)
  readonly phase!: Phase;

  @Field()
  readonly deviation!: boolean;

  @Field(() => Int)
  readonly count!: number;
}

@ObjectType('GoalStatusCount')
export class GoalStatusCountRow extends SignView implements Counted<GoalStatus> {
  @Field()
  readonly code!: string;

  @Field(() => Int, { description: 'Higher is better.' })
  readonly rank!: number;

  @Field()
  readonly fulfilment!: boolean;

  @Field(() => Int)
  readonly count!: number;
}

/** The counts of one plan and one tertial. */
@ObjectType({ isAbstract: true })
export abstract class TertialCountsRow {
  @Field(() => String, { description: 'NOT_OPENED, OPEN or CLOSED.' })
  readonly followUp!: 'NOT_OPENED' | 'OPEN' | 'CLOSED';

  @Field(() => [ActivityStatusCountRow], { description: 'Every status of the model, in the order of the model.' })
  readonly activityCounts!: readonly ActivityStatusCountRow[];

  @Field(() => Int)
  readonly notReported!: number;

  @Field(() => [GoalStatusCountRow], { description: 'Every status of the model, in the order of the model.' })
  readonly goalCounts!: readonly GoalStatusCountRow[];

  @Field(() => Int, { description: 'The number of goals without an assessment. No other count includes them.' })
  readonly notAssessed!: number;

  @Field(() => SignView, { nullable: true, description: 'The sign of the model for a missing assessment.' })
  readonly notAssessedSign!: SignView | null;

  @Field(() => MeasureCountsRow)
  readonly measureCounts!: MeasureCountsRow;
}

@ObjectType('TertialView', { description: 'The follow-up of one plan in one tertial.' })
export class TertialViewRow extends TertialCountsRow implements TertialView {
  @Field(() => ID)
  readonly planId!: Id<'Plan'>;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => Int)
  readonly year!: number;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @Field(() => LocalDate, { nullable: true })
  readonly cutOff!: IsoDate | null;

  @Field(() => Int, { nullable: true })
  readonly modelVersion!: number | null;

  @Field(() => [FollowedUpGoalRow])
  readonly goals!: readonly FollowedUpGoalRow[];

  @Field(() => Int, { description: 'The number of activities in the plan at the moment of the view.' })
  readonly planActivities!: number;

  @Field(() => Int, { description: 'The number of activities that the board has removed by the moment of the view.' })
  readonly removedActivities!: number;
}
