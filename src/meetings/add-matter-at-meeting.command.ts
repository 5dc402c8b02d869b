import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { matterFold } from '../matters/matter.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { IdField, ParagraphField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { addMatterAtMeeting, type AddMatterAtMeetingData } from './added-matter.js';

@InputType('AddMatterAtMeetingInput')
export class AddMatterAtMeeting extends DeskCommand<MeetingEvent> implements AddMatterAtMeetingData {
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
  constructor(private readonly decisions: Decisions) {}

  execute(command: AddMatterAtMeeting) {
    return this.decisions.decide(meetingFold, command.meetingId, command, async (meeting) =>
      addMatterAtMeeting(command, meeting, await this.decisions.newest(matterFold, command.matterId), command.stamp),
    );
  }
}
