import { Field, ObjectType } from '@nestjs/graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { IsoDate } from '../kernel/tertial.js';

@ObjectType('DecisionReference', { description: 'Where a decision is found.' })
export class DecisionReferenceView {
  @Field(() => GraphQLLocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly paragraph!: string;

  @Field()
  readonly dnr!: string;
}
