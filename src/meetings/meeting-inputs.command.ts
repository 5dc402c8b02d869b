import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsOptional, ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import { OutcomeEnum } from '../platform/graphql-types/outcome.view.js';
import {
  IdField,
  IdsField,
  OptionalIdField,
  OptionalTextField,
  TextField,
} from '../platform/commands/fields.command.js';
import type { Attendance, Composition, Serving } from './attendance-facts.js';
import type { Motion, Reservation, VoteData } from './deliberation.js';

const MOST_SEATS = 500;

@InputType({ description: 'Who the board is made of on the day of the meeting.' })
export class CompositionInput implements Composition {
  @IdField('Person', 'A member.')
  readonly chair!: Id<'Person'>;

  @IdsField('Person', 'Members too.')
  readonly viceChairs!: Id<'Person'>[];

  @IdsField('Person', 'All members, the chair and the vice chairs among them.')
  readonly members!: Id<'Person'>[];

  @IdsField('Person')
  readonly substitutes!: Id<'Person'>[];
}

@InputType({ description: "A member, or a substitute in a member's place." })
export class ServingInput implements Serving {
  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalIdField('Person', 'The member; left out for a member in their own right.')
  readonly inPlaceOf: Id<'Person'> | null = null;
}

@InputType({ description: 'Who is there from the next § on.' })
export class AttendanceInput implements Attendance {
  @Field(() => [ServingInput])
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => ServingInput)
  readonly serving!: ServingInput[];

  @IdsField('Person', 'Members and substitutes who are there without serving.')
  readonly notServing!: Id<'Person'>[];

  @IdField('Person', 'Who presides.')
  readonly chair!: Id<'Person'>;
}

@InputType({ description: 'What somebody moved that the board should decide.' })
export class MotionInput implements Motion {
  @IdField('Person')
  readonly by!: Id<'Person'>;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @TextField()
  readonly wording!: string;

  @Field({ defaultValue: false, description: 'Taken back before the decision.' })
  @IsBoolean()
  readonly withdrawn!: boolean;
}

@InputType({ description: 'A vote as it was held: everyone who serves says yes or no, or abstains.' })
export class VoteInput implements VoteData {
  @TextField()
  readonly yesMeans!: string;

  @TextField()
  readonly noMeans!: string;

  @Field(() => OutcomeEnum, { nullable: true, description: 'What is decided when yes wins; left out when it goes on.' })
  @IsOptional()
  readonly yesOutcome: Outcome | null = null;

  @Field(() => OutcomeEnum, { nullable: true })
  @IsOptional()
  readonly noOutcome: Outcome | null = null;

  @IdsField('Person')
  readonly yes!: Id<'Person'>[];

  @IdsField('Person')
  readonly no!: Id<'Person'>[];

  @IdsField('Person')
  readonly abstained!: Id<'Person'>[];
}

@InputType({ description: 'The dissent of a member who took part.' })
export class ReservationInput implements Reservation {
  @IdField('Person')
  readonly by!: Id<'Person'>;

  @OptionalTextField()
  readonly text!: string;
}
