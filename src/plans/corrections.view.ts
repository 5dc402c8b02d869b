import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import { PersonIdField } from '../platform/graphql-types/named.view.js';
import { DateTimeISO, DecisionReferenceView, LocalDate, TertialEnum } from '../platform/graphql-types/values.view.js';
import { type Correction, type CorrectionKind, correctionKinds } from './correction.js';
import type { ChangeShown } from './plan-view.js';

const CorrectionKindEnum = Object.fromEntries(correctionKinds.map((kind) => [kind, kind]));
registerEnumType(CorrectionKindEnum, {
  name: 'CorrectionKind',
  description: 'What was corrected in a plan or a follow-up that was recorded wrong.',
});

@ObjectType('Correction', {
  description: 'A correction of what was recorded by mistake, with the wrong and the right.',
})
export class CorrectionRow implements Correction {
  @Field(() => CorrectionKindEnum)
  readonly kind!: CorrectionKind;

  @Field(() => ID, { description: 'Id of the plan, the goal, the measure or the activity that was corrected.' })
  readonly id!: string;

  @Field(() => TertialEnum, { nullable: true, description: 'The tertial of the follow-up. Null for the plan itself.' })
  readonly tertial!: Tertial | null;

  @Field({
    description:
      'What was recorded by mistake: a title, a heading, a measure, a date, a decision, or the time of a closing.',
  })
  readonly before!: string;

  @Field(() => String, { nullable: true, description: 'What is right. Null when nothing is left in its place.' })
  readonly after!: string | null;

  @Field()
  readonly reason!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;

  // The type is Float, because a log position that counts bytes can be too large for a GraphQL Int, which has 32 bits.
  @Field(() => Float, { description: 'The position of the correction in the log. The plan as of one less was wrong.' })
  readonly position!: number;
}

@ObjectType('DecidedChange', {
  description: 'A decision of the board during the year that changed the dates or the words of an activity.',
})
export class DecidedChangeRow implements ChangeShown {
  @Field(() => Int, { description: 'The number of the change among those of the activity, from 1.' })
  readonly number!: number;

  @Field(() => DecisionReferenceView)
  readonly decision!: DecisionReferenceView;

  @Field(() => LocalDate, { nullable: true, description: 'Null for a change of the words.' })
  readonly startDate!: IsoDate | null;

  @Field(() => LocalDate, { nullable: true, description: 'Null for a change of the words.' })
  readonly endDate!: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'Null for a change of the dates.' })
  readonly heading!: string | null;

  @Field(() => String, { nullable: true, description: 'Null for a change of the dates.' })
  readonly description!: string | null;
}
