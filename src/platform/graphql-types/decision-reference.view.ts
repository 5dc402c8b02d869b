import { Field, ObjectType } from '@nestjs/graphql';
import type { IsoDate } from '../../kernel/tertial.js';
import { LocalDate } from './dates.view.js';

@ObjectType('DecisionReference', { description: 'Reference to a decision in the minutes.' })
export class DecisionReferenceView {
  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly paragraph!: string;

  @Field()
  readonly dnr!: string;
}
