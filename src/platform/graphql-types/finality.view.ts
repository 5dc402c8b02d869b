import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { IsoDate } from '../../kernel/tertial.js';
import { finalities, type Finality, type FinalityRecord } from '../../kernel/outcome.js';
import { LocalDate } from './dates.view.js';

export const FinalityEnum = Object.fromEntries(finalities.map((finality) => [finality, finality]));
registerEnumType(FinalityEnum, { name: 'Finality', description: 'How final a decision of the board is.' });

@ObjectType('FinalityRecord', { description: 'How final a decision became, and from which day.' })
export class FinalityRecordRow implements FinalityRecord {
  @Field(() => FinalityEnum)
  readonly finality!: Finality;

  @Field(() => LocalDate)
  readonly on!: IsoDate;
}
