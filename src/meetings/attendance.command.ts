import { applyDecorators } from '@nestjs/common';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import { IdField, IdsField, LineField, OptionalIdField } from '../platform/commands/gateway.command.js';
import type { Attendance } from './meeting-event.js';
import type { Serving } from './deliberation.js';
import type { OtherPresent, PartyOf } from './meeting-record.js';

const MOST_SEATS = 500;
const LONGEST_TIME_IN_CHARACTERS = 30;

/** Field for a local time. The value is null when the client leaves it out. */
export function LocalTimeField(description: string): PropertyDecorator {
  const order = 'A time before the one that must precede it gives TIMES_OUT_OF_ORDER.';
  return applyDecorators(
    Field(() => String, {
      nullable: true,
      description: `${description} A time in Europe/Stockholm, for example 2026-05-11T13:05. ${order}`,
    }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_TIME_IN_CHARACTERS),
  );
}

@InputType({ description: 'A person with a vote (tjänstgörande): a member, or a substitute for an absent member.' })
export class ServingInput implements Serving {
  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalIdField('Person', 'The absent member that the substitute replaces. Leave this field out for a member.')
  readonly inPlaceOf: Id<'Person'> | null = null;
}

@InputType({ description: 'An official or a guest who is present. A person of the board gives ATTENDANCE_UNSOUND.' })
export class OtherPresentInput implements OtherPresent {
  @IdField('Person', 'The person by the id in the register, which has the name.')
  readonly personId!: Id<'Person'>;

  @LineField('The title or the task of the person on that day. An empty text gives TEXT_MISSING.')
  readonly title!: string;
}

@InputType({ description: 'The party of a member or a substitute on the day of the meeting.' })
export class PartyInput implements PartyOf {
  @IdField('Person', 'A person who does not belong to the board gives ATTENDANCE_UNSOUND.')
  readonly personId!: Id<'Person'>;

  @LineField('The party as the minutes write it, for example S. An empty text gives TEXT_MISSING.')
  readonly party!: string;
}

@InputType({ description: 'The persons who are present from the next paragraph (§) of the minutes on.' })
export class AttendanceInput implements Attendance {
  @Field(() => [ServingInput])
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => ServingInput)
  readonly serving!: ServingInput[];

  @IdsField('Person', 'The members and substitutes who are present and have no vote.')
  readonly notServing!: Id<'Person'>[];

  @IdField('Person', 'The person who presides. A person who is not in `serving` gives NOT_SERVING.')
  readonly chair!: Id<'Person'>;

  @Field(() => [OtherPresentInput], { defaultValue: [], description: 'The officials and guests who are present.' })
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => OtherPresentInput)
  readonly others!: OtherPresentInput[];

  @Field(() => [PartyInput], { defaultValue: [], description: 'The parties of members and substitutes.' })
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => PartyInput)
  readonly parties!: PartyInput[];
}
