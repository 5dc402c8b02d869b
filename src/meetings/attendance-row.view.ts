import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import { LocalDate } from '../platform/graphql-types/values.view.js';
import { ServingRow } from './deliberation.view.js';
import type { Attendance } from './meeting-event.js';
import type { Adjournment, AdjusterElection, AppealedPart, Dispatch, LocalTime } from './meeting-record.js';
import type { OtherPresent, ParagraphPart, PartyOf } from './meeting-record.js';

@ObjectType('OtherPresent', { description: 'An official or a guest who is present.' })
export class OtherPresentRow implements OtherPresent {
  @PersonIdField()
  readonly personId!: Id<'Person'>;

  @Field({ description: 'The title or the task of the person on that day.' })
  readonly title!: string;
}

@ObjectType('PartyOf', { description: 'The party of a member or a substitute on the day of the meeting.' })
export class PartyOfRow implements PartyOf {
  @PersonIdField()
  readonly personId!: Id<'Person'>;

  @Field()
  readonly party!: string;
}

@ObjectType('Attendance')
export class AttendanceRow implements Attendance {
  @Field(() => [ServingRow])
  readonly serving!: readonly ServingRow[];

  @PersonIdsField()
  readonly notServing!: readonly Id<'Person'>[];

  @PersonIdField()
  readonly chair!: Id<'Person'>;

  @Field(() => [OtherPresentRow], { description: 'The officials and guests who are present.' })
  readonly others!: readonly OtherPresentRow[];

  @Field(() => [PartyOfRow])
  readonly parties!: readonly PartyOfRow[];
}

@ObjectType('Adjournment', { description: 'A break of the meeting (ajournering), in the time of Europe/Stockholm.' })
export class AdjournmentRow implements Adjournment {
  @Field(() => String)
  readonly from!: LocalTime;

  @Field(() => String)
  readonly until!: LocalTime;
}

@ObjectType('AdjusterElection', { description: 'An election of the persons who will adjust the minutes.' })
export class AdjusterElectionRow implements AdjusterElection {
  @PersonIdsField()
  readonly adjusters!: readonly Id<'Person'>[];

  @Field(() => LocalDate, { nullable: true, description: 'The day of the adjustment, if the board set one.' })
  readonly date!: IsoDate | null;

  @Field({ description: 'The place of the adjustment. Empty when the board set none.' })
  readonly place!: string;

  @Field({ description: 'Why others were elected than before. Empty for the first election.' })
  readonly reason!: string;
}

@ObjectType('Dispatch', { description: "The sending of a paragraph's extract from the minutes (expediering)." })
export class DispatchRow implements Dispatch {
  @Field()
  readonly paragraph!: string;

  @Field(() => [String])
  readonly recipients!: readonly string[];

  @Field(() => LocalDate)
  readonly date!: IsoDate;
}

@ObjectType('ParagraphPart', { description: 'A decision point in a paragraph (§) of the minutes, or all of it.' })
export class ParagraphPartRow implements ParagraphPart {
  @Field()
  readonly paragraph!: string;

  @Field(() => Int, { nullable: true, description: 'The number of the decision point. Null for the whole paragraph.' })
  readonly point!: number | null;
}

@ObjectType('AppealedPart')
export class AppealedPartRow extends ParagraphPartRow implements AppealedPart {
  @Field({ description: 'True when the appeal came after the last day to appeal and does not withhold legal force.' })
  readonly late!: boolean;
}
