import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { IsoInstant } from '../kernel/tertial.js';
import { DateTimeISO } from './dates.view.js';
import { LabelView } from './label.view.js';

export const VerdictEnum = { APPROVE: 'APPROVE', RETURN: 'RETURN', DECLINE: 'DECLINE' } as const;
registerEnumType(VerdictEnum, { name: 'Verdict' });

@ObjectType('WaitingStep')
export class WaitingStepRow {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly name!: LabelView;
}

@ObjectType('Approval')
export class ApprovalRow {
  @Field()
  readonly step!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('GivenVerdict')
export class VerdictRow extends ApprovalRow {
  @Field(() => String)
  readonly verdict!: keyof typeof VerdictEnum;

  @Field()
  readonly reason!: string;
}
