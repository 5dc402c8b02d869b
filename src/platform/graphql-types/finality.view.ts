import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { IsoDate } from '../../kernel/tertial.js';
import { finalities, type Finality, type FinalityRecord } from '../../kernel/outcome.js';
import { LocalDate } from './dates.view.js';

export const FinalityEnum = Object.fromEntries(finalities.map((finality) => [finality, finality]));
registerEnumType(FinalityEnum, {
  name: 'Finality',
  description: 'Whether a decision of the board is in force, appealed or annulled.',
});

@ObjectType('FinalityRecord', { description: 'The finality of a decision and its first day.' })
export class FinalityRecordRow implements FinalityRecord {
  @Field(() => FinalityEnum)
  readonly finality!: Finality;

  @Field(() => LocalDate)
  readonly on!: IsoDate;
}
