import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import type { Feature } from '../platform/feature.service.js';
import { meetingHistory } from './history/meeting-history.js';
import { MatterMomentsReader, MatterMomentsResolver, positionOfMoment } from './matter-moments.resolver.js';
import {
  carryFinality,
  recordDecisions,
  recordForceThatHasCome,
  releaseMatters,
  summonMatters,
  voidUnsummoned,
} from './meeting-reactions.js';
import { factsCommandHandlers } from './record/facts.command.js';
import { MeetingRecordResolver } from './record/record.resolver.js';
import { proceedingsCommandHandlers } from './proceedings.command.js';
import { schedulingCommandHandlers } from './scheduling.command.js';
import { MeetingsResolver, MeetingsWaitingResolver } from './meetings.resolver.js';
import { Meetings, recordLegalForceInTime } from './meetings.view.js';
import { minutesCommandHandlers } from './minutes.command.js';
import {
  PermittedOnMeetingResolver,
  PermittedOnMinutedParagraphResolver,
  PermittedOnParagraphResolver,
  PermittedOnPointResolver,
} from './permitted/permitted.resolver.js';
import { MinutesReader, MinutesResolver } from './minutes.resolver.js';

@Module({
  imports: [EvidenceModule],
  providers: [
    MeetingsResolver,
    MeetingsWaitingResolver,
    MeetingRecordResolver,
    MinutesResolver,
    MatterMomentsResolver,
    MatterMomentsReader,
    PermittedOnMeetingResolver,
    PermittedOnParagraphResolver,
    PermittedOnPointResolver,
    PermittedOnMinutedParagraphResolver,
    Meetings,
    MinutesReader,
    ...schedulingCommandHandlers,
    ...proceedingsCommandHandlers,
    ...minutesCommandHandlers,
    ...factsCommandHandlers,
  ],
})
export class MeetingsModule {}

export const meetings: Feature = {
  histories: [bindHistory(meetingHistory)],
  reactions: [
    bound(summonMatters),
    bound(releaseMatters),
    bound(recordDecisions),
    bound(voidUnsummoned),
    bound(recordForceThatHasCome),
    bound(carryFinality),
  ],
  timers: [recordLegalForceInTime],
  namedMoment: positionOfMoment,
};
