import { applyDecorators, Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import { type Id, meetingIdOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { matterFold } from '../matters/matter.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  DateField,
  GatewayCommand,
  IdField,
  IdsField,
  ParagraphField,
  TextField,
} from '../platform/commands/gateway.command.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import type { Composition, MeetingEvent } from './meeting-event.js';
import { meetingFold } from './meeting.js';
import { Meetings } from './meetings.view.js';
import { addMatterAtMeeting, type AddMatterAtMeetingData } from './proceedings.js';
import {
  cancelMeeting,
  putOnAgenda,
  readListedMatters,
  readMeetings,
  scheduleMeeting,
  sendSummons,
  takeOffAgenda,
} from './scheduling.js';
import type { AgendaData, CancelMeetingData, ScheduleMeetingData, SendSummonsData } from './scheduling.js';

/** Field for the time of day at which a meeting starts. */
export function TimeOfDayField(): PropertyDecorator {
  return applyDecorators(
    Field({ description: 'The time at which the meeting starts, in Europe/Stockholm, for example 13:00.' }),
    Matches(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/),
  );
}

/** Field for the number of a meeting among the board's meetings of its day. The value is 1 when it is left out. */
export function DayNumberField(): PropertyDecorator {
  const description =
    "The number of this meeting among the board's meetings on the same day, 1 to 9. A number in use gives MEETING_EXISTS.";
  return applyDecorators(
    Field(() => Int, { defaultValue: 1, description }),
    IsInt(),
    Min(1),
    Max(9),
  );
}

@InputType({ description: 'The members and substitutes of the board on the day of the meeting.' })
export class CompositionInput implements Composition {
  @IdField('Person', 'The chair (ordförande). A person who is not in `members` gives ATTENDANCE_UNSOUND.')
  readonly chair!: Id<'Person'>;

  @IdsField('Person', 'The vice chairs. A person who is not in `members` gives ATTENDANCE_UNSOUND.')
  readonly viceChairs!: Id<'Person'>[];

  @IdsField('Person', 'All members, also the chair and the vice chairs. A repeated person gives ATTENDANCE_UNSOUND.')
  readonly members!: Id<'Person'>[];

  @IdsField('Person')
  readonly substitutes!: Id<'Person'>[];
}

@InputType('ScheduleMeetingInput')
export class ScheduleMeeting extends GatewayCommand<MeetingEvent> implements ScheduleMeetingData {
  readonly commandName = 'scheduleMeeting';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @DateField()
  readonly date!: IsoDate;

  @TimeOfDayField()
  readonly time!: string;

  @TextField()
  readonly place!: string;

  @Field(() => CompositionInput)
  @ValidateNested()
  @Type(() => CompositionInput)
  readonly composition!: CompositionInput;

  @DayNumberField()
  readonly number!: number;
}

@CommandHandler(ScheduleMeeting)
class ScheduleMeetingHandler implements ICommandHandler<ScheduleMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ScheduleMeeting) {
    const meetingId = meetingIdOf(command.boardId, command.date, command.number);
    return this.handling.decide(meetingFold, meetingId, command, (meeting) =>
      scheduleMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('CancelMeetingInput')
export class CancelMeeting extends GatewayCommand<MeetingEvent> implements CancelMeetingData {
  readonly commandName = 'cancelMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @TextField()
  readonly reason!: string;
}

@CommandHandler(CancelMeeting)
class CancelMeetingHandler implements ICommandHandler<CancelMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CancelMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      cancelMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('PutOnAgendaInput')
export class PutOnAgenda extends GatewayCommand<MeetingEvent> implements AgendaData {
  readonly commandName = 'putOnAgenda';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(PutOnAgenda)
class PutOnAgendaHandler implements ICommandHandler<PutOnAgenda> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: PutOnAgenda) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) =>
      putOnAgenda(command, meeting, await this.handling.read(matterFold, command.matterId), command.stamp),
    );
  }
}

@InputType('TakeOffAgendaInput')
export class TakeOffAgenda extends GatewayCommand<MeetingEvent> implements AgendaData {
  readonly commandName = 'takeOffAgenda';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(TakeOffAgenda)
class TakeOffAgendaHandler implements ICommandHandler<TakeOffAgenda> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: TakeOffAgenda) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      takeOffAgenda(command, meeting, command.stamp),
    );
  }
}

@InputType('AddMatterAtMeetingInput')
export class AddMatterAtMeeting extends GatewayCommand<MeetingEvent> implements AddMatterAtMeetingData {
  readonly commandName = 'addMatterAtMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @ParagraphField()
  readonly paragraph!: string;
}

@CommandHandler(AddMatterAtMeeting)
class AddMatterAtMeetingHandler implements ICommandHandler<AddMatterAtMeeting> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly meetings: Meetings,
  ) {}

  execute(command: AddMatterAtMeeting) {
    const { meetingId, matterId, stamp } = command;
    const { read } = this.handling;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) => {
      const others = await readMeetings(read, await this.meetings.othersOfYear(meetingId));
      return addMatterAtMeeting(command, meeting, { matter: await read(matterFold, matterId), others }, stamp);
    });
  }
}

@InputType('SendSummonsInput')
export class SendSummons extends GatewayCommand<MeetingEvent> implements SendSummonsData {
  readonly commandName = 'sendSummons';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;
}

@CommandHandler(SendSummons)
class SendSummonsHandler implements ICommandHandler<SendSummons> {
  constructor(
    private readonly handling: CommandHandling,
    @Inject(WITNESS) private readonly witness: Witness,
  ) {}

  execute(command: SendSummons) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) => {
      const seal = { checkpoint: stated(await this.witness.newest()), hash: canonicalHash };
      return sendSummons(command, meeting, await readListedMatters(this.handling.read, meeting), seal, command.stamp);
    });
  }
}

export const schedulingCommandHandlers = [
  ScheduleMeetingHandler,
  CancelMeetingHandler,
  PutOnAgendaHandler,
  TakeOffAgendaHandler,
  AddMatterAtMeetingHandler,
  SendSummonsHandler,
];
