import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, ValidateNested } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, OptionalTextField } from '../../platform/commands/gateway.command.js';
import type { MeetingEvent } from '../meeting-event.js';
import { meetingFold } from '../meeting.js';
import { Meetings } from '../meetings.view.js';
import { DecisionEntryInput } from '../record/decision.command.js';
import { readMeetings } from '../scheduling.js';
import { correctDecision, type CorrectDecisionData } from './decision-correction.js';

const reason = 'The reason for the correction. The service refuses a blank reason (REASON_MISSING).';

@InputType('CorrectDecisionInput')
export class CorrectDecision extends GatewayCommand<MeetingEvent> implements CorrectDecisionData {
  readonly commandName = 'correctDecision';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  @IsInt()
  readonly point!: number;

  @Field(() => DecisionEntryInput, { description: 'The whole entry as it should be, not only what differs.' })
  @ValidateNested()
  @Type(() => DecisionEntryInput)
  readonly entry!: DecisionEntryInput;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(CorrectDecision)
class CorrectDecisionHandler implements ICommandHandler<CorrectDecision> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly meetings: Meetings,
  ) {}

  execute(command: CorrectDecision) {
    const { meetingId, stamp } = command;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) => {
      const others = await this.meetings.othersOfYear(meetingId);
      return correctDecision(command, meeting, await readMeetings(this.handling.read, others), stamp);
    });
  }
}

export const correctionCommandHandlers = [CorrectDecisionHandler];
