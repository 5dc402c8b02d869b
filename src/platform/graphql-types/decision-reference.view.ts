import { Field, ObjectType } from '@nestjs/graphql';
import type { IsoDate } from '../../kernel/tertial.js';
import { LocalDate } from './dates.view.js';

@ObjectType('DecisionReference', { description: 'Where a decision is found.' })
export class DecisionReferenceView {
  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly paragraph!: string;

  @Field()
  readonly dnr!: string;
}
