import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { matterFold } from '../matters/matter.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField, ParagraphField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { addMatterAtMeeting, type AddMatterAtMeetingData } from './added-matter.js';

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
export class AddMatterAtMeetingHandler implements ICommandHandler<AddMatterAtMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AddMatterAtMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) =>
      addMatterAtMeeting(command, meeting, await this.handling.read(matterFold, command.matterId), command.stamp),
    );
  }
}
