import { ArgsType, Field, Float, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { type MomentName, momentNames } from '../../kernel/moment.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import { DateTimeISO, LocalDate } from '../graphql-types/dates.view.js';

export const MomentNameEnum = Object.fromEntries(momentNames.map((name) => [name, name]));
registerEnumType(MomentNameEnum, { name: 'MomentName', description: 'A moment of a matter, by what happened in it.' });

@InputType('AsOfInput', {
  description:
    'A moment: what was known then is answered with, whatever was recorded since. Given by its time, by its position, ' +
    'or as a moment of a matter. Who may read it is asked of today. Drafts are no records and names are not in the log, ' +
    'so that neither can be read as of a moment.',
})
export class AsOf {
  @Field(() => DateTimeISO, { nullable: true, description: 'When it was known: the time of recording.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly knownAt?: IsoInstant | null;

  // A place in a log is larger than what an Int holds where places count bytes.
  @Field(() => Float, { nullable: true, description: 'The same, to the event: its place in the log.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly position?: number | null;

  @Field(() => ID, { nullable: true, description: 'The matter whose moment it is; with `moment`.' })
  @IsOptional()
  readonly matterId?: string | null;

  @Field(() => MomentNameEnum, { nullable: true, description: 'The latest that is called so; with `matterId`.' })
  @IsOptional()
  readonly moment?: MomentName | null;

  @Field(() => ID, { nullable: true, description: 'Of this meeting; with `moment`.' })
  @IsOptional()
  readonly meetingId?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Only facts that hold by this day. What has no day of its own is shown as it was known.',
  })
  @IsOptional()
  readonly validOn?: IsoDate | null;
}

/** What every query has that can be asked as of a moment. */
export const AS_OF = 'asOf';

@ArgsType()
export class AsOfArgs {
  @Field(() => AsOf, { nullable: true, description: 'As it was known at a moment; as it is now when not given.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}
