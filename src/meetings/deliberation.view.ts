import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import { DateTimeISO, OutcomeEnum } from '../platform/graphql-types/values.view.js';
import type { CorrectedBy, EarlierEntry } from './correction.js';
import { type DecisionEntry, type Motion, type Remark, type RemarkKind, remarkKinds } from './deliberation.js';
import type { Reservation, Serving, Vote } from './deliberation.js';

@ObjectType('Serving', { description: "A person with a vote (tjänstgörande): a member or a member's substitute." })
export class ServingRow implements Serving {
  @PersonIdField()
  readonly personId!: Id<'Person'>;

  @PersonIdField({ nullable: true, description: 'The member whose seat the substitute fills. Null for a member.' })
  readonly inPlaceOf!: Id<'Person'> | null;
}

@ObjectType('Motion', { description: 'A decision that a person with a vote proposes to the board (yrkande).' })
export class MotionRow implements Motion {
  @PersonIdField()
  readonly by!: Id<'Person'>;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @Field()
  readonly wording!: string;

  @Field({ description: 'True when the person in `by` withdrew the motion before the board decided.' })
  readonly withdrawn!: boolean;
}

@ObjectType('Vote', { description: 'A vote (votering): the answer of each person who took part, and the result.' })
export class VoteRow implements Vote {
  @PersonIdField({ nullable: true, description: 'The person who called for the vote. Null when it is not recorded.' })
  readonly calledBy!: Id<'Person'> | null;

  @Field()
  readonly yesMeans!: string;

  @Field()
  readonly noMeans!: string;

  @Field(() => OutcomeEnum, { nullable: true })
  readonly yesOutcome!: Outcome | null;

  @Field(() => OutcomeEnum, { nullable: true })
  readonly noOutcome!: Outcome | null;

  @PersonIdsField()
  readonly yes!: readonly Id<'Person'>[];

  @PersonIdsField()
  readonly no!: readonly Id<'Person'>[];

  @PersonIdsField()
  readonly abstained!: readonly Id<'Person'>[];

  @Field(() => String, { description: 'The answer that won: YES or NO.' })
  readonly result!: 'YES' | 'NO';

  @Field(() => String, { description: "Why `result` won: MAJORITY, or CHAIR when the chair's vote decided a tie." })
  readonly decidedBy!: 'MAJORITY' | 'CHAIR';
}

@ObjectType('Reservation', { description: 'The dissent (reservation) of a person who took part in the decision.' })
export class ReservationRow implements Reservation {
  @PersonIdField()
  readonly by!: Id<'Person'>;

  @Field()
  readonly text!: string;
}

export const RemarkKindEnum = Object.fromEntries(remarkKinds.map((kind) => [kind, kind]));
registerEnumType(RemarkKindEnum, {
  name: 'RemarkKind',
  description:
    'A note to the minutes (NOTE, protokollsanteckning) or a separate statement (STATEMENT, särskilt yttrande).',
});

@ObjectType('Remark', {
  description: 'A note to the minutes (protokollsanteckning) or a separate statement (särskilt yttrande).',
})
export class RemarkRow implements Remark {
  @Field(() => RemarkKindEnum)
  readonly kind!: RemarkKind;

  @PersonIdField()
  readonly by!: Id<'Person'>;

  @Field()
  readonly text!: string;
}

@ObjectType('CorrectedBy', { description: 'Who corrected something, when and why.' })
export class CorrectedByRow implements CorrectedBy {
  @Field()
  readonly reason!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('DecisionEntry', { description: 'What was entered of a decision, besides its outcome and who took part.' })
class DecisionEntryRow implements DecisionEntry {
  @Field()
  readonly paragraph!: string;

  @Field()
  readonly wording!: string;

  @Field()
  readonly reason!: string;

  @Field(() => [MotionRow])
  readonly motions!: readonly MotionRow[];

  @Field(() => [String])
  readonly proposalsPut!: readonly string[];

  @Field(() => [VoteRow])
  readonly votes!: readonly VoteRow[];

  @Field(() => [ReservationRow])
  readonly reservations!: readonly ReservationRow[];

  @Field(() => [RemarkRow])
  readonly remarks!: readonly RemarkRow[];
}

@ObjectType('EarlierDecisionEntry', { description: 'The entry of a decision as it was before a correction.' })
export class EarlierEntryRow implements EarlierEntry {
  @Field(() => DecisionEntryRow)
  readonly entry!: DecisionEntryRow;

  @Field(() => CorrectedByRow)
  readonly corrected!: CorrectedByRow;
}
