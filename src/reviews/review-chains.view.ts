import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LabelView } from '../platform/graphql-types/values.view.js';
import type { ReviewChain, ReviewStep } from './review.js';

@ObjectType('ReviewStep')
class ReviewStepRow implements ReviewStep {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly name!: LabelView;

  @Field(() => String)
  readonly role!: ReviewStep['role'];

  @Field(() => String, { description: 'The receiver of a returned text: AUTHOR or PREVIOUS_STEP.' })
  readonly onReturn!: ReviewStep['onReturn'];

  @Field()
  readonly deputiesMayAct!: boolean;

  @Field(() => Int, { nullable: true, description: 'The days within which the reviewer gives a verdict. Null: any.' })
  readonly days?: number | null;
}

@ObjectType('ReviewChain')
export class ReviewChainRow implements ReviewChain {
  @Field(() => Int, { description: "The number of the chain's version, from 1. The default chain has the number 0." })
  readonly version!: number;

  @Field(() => [ReviewStepRow])
  readonly steps!: readonly ReviewStepRow[];
}
