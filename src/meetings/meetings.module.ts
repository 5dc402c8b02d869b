import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import { PeopleModule } from '../people/people.module.js';
import type { Feature } from '../platform/feature.service.js';
import { addedMatterHandlers } from './corrections/added-matter.command.js';
import { correctionCommandHandlers } from './corrections/corrections.command.js';
import { recordCorrectionHandlers } from './corrections/record-corrections.command.js';
import { scheduleMoved } from './corrections/meeting-correction.js';
import { MeetingCorrectionsResolver } from './corrections/corrections.resolver.js';
import { meetingHistory } from './history/meeting-history.js';
import { MatterMomentsReader, MatterMomentsResolver, positionOfMoment } from './history/matter-moments.resolver.js';
import {
  carryFinality,
  correctDecisions,
  recordDecisions,
  recordForceThatHasCome,
  releaseMatters,
  releaseWithdrawn,
  summonMatters,
  voidUnsummoned,
} from './meeting-reactions.js';
import { decisionCommandHandlers } from './record/decision.command.js';
import { factsCommandHandlers } from './record/facts.command.js';
import { MeetingRecordResolver } from './record/record.resolver.js';
import { proceedingsCommandHandlers } from './proceedings.command.js';
import { schedulingCommandHandlers } from './scheduling.command.js';
import { MeetingsResolver, MeetingsStuckResolver, MeetingsWaitingResolver } from './meetings.resolver.js';
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
  imports: [EvidenceModule, PeopleModule],
  providers: [
    MeetingsResolver,
    MeetingsWaitingResolver,
    MeetingsStuckResolver,
    MeetingRecordResolver,
    MeetingCorrectionsResolver,
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
    ...decisionCommandHandlers,
    ...minutesCommandHandlers,
    ...factsCommandHandlers,
    ...correctionCommandHandlers,
    ...addedMatterHandlers,
    ...recordCorrectionHandlers,
  ],
})
export class MeetingsModule {}

export const meetings: Feature = {
  histories: [bindHistory(meetingHistory)],
  reactions: [
    bound(summonMatters),
    bound(releaseMatters),
    bound(releaseWithdrawn),
    bound(scheduleMoved),
    bound(recordDecisions),
    bound(correctDecisions),
    bound(voidUnsummoned),
    bound(recordForceThatHasCome),
    bound(carryFinality),
  ],
  timers: [recordLegalForceInTime],
  namedMoment: positionOfMoment,
};
