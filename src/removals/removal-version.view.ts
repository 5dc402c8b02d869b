import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { DateTimeISO, DecisionReferenceView, LocalDate } from '../platform/graphql-types/values.view.js';
import type { ActivityChange, ProposalVersion, ReasonCategory } from './removal.js';
import { PersonIdField } from '../platform/graphql-types/named.view.js';

@ObjectType('ActivityChange', { description: 'What a decision changed in an activity. An unchanged field is null.' })
class ActivityChangeRow implements ActivityChange {
  @Field(() => String, { nullable: true })
  readonly heading!: string | null;

  @Field(() => String, { nullable: true })
  readonly description!: string | null;

  @Field(() => LocalDate, { nullable: true })
  readonly startDate!: IsoDate | null;

  @Field(() => LocalDate, { nullable: true })
  readonly endDate!: IsoDate | null;

  @Field(() => DecisionReferenceView)
  readonly decision!: DecisionReferenceView;
}

@ObjectType('RemovalVersion')
export class RemovalVersionRow implements ProposalVersion {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => String)
  readonly category!: ReasonCategory;

  @Field()
  readonly motivation!: string;

  @Field(() => ActivityChangeRow, {
    nullable: true,
    description: 'The change of the activity that made this version. Null when a person wrote the version.',
  })
  readonly activityChange!: ActivityChangeRow | null;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}
