import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, Min, ValidateNested } from 'class-validator';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { DateTimeISO, LocalDate } from './dates.view.js';

@InputType('AsOfInput', { description: 'A moment: what was known then is answered with, whatever was recorded since.' })
export class AsOf {
  @Field(() => DateTimeISO, { nullable: true, description: 'When it was known: the time of recording.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly knownAt?: IsoInstant | null;

  @Field(() => Int, { nullable: true, description: 'The same, to the event: its place in the log.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly position?: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only facts that hold by this day.' })
  @IsOptional()
  readonly validOn?: IsoDate | null;
}

@ArgsType()
export class AsOfArgs {
  @Field(() => AsOf, { nullable: true, description: 'As it was known at a moment; as it is now when not given.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}
