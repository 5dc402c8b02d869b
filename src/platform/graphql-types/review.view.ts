import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { DateTimeISO, LabelView } from './values.view.js';
import { PersonIdField } from './named.view.js';

export const VerdictEnum = { APPROVE: 'APPROVE', RETURN: 'RETURN', DECLINE: 'DECLINE' } as const;
registerEnumType(VerdictEnum, { name: 'Verdict' });

@ObjectType('WaitingStep')
export class WaitingStepRow {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly name!: LabelView;

  @Field({ description: "Whether a reviewer's deputy may give the verdict at this step." })
  readonly deputiesMayAct!: boolean;

  @Field(() => Int, { nullable: true, description: 'The days within which the reviewer gives a verdict. Null: any.' })
  readonly days!: number | null;
}

@ObjectType('Approval')
export class ApprovalRow {
  @Field()
  readonly step!: string;

  @Field(() => Int)
  readonly version!: number;

  @PersonIdField()
  readonly by!: string;

  @PersonIdField({ nullable: true, description: 'The person that the deputy in `by` represented. Otherwise null.' })
  readonly actingFor?: Id<'Person'>;

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
