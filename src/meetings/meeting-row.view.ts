import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoDate } from '../kernel/tertial.js';
import { LocalDate, StatedCheckpointRow } from '../platform/graphql-types/values.view.js';
import { AgendaItemRow, RecordedDecisionRow, SummonsRow } from './agenda.view.js';
import { AdjournmentRow, AdjusterElectionRow, AttendanceRow, DispatchRow } from './attendance-row.view.js';
import { AppealedPartRow, ParagraphPartRow } from './attendance-row.view.js';
import type { Adjustment, AfterMeeting, Appeal, PublicNotice } from './meeting-event.js';
import { type Composition, rulings } from './meeting-event.js';
import type { ConflictOfInterest } from './correction.js';
import { type MeetingStatus, meetingStatuses, type ParagraphStatus, paragraphStatuses } from './meeting-process.js';
import type { LocalTime } from './meeting-record.js';
import type { MeetingView } from './meeting-view.js';
import { BoardIdField, PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import { ThingIdField } from '../platform/graphql-types/reference.view.js';

export const RulingEnum = Object.fromEntries(rulings.map((ruling) => [ruling, ruling]));
registerEnumType(RulingEnum, { name: 'AppealRuling', description: 'The result of an appeal (överklagande).' });

export const MeetingStatusEnum = Object.fromEntries(meetingStatuses.map((status) => [status, status]));
registerEnumType(MeetingStatusEnum, { name: 'MeetingStatus' });
export const ParagraphStatusEnum = Object.fromEntries(paragraphStatuses.map((status) => [status, status]));
registerEnumType(ParagraphStatusEnum, { name: 'ParagraphStatus' });

type Ruling = NonNullable<Appeal['settled']>;
type Gained = AfterMeeting['legalForce'][number];
type Paragraph = MeetingView['paragraphs'][number];

@ObjectType('Composition', { description: 'The members and substitutes of the board on the day of the meeting.' })
class CompositionRow implements Composition {
  @PersonIdField()
  readonly chair!: Id<'Person'>;

  @PersonIdsField()
  readonly viceChairs!: readonly Id<'Person'>[];

  @PersonIdsField()
  readonly members!: readonly Id<'Person'>[];

  @PersonIdsField()
  readonly substitutes!: readonly Id<'Person'>[];
}

@ObjectType('ConflictOfInterest')
export class ConflictOfInterestRow implements ConflictOfInterest {
  @ThingIdField('matter')
  readonly matterId!: Id<'Matter'>;

  @PersonIdField()
  readonly personId!: Id<'Person'>;

  @PersonIdField({ nullable: true })
  readonly substitute!: Id<'Person'> | null;

  @PersonIdField({ nullable: true })
  readonly chair!: Id<'Person'> | null;
}

@ObjectType('Adjustment')
export class AdjustmentRow implements Adjustment {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => [String])
  readonly paragraphs!: readonly string[];

  @PersonIdsField()
  readonly adjusters!: readonly Id<'Person'>[];

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field({ description: 'True when the adjusters confirmed these urgent paragraphs (§) before the others.' })
  readonly atOnce!: boolean;

  @Field({ description: 'True when the adjusters confirmed these paragraphs more than 14 days after the meeting.' })
  readonly overdue!: boolean;

  @Field(() => StatedCheckpointRow, { nullable: true })
  readonly checkpoint!: StatedCheckpointRow | null;
}

@ObjectType('PublicNotice')
export class PublicNoticeRow implements PublicNotice {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => [String])
  readonly paragraphs!: readonly string[];

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field(() => LocalDate)
  readonly lastAppealDay!: IsoDate;

  @Field({ description: 'True when the posting was over 2 days after the confirmation of a paragraph in the notice.' })
  readonly overdue!: boolean;

  @Field({ description: 'The place where the minutes are kept. Empty when the notice does not tell it.' })
  readonly keptAt!: string;

  @Field(() => LocalDate, { nullable: true })
  readonly takenDown!: IsoDate | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the notice was taken down before the last day to appeal. Its paragraphs (§) then wait for a new notice.',
  })
  readonly earlyReason!: string | null;

  @Field(() => Int, { description: 'The number of corrections of the notice.' })
  readonly corrections!: number;
}

@ObjectType('Ruling')
class RulingRow implements Ruling {
  @Field(() => String, { description: 'DISMISSED, WITHDRAWN, or ANNULLED when the court annulled a part.' })
  readonly ruling!: Ruling['ruling'];

