import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { ApprovalRow, VerdictRow, WaitingStepRow } from '../platform/graphql-types/review.view.js';
import type { MatterKind } from './matter-event.js';
import { PointRow } from './matter-point-row.view.js';
import { type MatterStatus, matterStatuses } from './matter-process.js';
import { VersionRow } from './matter-version-row.view.js';
import type { MatterView } from './matter-view.js';
import type { Summoned } from './matter.js';

export const MatterStatusEnum = Object.fromEntries(matterStatuses.map((status) => [status, status]));
registerEnumType(MatterStatusEnum, { name: 'MatterStatus' });

@ObjectType('SummonedVersion', { description: 'A version that a meeting has been given.' })
class SummonedRow implements Summoned {
  @Field(() => ID)
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int)
  readonly version!: number;

  @Field({ description: 'The board decided at the meeting to take it up.' })
  readonly addedAtMeeting!: boolean;
}

@ObjectType('Matter', { description: 'What the board handles under one registry number.' })
export class MatterRow implements MatterView {
  @Field(() => ID)
  readonly id!: Id<'Matter'>;

  @Field(() => Int)
  readonly revision!: number;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => String, { description: 'FOLLOW_UP or OTHER.' })
  readonly kind!: MatterKind;

  @Field()
  readonly dnr!: string;

  @Field()
  readonly title!: string;

  @Field(() => ID)
  readonly openedBy!: string;

  @Field(() => MatterStatusEnum)
  readonly status!: MatterStatus;

  @Field(() => [PointRow])
  readonly points!: readonly PointRow[];

  @Field(() => [VersionRow], { description: 'Oldest first; the last is what is reviewed and decided.' })
  readonly versions!: readonly VersionRow[];

  @Field(() => [ID], { description: 'Everyone who has written or changed it. None of them may review it.' })
  readonly authors!: readonly string[];

  @Field(() => WaitingStepRow, { nullable: true })
  readonly waitingStep!: WaitingStepRow | null;

  @Field(() => [ApprovalRow])
  readonly approvals!: readonly ApprovalRow[];

  @Field(() => [ApprovalRow], { description: 'Void since the matter was changed or sent back.' })
  readonly lapsedApprovals!: readonly ApprovalRow[];

  @Field(() => [VerdictRow])
  readonly verdicts!: readonly VerdictRow[];

  @Field(() => [SummonedRow], { description: 'In order.' })
  readonly summoned!: readonly SummonedRow[];

  @Field({ description: 'The board approved the report but not every removal that it speaks of.' })
  readonly reportDisagrees!: boolean;

  /** As of which it was read, for what is read of it further; absent or null: as it is now. */
  readonly moment?: Moment | null;
}
