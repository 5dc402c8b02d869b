import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import type { Feature } from '../platform/feature.service.js';
import { AddMatterAtMeetingHandler } from './add-matter-at-meeting.command.js';
import { AdjustMinutesHandler } from './adjust-minutes.command.js';
import { carryFinality, recordForceThatHasCome } from './after-meeting-reactions.js';
import { AfterMeetingResolver } from './after-meeting.resolver.js';
import { CancelMeetingHandler } from './cancel-meeting.command.js';
import { CloseMeetingHandler } from './close-meeting.command.js';
import { DecidePointHandler } from './decide-point.command.js';
import { recordLegalForceInTime } from './legal-force-timer.view.js';
import { MatterMomentsResolver } from './matter-moments.resolver.js';
import { MatterMomentsReader, positionOfMoment } from './matter-moments.service.js';
import { meetingFold } from './meeting.js';
import { recordDecisions, releaseMatters, summonMatters, voidUnsummoned } from './meeting-reactions.js';
import { meetingHistory } from './history/meeting-history.js';
import { MeetingsResolver } from './meetings.resolver.js';
import { Meetings, meetingsView } from './meetings.view.js';
import { MeetingsWaitingResolver } from './meetings-waiting.resolver.js';
import { MinutesResolver } from './minutes.resolver.js';
import { MinutesReader } from './minutes.view.js';
import { OpenMeetingHandler } from './open-meeting.command.js';
import { PostNoticeHandler } from './post-notice.command.js';
import { PutOnAgendaHandler } from './put-on-agenda.command.js';
import { RecordAppealHandler } from './record-appeal.command.js';
import { RecordAttendanceHandler } from './record-attendance.command.js';
import { RecordConflictHandler } from './record-conflict.command.js';
import { ScheduleMeetingHandler } from './schedule-meeting.command.js';
import { SendSummonsHandler } from './send-summons.command.js';
import { SettleAppealHandler } from './settle-appeal.command.js';
import { SwedishCalendar } from './swedish-calendar.service.js';
import { TakeDownNoticeHandler } from './take-down-notice.command.js';
import { TakeOffAgendaHandler } from './take-off-agenda.command.js';

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
