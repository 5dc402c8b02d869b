import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { IsBoolean } from 'class-validator';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DateField, IdField, IdsField, ParagraphsField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { adjustMinutes, type AdjustMinutesData } from './minutes.js';

@InputType('AdjustMinutesInput')
export class AdjustMinutes extends GatewayCommand<MeetingEvent> implements AdjustMinutesData {
  readonly commandName = 'adjustMinutes';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @ParagraphsField()
  readonly paragraphs!: string[];

  @IdsField('Person', 'Those who have adjusted: they were at the meeting.')
  readonly adjusters!: Id<'Person'>[];

  @DateField()
  readonly date!: IsoDate;

  @Field({ defaultValue: false, description: 'Before the rest of the minutes, since the decision cannot wait.' })
  @IsBoolean()
  readonly atOnce!: boolean;
}

@CommandHandler(AdjustMinutes)
export class AdjustMinutesHandler implements ICommandHandler<AdjustMinutes> {
  constructor(
    private readonly handling: CommandHandling,
    @Inject(WITNESS) private readonly witness: Witness,
  ) {}

  execute(command: AdjustMinutes) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) =>
      adjustMinutes(command, meeting, stated(await this.witness.newest()), command.stamp),
    );
  }
}
