import { Injectable } from '@nestjs/common';
import { Args, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { Outcome } from '../kernel/outcome.js';
import type { Person } from '../kernel/permissions.js';
import { permit } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { AsOfArgs } from '../platform/as-of/as-of.view.js';
import { LocalDate } from '../platform/graphql-types/dates.view.js';
import { OutcomeEnum } from '../platform/graphql-types/outcome.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { MotionRow, ReservationRow, ServingRow, VoteRow } from './agenda.view.js';
import type { TakenUp } from './meeting-event.js';
import type { MeetingStatus, ParagraphStatus } from './meeting-process.js';
import {
  AdjustmentRow,
  AppealRow,
  ConflictOfInterestRow,
  MeetingStatusEnum,
  ParagraphStatusEnum,
  PublicNoticeRow,
} from './meeting-row.view.js';
import { type MinutedDecision, type MinutedParagraph, minutesView, type MinutesView } from './meeting-view.js';
import { meetingFold } from './meeting.js';

@ObjectType('MinutedDecision', { description: 'What the minutes tell of one decided point.' })
class MinutedDecisionRow implements MinutedDecision {
  @Field(() => Int, { description: 'Of the point.' })
  readonly number!: number;

  @Field(() => Int, { description: 'The version of the matter that the board had before it.' })
  readonly version!: number;

  @Field({ description: "Of that version's content." })
  readonly hash!: string;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @Field()
  readonly wording!: string;

  @Field(() => String, { nullable: true, description: 'Null: as decided.' })
  readonly proposedWording!: string | null;

  @Field()
  readonly reason!: string;

  @Field(() => [MotionRow], { description: 'Those that were not taken back.' })
  readonly motions!: readonly MotionRow[];

  @Field(() => [String], { description: 'The proposals in the order in which the chair put them.' })
  readonly proposalsPut!: readonly string[];

  @Field(() => [VoteRow])
  readonly votes!: readonly VoteRow[];

  @Field(() => [ReservationRow])
  readonly reservations!: readonly ReservationRow[];

  @Field(() => [ServingRow], { description: 'Those who took part.' })
  readonly serving!: readonly ServingRow[];

  @Field(() => ID, { description: 'Who presided.' })
  readonly chair!: Id<'Person'>;
}

@ObjectType('MinutedMatter')
class MinutedMatterRow {
  @Field(() => ID)
  readonly matterId!: Id<'Matter'>;

  @Field()
  readonly dnr!: string;

  @Field()
  readonly title!: string;
}

@ObjectType('TakenUp')
class TakenUpRow implements TakenUp {
  @Field(() => [ServingRow])
  readonly serving!: readonly ServingRow[];

  @Field(() => ID)
  readonly chair!: Id<'Person'>;
}

@ObjectType('MinutedParagraph', { description: 'A § of the minutes, and what became of it since.' })
class MinutedParagraphRow extends MinutedMatterRow implements MinutedParagraph {
  @Field()
  readonly paragraph!: string;

  @Field(() => ParagraphStatusEnum)
  readonly status!: ParagraphStatus;

  @Field(() => TakenUpRow, {
    nullable: true,
    description: 'Who decided in this § to take the matter up, which was not on the summons.',
  })
  readonly takenUp!: TakenUpRow | null;

  @Field(() => [MinutedDecisionRow], { description: 'By point.' })
  readonly decisions!: readonly MinutedDecisionRow[];

  @Field(() => [ConflictOfInterestRow])
  readonly conflicts!: readonly ConflictOfInterestRow[];

  @Field(() => AdjustmentRow, { nullable: true })
  readonly adjustment!: AdjustmentRow | null;

  @Field(() => PublicNoticeRow, { nullable: true })
  readonly notice!: PublicNoticeRow | null;

  @Field(() => [AppealRow])
  readonly appeals!: readonly AppealRow[];

  @Field(() => LocalDate, { nullable: true, description: 'When it gained legal force; null while it has none.' })
  readonly inForceOn!: IsoDate | null;
}

@ObjectType('Minutes', { description: 'The minutes of a meeting, by § (Kommunallagen 5:67).' })
export class MinutesRow implements MinutesView {
  @Field(() => ID)
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int)
  readonly revision!: number;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field({ description: 'Of the day in Europe/Stockholm.' })
  readonly time!: string;

  @Field()
  readonly place!: string;

  @Field(() => MeetingStatusEnum)
  readonly status!: MeetingStatus;

  @Field(() => [ServingRow], { description: 'The members and substitutes who have served, at any §.' })
  readonly served!: readonly ServingRow[];

  @Field(() => [ID], { description: 'Everyone else of the board who has been there.' })
  readonly othersPresent!: readonly Id<'Person'>[];

  @Field(() => [ID], { description: 'Who were chosen to adjust.' })
  readonly adjusters!: readonly Id<'Person'>[];

  @Field(() => [MinutedMatterRow], { description: 'The matters that were handled.' })
  readonly matters!: readonly MinutedMatterRow[];

  @Field(() => [MinutedParagraphRow], { description: 'In their order.' })
  readonly paragraphs!: readonly MinutedParagraphRow[];
}

/** Minutes are made when they are asked for, from the state of their meeting. */
@Injectable()
export class MinutesReader {
  constructor(private readonly asOf: AsOfLookup) {}

  /** @param moment null: as they are now */
  async of(id: Id<'Meeting'>, moment: Moment | null): Promise<MinutesRow | null> {
    const meeting = await this.asOf.states(moment).one(meetingFold, id);
    return meeting === null ? null : minutesView(meeting);
  }
}

@Resolver(() => MinutesRow)
export class MinutesResolver {
  constructor(
    private readonly reader: MinutesReader,
    private readonly asOf: AsOfLookup,
  ) {}

  @Query(() => MinutesRow, { description: 'As far as the meeting has come, and what became of each § since.' })
  async minutes(
    @Args('meetingId', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<MinutesRow> {
    const id = idOf('Meeting', text);
    permit(person, 'readMeetings', boardOf(id), id);
    const minutes = await this.reader.of(id, await this.asOf.momentOf(asOf, person));
    if (minutes === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return minutes;
  }
}
