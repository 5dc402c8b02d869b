import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import type { Outcome } from '../kernel/outcome.js';
import { DateTimeISO, LocalDate } from '../platform/graphql-types/dates.view.js';
import { DecisionReferenceView } from '../platform/graphql-types/decision-reference.view.js';
import { ApprovalRow, VerdictRow, WaitingStepRow } from '../platform/graphql-types/review.view.js';
import { WarningEnum } from '../platform/graphql-types/warning.view.js';
import type { Finality } from '../kernel/finality.js';
import { FinalityEnum, FinalityRecordRow } from '../platform/graphql-types/finality.view.js';
import type { ProposalVersion, ReasonCategory } from './removal.js';
import { type RemovalStatus, removalStatuses } from './removal-process.js';
import type { RemovalView, ShownDecision } from './removal-view.js';

export const RemovalStatusEnum = Object.fromEntries(removalStatuses.map((status) => [status, status]));
registerEnumType(RemovalStatusEnum, { name: 'RemovalStatus' });

@ObjectType('RemovalVersion')
class VersionRow implements ProposalVersion {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => String)
  readonly category!: ReasonCategory;

  @Field()
  readonly motivation!: string;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('BoardDecision')
class BoardDecisionRow extends DecisionReferenceView implements ShownDecision {
  @Field(() => ID)
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  readonly point!: number;

  @Field(() => String)
  readonly outcome!: Outcome;

  @Field()
  readonly reason!: string;

  @Field(() => FinalityEnum, { description: 'It is executed at once, and gains legal force later.' })
  readonly finality!: Finality;

  @Field(() => [FinalityRecordRow], { description: 'How it came to be that, oldest first.' })
  readonly finalities!: readonly FinalityRecordRow[];
}

@ObjectType('RemovalProposal', { description: 'A proposal to take one activity out of the plan for the year.' })
export class RemovalRow implements RemovalView {
  @Field(() => ID)
  readonly id!: Id<'RemovalProposal'>;

  @Field(() => Int)
  readonly revision!: number;

  @Field(() => ID)
  readonly planId!: Id<'Plan'>;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => ID)
  readonly activityId!: Id<'Activity'>;

  @Field({ description: "The activity's, as it is now." })
  readonly heading!: string;

  @Field(() => RemovalStatusEnum)
  readonly status!: RemovalStatus;

  @Field(() => ID)
  readonly author!: string;

  @Field(() => [ID], { description: 'Everyone who has written a version. None of them may review it.' })
  readonly authors!: readonly string[];

  @Field(() => LocalDate)
  readonly proposedOn!: IsoDate;

  @Field(() => Int, { description: 'The current version; a verdict names it.' })
  readonly version!: number;

  @Field(() => String)
  readonly category!: ReasonCategory;

  @Field()
  readonly motivation!: string;

  @Field(() => [VersionRow], { description: 'Oldest first.' })
  readonly versions!: readonly VersionRow[];

  @Field(() => WaitingStepRow, { nullable: true })
  readonly waitingStep!: WaitingStepRow | null;

  @Field(() => [ApprovalRow])
  readonly approvals!: readonly ApprovalRow[];

  @Field(() => [ApprovalRow], { description: 'Void since the text was changed, withdrawn or sent back.' })
  readonly lapsedApprovals!: readonly ApprovalRow[];

  @Field(() => [VerdictRow])
  readonly verdicts!: readonly VerdictRow[];

  @Field(() => ID, { nullable: true })
  readonly matterId!: Id<'Matter'> | null;

  @Field(() => [BoardDecisionRow])
  readonly decisions!: readonly BoardDecisionRow[];

  @Field(() => [WarningEnum])
  readonly warnings!: readonly Warning[];
}
