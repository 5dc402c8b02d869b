import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import type { Id } from '../kernel/identity.js';
import { matterFold } from '../matters/matter.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { IdField, ParagraphField } from '../platform/commands/fields.command.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import {
  type AgendaData,
  putOnAgenda,
  readListedMatters,
  sendSummons,
  type SendSummonsData,
  takeOffAgenda,
} from './agenda.js';
import type { MeetingEvent } from './meeting-event.js';
import { meetingFold } from './meeting.js';
import { addMatterAtMeeting, type AddMatterAtMeetingData } from './scheduling.js';

@InputType('PutOnAgendaInput')
export class PutOnAgenda extends GatewayCommand<MeetingEvent> implements AgendaData {
  readonly commandName = 'putOnAgenda';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(PutOnAgenda)
export class PutOnAgendaHandler implements ICommandHandler<PutOnAgenda> {
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
export class TakeOffAgendaHandler implements ICommandHandler<TakeOffAgenda> {
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
export class AddMatterAtMeetingHandler implements ICommandHandler<AddMatterAtMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AddMatterAtMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) =>
      addMatterAtMeeting(command, meeting, await this.handling.read(matterFold, command.matterId), command.stamp),
    );
  }
}

@InputType('SendSummonsInput')
export class SendSummons extends GatewayCommand<MeetingEvent> implements SendSummonsData {
  readonly commandName = 'sendSummons';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;
}

@CommandHandler(SendSummons)
export class SendSummonsHandler implements ICommandHandler<SendSummons> {
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
