import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { MeetingRow } from '../meeting-row.view.js';
import { Meetings } from '../meetings.view.js';
import { CorrectAttendance, CorrectConflict, CorrectDecision, CorrectMeeting } from './corrections.command.js';
import { CorrectNotice, MoveMeeting } from './corrections.command.js';
import { CorrectAddedMatter, WithdrawAddedMatter } from './added-matter.command.js';
import { CorrectAdjustment, CorrectAppeal, CorrectComposition } from './record-corrections.command.js';
import { CorrectDispatch, CorrectTakingDown, CorrectTimes } from './record-corrections.command.js';

/** Accepts the corrections of a meeting and its minutes. Answers each with the meeting. */
@Resolver(() => MeetingRow)
export class MeetingCorrectionsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Meetings,
  ) {}

  @Mutation(() => MeetingRow, {
    description:
      'Corrects what was entered of a decision, before its paragraph (§) is adjusted. Afterwards it gives PARAGRAPH_ADJUSTED. ' +
      'The outcome and who took part stay.',
  })
  async correctDecision(@Args('input') input: CorrectDecision, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects a conflict of interest (jäv), or takes it away, before the board has decided a point of the matter. ' +
      'Afterwards it gives POINT_DECIDED.',
  })
  async correctConflict(@Args('input') input: CorrectConflict, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects the day of a notice, and the last day to appeal with it. After an appeal or a gain of legal force it ' +
      'gives NOTICE_RELIED_ON.',
  })
  async correctNotice(@Args('input') input: CorrectNotice, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects the newest attendance, before a paragraph (§) of the minutes is adjusted. Afterwards it gives ' +
      'ATTENDANCE_ADJUSTED. Those with a vote and the chair stay once the board has decided: others give ATTENDANCE_ACTED_ON.',
  })
  async correctAttendance(@Args('input') input: CorrectAttendance, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Corrects the time and the place of a meeting that is not opened.' })
  async correctMeeting(@Args('input') input: CorrectMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Moves a meeting that is not opened to another day of its year. Answers with the meeting that was moved, whose ' +
      '`movedTo` is the meeting of the new day. That one gets the agenda and needs a summons of its own.',
  })
  async moveMeeting(@Args('input') input: MoveMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects the times of the opening, the adjournments and the closing, before a paragraph (§) of the minutes is ' +
      'adjusted. Afterwards it gives TIMES_ADJUSTED.',
  })
  async correctTimes(@Args('input') input: CorrectTimes, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Corrects the members and substitutes of a meeting that is not opened.' })
  async correctComposition(@Args('input') input: CorrectComposition, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects the adjusters and the day of an adjustment. After a notice or a dispatch of one of its paragraphs (§) it ' +
      'gives ADJUSTMENT_RELIED_ON.',
  })
  async correctAdjustment(@Args('input') input: CorrectAdjustment, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Corrects to whom the extract of a paragraph (§) was sent, and when.' })
  async correctDispatch(@Args('input') input: CorrectDispatch, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects the appellant, the registry number at the court and the day of an appeal before its ruling. A day that ' +
      'changes whether it is late gives APPEAL_TIMELINESS.',
  })
  async correctAppeal(@Args('input') input: CorrectAppeal, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects the paragraph (§) in which the board decided to take up a matter, before it is adjusted. Afterwards it ' +
      'gives PARAGRAPH_ADJUSTED.',
  })
  async correctAddedMatter(@Args('input') input: CorrectAddedMatter, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Takes off a matter again that was recorded as taken up at the meeting by mistake, before its paragraph (§) is ' +
      'adjusted. A decision in the matter gives POINT_DECIDED, and a conflict of interest CONFLICT_IN_MATTER.',
  })
  async withdrawAddedMatter(@Args('input') input: WithdrawAddedMatter, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Corrects the day on which a notice came down. Legal force follows from the right day. A later notice that rests on ' +
      'the wrong day gives TAKING_DOWN_RELIED_ON, and an appeal that does TAKING_DOWN_APPEALED.',
  })
  async correctTakingDown(@Args('input') input: CorrectTakingDown, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  private async shown(id: Id<'Meeting'>): Promise<MeetingRow> {
    const meeting = await this.view.one(id, null);
    if (meeting === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return meeting;
  }
}
