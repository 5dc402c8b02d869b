import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import type { Feature } from '../platform/feature.service.js';
import {
  AddMatterAtMeetingHandler,
  PutOnAgendaHandler,
  SendSummonsHandler,
  TakeOffAgendaHandler,
} from './agenda.command.js';
import { RecordAttendanceHandler, RecordConflictHandler } from './attendance.command.js';
import { DecidePointHandler } from './decision.command.js';
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
import {
  CancelMeetingHandler,
  CloseMeetingHandler,
  OpenMeetingHandler,
  ScheduleMeetingHandler,
} from './meeting.command.js';
import { meetingFold } from './meeting.js';
import { MeetingsResolver, MeetingsWaitingResolver } from './meetings.resolver.js';
import { Meetings, meetingsView, recordLegalForceInTime } from './meetings.view.js';
import {
  AdjustMinutesHandler,
  PostNoticeHandler,
  RecordAppealHandler,
  SettleAppealHandler,
  TakeDownNoticeHandler,
} from './minutes.command.js';
import { AfterMeetingResolver, MinutesResolver } from './minutes.resolver.js';
import { MinutesReader } from './minutes.view.js';
import { SwedishCalendar } from './swedish-calendar.service.js';

@Module({
  imports: [EvidenceModule],
  providers: [
    MeetingsResolver,
    AfterMeetingResolver,
    MeetingsWaitingResolver,
    MinutesResolver,
    MatterMomentsResolver,
    MatterMomentsReader,
    Meetings,
    MinutesReader,
    SwedishCalendar,
    ScheduleMeetingHandler,
    CancelMeetingHandler,
    PutOnAgendaHandler,
    TakeOffAgendaHandler,
    SendSummonsHandler,
    OpenMeetingHandler,
    RecordAttendanceHandler,
    RecordConflictHandler,
    AddMatterAtMeetingHandler,
    DecidePointHandler,
    CloseMeetingHandler,
    AdjustMinutesHandler,
    PostNoticeHandler,
    TakeDownNoticeHandler,
    RecordAppealHandler,
    SettleAppealHandler,
  ],
})
export class MeetingsModule {}

export const meetings: Feature = {
  folds: [meetingFold],
  views: [meetingsView],
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
