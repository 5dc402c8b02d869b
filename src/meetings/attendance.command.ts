import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { IdField, OptionalIdField } from '../platform/commands/fields.command.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { recordAttendance, type RecordAttendanceData, recordConflict, type RecordConflictData } from './attendance.js';
import { AttendanceInput } from './decision.command.js';
import type { MeetingEvent } from './meeting-event.js';
import { meetingFold } from './meeting.js';

@InputType('RecordAttendanceInput')
export class RecordAttendance extends GatewayCommand<MeetingEvent> implements RecordAttendanceData {
  readonly commandName = 'recordAttendance';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => AttendanceInput)
  @ValidateNested()
  @Type(() => AttendanceInput)
  readonly attendance!: AttendanceInput;
}

@CommandHandler(RecordAttendance)
export class RecordAttendanceHandler implements ICommandHandler<RecordAttendance> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordAttendance) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      recordAttendance(command, meeting, command.stamp),
    );
  }
}

@InputType('RecordConflictInput')
export class RecordConflict extends GatewayCommand<MeetingEvent> implements RecordConflictData {
  readonly commandName = 'recordConflict';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @IdField('Person', 'Who may not handle the matter.')
  readonly personId!: Id<'Person'>;

  @OptionalIdField('Person', 'Who serves in their place, in this matter only.')
  readonly substitute: Id<'Person'> | null = null;

  @OptionalIdField('Person', 'Who presides instead, when the chair is in conflict.')
  readonly chair: Id<'Person'> | null = null;
}

@CommandHandler(RecordConflict)
export class RecordConflictHandler implements ICommandHandler<RecordConflict> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordConflict) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      recordConflict(command, meeting, command.stamp),
    );
  }
}
