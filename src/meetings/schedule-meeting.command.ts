import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { type Id, meetingIdOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { IsoDate } from '../kernel/tertial.js';
import { DateField, IdField, TextField } from '../platform/commands/fields.command.js';
import { CompositionInput } from './meeting-inputs.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { scheduleMeeting, type ScheduleMeetingData } from './scheduling.js';

@InputType('ScheduleMeetingInput')
export class ScheduleMeeting extends GatewayCommand<MeetingEvent> implements ScheduleMeetingData {
  readonly commandName = 'scheduleMeeting';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @DateField()
  readonly date!: IsoDate;

  @Field({ description: 'Of the day in Europe/Stockholm, such as 13:00.' })
  @Matches(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/)
  readonly time!: string;

  @TextField()
  readonly place!: string;

  @Field(() => CompositionInput)
  @ValidateNested()
  @Type(() => CompositionInput)
  readonly composition!: CompositionInput;

  @Field(() => Int, { defaultValue: 1, description: '2 or more for another meeting of the board on the same day.' })
  @IsInt()
  @Min(1)
  @Max(9)
  readonly number!: number;
}

@CommandHandler(ScheduleMeeting)
export class ScheduleMeetingHandler implements ICommandHandler<ScheduleMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ScheduleMeeting) {
    const meetingId = meetingIdOf(command.boardId, command.date, command.number);
    return this.handling.decide(meetingFold, meetingId, command, (meeting) =>
      scheduleMeeting(command, meeting, command.stamp),
    );
  }
}
