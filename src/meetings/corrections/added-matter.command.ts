import { InputType } from '@nestjs/graphql';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Id } from '../../kernel/identity.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, OptionalTextField, ParagraphField } from '../../platform/commands/gateway.command.js';
import type { MeetingEvent } from '../meeting-event.js';
import { meetingFold } from '../meeting.js';
import { Meetings } from '../meetings.view.js';
import { readMeetings } from '../scheduling.js';
import { correctAddedMatter, type CorrectAddedMatterData } from './added-matter-correction.js';
import { withdrawAddedMatter, type WithdrawAddedMatterData } from './added-matter-correction.js';
import { correctionReason } from './corrections.command.js';

@InputType('CorrectAddedMatterInput')
export class CorrectAddedMatter extends GatewayCommand<MeetingEvent> implements CorrectAddedMatterData {
  readonly commandName = 'correctAddedMatter';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @ParagraphField()
  readonly paragraph!: string;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectAddedMatter)
class CorrectAddedMatterHandler implements ICommandHandler<CorrectAddedMatter> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly meetings: Meetings,
  ) {}

  execute(command: CorrectAddedMatter) {
    const { meetingId, stamp } = command;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) => {
      const others = await readMeetings(this.handling.read, await this.meetings.othersOfYear(meetingId));
      return correctAddedMatter(command, meeting, others, stamp);
    });
  }
}

@InputType('WithdrawAddedMatterInput')
export class WithdrawAddedMatter extends GatewayCommand<MeetingEvent> implements WithdrawAddedMatterData {
  readonly commandName = 'withdrawAddedMatter';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(WithdrawAddedMatter)
class WithdrawAddedMatterHandler implements ICommandHandler<WithdrawAddedMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: WithdrawAddedMatter) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      withdrawAddedMatter(command, meeting, command.stamp),
    );
  }
}

export const addedMatterHandlers = [CorrectAddedMatterHandler, WithdrawAddedMatterHandler];
