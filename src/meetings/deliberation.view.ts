import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import { OutcomeEnum } from '../platform/graphql-types/outcome.view.js';
import type { Serving } from './attendance-facts.js';
import type { Motion, Reservation, Vote } from './deliberation.js';

@ObjectType('Serving', { description: "A member, or a substitute in a member's place." })
export class ServingRow implements Serving {
  @Field(() => ID)
  readonly personId!: Id<'Person'>;

  @Field(() => ID, { nullable: true, description: 'The member; null for a member in their own right.' })
  readonly inPlaceOf!: Id<'Person'> | null;
}

@ObjectType('Motion', { description: 'What somebody moved that the board should decide.' })
export class MotionRow implements Motion {
  @Field(() => ID)
  readonly by!: Id<'Person'>;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @Field()
  readonly wording!: string;

  @Field({ description: 'Taken back before the decision.' })
  readonly withdrawn!: boolean;
}

@ObjectType('Vote', { description: 'Who said what to which question, and what came of it.' })
export class VoteRow implements Vote {
  @Field()
  readonly yesMeans!: string;

  @Field()
  readonly noMeans!: string;

  @Field(() => OutcomeEnum, { nullable: true })
  readonly yesOutcome!: Outcome | null;

  @Field(() => OutcomeEnum, { nullable: true })
  readonly noOutcome!: Outcome | null;

  @Field(() => [ID])
  readonly yes!: readonly Id<'Person'>[];

  @Field(() => [ID])
  readonly no!: readonly Id<'Person'>[];

  @Field(() => [ID])
  readonly abstained!: readonly Id<'Person'>[];

  @Field(() => String, { description: 'YES or NO.' })
  readonly result!: 'YES' | 'NO';

  @Field(() => String, { description: "MAJORITY, or CHAIR: at a tie the chair's vote decided." })
  readonly decidedBy!: 'MAJORITY' | 'CHAIR';
}

@ObjectType('Reservation', { description: 'The dissent of a member who took part.' })
export class ReservationRow implements Reservation {
  @Field(() => ID)
  readonly by!: Id<'Person'>;

  @Field()
  readonly text!: string;
}
