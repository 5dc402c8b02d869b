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
}

@ObjectType('ReviewChain')
export class ReviewChainRow implements ReviewChain {
  @Field(() => Int, { description: 'The version, from 1. It is 0 for a board that uses the default chain.' })
  readonly version!: number;

  @Field(() => [ReviewStepRow])
  readonly steps!: readonly ReviewStepRow[];
}
