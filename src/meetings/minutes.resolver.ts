import { Injectable } from '@nestjs/common';
import { Args, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { Outcome } from '../kernel/outcome.js';
import { permit, type Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { BoardIdField, PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import { LocalDate, OutcomeEnum } from '../platform/graphql-types/values.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { MotionRow, RemarkRow, ReservationRow, ServingRow, VoteRow } from './deliberation.view.js';
import {
  AdjournmentRow,
  AdjusterElectionRow,
  DispatchRow,
  OtherPresentRow,
  PartyOfRow,
} from './attendance-row.view.js';
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
import type { LocalTime } from './meeting-record.js';
import { meetingFold } from './meeting.js';

@ObjectType('MinutedDecision', { description: 'The decision of the board on one decision point, in the minutes.' })
class MinutedDecisionRow implements MinutedDecision {
  @Field(() => Int, { description: 'The number of the decision point in the matter.' })
  readonly number!: number;

  @Field(() => ParagraphStatusEnum, { description: 'The status of the point, which an appeal can set apart.' })
  readonly status!: ParagraphStatus;

  @Field(() => Int, { description: 'The version of the matter that the board decided on.' })
  readonly version!: number;

  @Field({ description: 'SHA-256 of the content of the decided version in hexadecimal, as `MatterVersion.hash`.' })
  readonly hash!: string;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @Field()
  readonly wording!: string;

  @Field(() => String, { nullable: true, description: 'The proposed wording. Null when the board did not change it.' })
  readonly proposedWording!: string | null;

  @Field()
  readonly reason!: string;

  @Field(() => [MotionRow], { description: 'The motions (yrkanden) that nobody withdrew before the decision.' })
  readonly motions!: readonly MotionRow[];

  @Field(() => [String], { description: 'The proposals for decision that the chair put to the board, in order.' })
  readonly proposalsPut!: readonly string[];

  @Field(() => [VoteRow])
  readonly votes!: readonly VoteRow[];

  @Field(() => [ReservationRow])
  readonly reservations!: readonly ReservationRow[];

  @Field(() => [RemarkRow])
  readonly remarks!: readonly RemarkRow[];

  @Field(() => [ServingRow], { description: 'The persons who took part in the decision.' })
  readonly serving!: readonly ServingRow[];

  @PersonIdField({ description: 'The person who presided when the board decided the point.' })
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

  @PersonIdField()
  readonly chair!: Id<'Person'>;
}

@ObjectType('MinutedParagraph', {
  description: 'A paragraph (§) of the minutes with its confirmation (justering), notice, appeals and legal force.',
})
export class MinutedParagraphRow extends MinutedMatterRow implements MinutedParagraph {
  @Field()
  readonly paragraph!: string;

  @Field(() => ParagraphStatusEnum)
  readonly status!: ParagraphStatus;

  @Field(() => TakenUpRow, {
    nullable: true,
    description: 'The persons who decided in this paragraph to take up the matter. Null without such a decision.',
  })
  readonly takenUp!: TakenUpRow | null;

  @Field(() => [MinutedDecisionRow], { description: 'The decisions, ordered by the number of the decision point.' })
  readonly decisions!: readonly MinutedDecisionRow[];

  @Field(() => [ConflictOfInterestRow])
  readonly conflicts!: readonly ConflictOfInterestRow[];

  @Field(() => AdjustmentRow, { nullable: true })
  readonly adjustment!: AdjustmentRow | null;

  @Field(() => [DispatchRow])
  readonly dispatches!: readonly DispatchRow[];

  @Field(() => PublicNoticeRow, { nullable: true })
  readonly notice!: PublicNoticeRow | null;

  @Field(() => [AppealRow])
  readonly appeals!: readonly AppealRow[];

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day on which the paragraph, or its first point, gained legal force (laga kraft). Null until then, and null again when the secretary records an appeal in time. An annulment does not clear the day.',
  })
  readonly inForceOn!: IsoDate | null;

  readonly meetingId!: Id<'Meeting'>;

  /** The as-of moment of the query. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType('Minutes', { description: 'The minutes (protokoll) of a meeting, by paragraph (Kommunallagen 5:67).' })
export class MinutesRow implements MinutesView {
  @Field(() => ID)
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int)
  readonly revision!: number;

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field({ description: 'The time at which the meeting starts, in Europe/Stockholm, for example 13:00.' })
  readonly time!: string;

  @Field()
  readonly place!: string;

  @Field(() => MeetingStatusEnum)
  readonly status!: MeetingStatus;

  @Field(() => [ServingRow], { description: 'The persons with a vote in the newest attendance or in any decision.' })
  readonly served!: readonly ServingRow[];

  @PersonIdsField({ description: 'The members and substitutes who were present and are not in `served`.' })
  readonly othersPresent!: readonly Id<'Person'>[];

  @Field(() => [OtherPresentRow], { description: 'The officials and guests who were present at any time.' })
  readonly others!: readonly OtherPresentRow[];

  @Field(() => [PartyOfRow], { description: 'The parties of members and substitutes, as far as they are recorded.' })
  readonly parties!: readonly PartyOfRow[];

  @Field(() => String, { nullable: true, description: 'The time of the opening in Europe/Stockholm, if recorded.' })
  readonly openedAt!: LocalTime | null;

  @Field(() => [AdjournmentRow])
  readonly adjournments!: readonly AdjournmentRow[];

  @Field(() => String, { nullable: true, description: 'The time of the closing in Europe/Stockholm, if recorded.' })
  readonly closedAt!: LocalTime | null;

  @Field(() => [AdjusterElectionRow], { description: 'The elections of adjusters, oldest first.' })
  readonly elections!: readonly AdjusterElectionRow[];

  @PersonIdsField({ description: 'The persons of the last election, who adjust the minutes (justerare).' })
  readonly adjusters!: readonly Id<'Person'>[];

  @Field(() => [MinutedMatterRow], { description: 'The matters in the minutes, in the order of their paragraphs.' })
  readonly matters!: readonly MinutedMatterRow[];

  @Field(() => [MinutedParagraphRow], { description: 'The paragraphs (§) of the minutes, sorted by number.' })
  readonly paragraphs!: readonly MinutedParagraphRow[];

  @Field(() => [String], {
    description: 'The numbers of the paragraphs (§) that are withdrawn, since the matter was not taken up after all.',
  })
  readonly withdrawn!: readonly string[];
}

/** Builds the minutes of a meeting from the state of the meeting at each request. */
@Injectable()
export class MinutesReader {
  constructor(private readonly asOf: AsOfLookup) {}

  /** Returns the minutes as of the moment, or null when the meeting does not exist. A null `moment` means now. */
  async of(id: Id<'Meeting'>, moment: Moment | null): Promise<MinutesRow | null> {
    const meeting = await this.asOf.states(moment).one(meetingFold, id);
    if (meeting === null) return null;
    const minutes = minutesView(meeting);
    if (moment === null) return minutes;
    return { ...minutes, paragraphs: minutes.paragraphs.map((paragraph) => ({ ...paragraph, moment })) };
  }
}

@Resolver(() => MinutesRow)
export class MinutesResolver {
  constructor(
    private readonly reader: MinutesReader,
    private readonly asOf: AsOfLookup,
  ) {}

  @Query(() => MinutesRow, { description: 'Returns the minutes recorded so far, with the status of each paragraph.' })
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
