import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DateField, IdField, ParagraphsField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { postNotice, type PostNoticeData } from './minutes.js';
import { SwedishCalendar } from './swedish-calendar.service.js';

@InputType('PostNoticeInput')
export class PostNotice extends GatewayCommand<MeetingEvent> implements PostNoticeData {
  readonly commandName = 'postNotice';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @ParagraphsField()
  readonly paragraphs!: string[];

  @DateField('On which it was put up.')
  readonly date!: IsoDate;
}

@CommandHandler(PostNotice)
export class PostNoticeHandler implements ICommandHandler<PostNotice> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly calendar: SwedishCalendar,
  ) {}

  execute(command: PostNotice) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      postNotice(command, meeting, this.calendar.isHoliday, command.stamp),
    );
  }
}