  @Field(() => [ParagraphPartRow], { description: 'The parts that the court annulled. It dismissed the others.' })
  readonly annulled!: readonly ParagraphPartRow[];

  @Field(() => LocalDate, { description: 'The day on which the ruling or the withdrawal takes effect.' })
  readonly date!: IsoDate;

  @Field()
  readonly caseNumber!: string;
}

@ObjectType('Appeal')
export class AppealRow implements Appeal {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => [AppealedPartRow])
  readonly parts!: readonly AppealedPartRow[];

  @PersonIdField({ nullable: true, description: 'The appellant. Null when it is not recorded.' })
  readonly appellant!: Id<'Person'> | null;

  @Field({ description: 'The registry number of the appeal at the court. Empty when it is not known.' })
  readonly courtDnr!: string;

  @Field(() => LocalDate)
  readonly receivedOn!: IsoDate;

  @Field(() => RulingRow, { nullable: true })
  readonly settled!: RulingRow | null;
}

@ObjectType('LegalForce')
class LegalForceRow implements Gained {
  @Field(() => [ParagraphPartRow])
  readonly parts!: readonly ParagraphPartRow[];

  @Field(() => LocalDate)
  readonly on!: IsoDate;
}

@ObjectType('Paragraph')
export class ParagraphRow implements Paragraph {
  @Field()
  readonly paragraph!: string;

  @Field(() => ParagraphStatusEnum)
  readonly status!: ParagraphStatus;

  readonly meetingId!: Id<'Meeting'>;

  /** The as-of moment of the query. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType('Meeting', {
  description: 'A meeting (sammanträde) of a board, with the records about it until the decisions are final.',
})
export class MeetingRow implements MeetingView {
  @Field(() => ID)
  readonly id!: Id<'Meeting'>;

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

  @Field(() => CompositionRow)
  readonly composition!: CompositionRow;

  @Field(() => MeetingStatusEnum)
  readonly status!: MeetingStatus;

  @Field(() => String, { nullable: true })
  readonly cancelReason!: string | null;

  @ThingIdField('meeting', {
    nullable: true,
    description: 'The meeting that is held in place of this one. Null unless this one was moved to another day.',
  })
  readonly movedTo!: Id<'Meeting'> | null;

  @Field(() => [AgendaItemRow])
  readonly agenda!: readonly AgendaItemRow[];

  @Field(() => [SummonsRow])
  readonly summonses!: readonly SummonsRow[];

  @Field(() => AttendanceRow, { nullable: true, description: 'The newest attendance. Null until the meeting opens.' })
  readonly attendance!: AttendanceRow | null;

  @Field(() => [ConflictOfInterestRow])
  readonly conflicts!: readonly ConflictOfInterestRow[];

  @PersonIdsField({ description: 'The persons of the last election, who adjust the minutes (justerare).' })
  readonly adjusters!: readonly Id<'Person'>[];

  @Field(() => [AdjusterElectionRow], { description: 'The elections of adjusters, oldest first.' })
  readonly elections!: readonly AdjusterElectionRow[];

  @Field(() => String, { nullable: true, description: 'The time of the opening in Europe/Stockholm, if recorded.' })
  readonly openedAt!: LocalTime | null;

  @Field(() => [AdjournmentRow])
  readonly adjournments!: readonly AdjournmentRow[];

  @Field(() => String, { nullable: true, description: 'The time of the closing in Europe/Stockholm, if recorded.' })
  readonly closedAt!: LocalTime | null;

  @Field(() => [RecordedDecisionRow])
  readonly decisions!: readonly RecordedDecisionRow[];

  @Field(() => [ParagraphRow], { description: 'Each paragraph (§) of the minutes with its status.' })
  readonly paragraphs!: readonly ParagraphRow[];

  @Field(() => [AdjustmentRow])
  readonly adjustments!: readonly AdjustmentRow[];

  @Field(() => [DispatchRow], { description: 'The sendings of extracts from the minutes (expediering).' })
  readonly dispatches!: readonly DispatchRow[];

  @Field(() => [PublicNoticeRow])
  readonly notices!: readonly PublicNoticeRow[];

  @Field(() => [AppealRow])
  readonly appeals!: readonly AppealRow[];

  @Field(() => [LegalForceRow])
  readonly legalForce!: readonly LegalForceRow[];

  /** The as-of moment of the query, which the field resolvers use too. Null or absent means the current state. */
  readonly moment?: Moment | null;
}
