import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { boardsFor } from '../kernel/may.js';
import { Caller } from '../platform/caller.resolver.js';
import { WaitingForMe, WaitingRow } from '../platform/waiting.view.js';
import { waitingAtMeeting } from './meeting-waiting.js';
import { Meetings } from './meetings.view.js';

@Resolver(() => WaitingForMe)
export class MeetingsWaitingResolver {
  constructor(private readonly view: Meetings) {}

  @ResolveField(() => [WaitingRow])
  async meetings(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(boardsFor(person, 'readMeetings'));
    return found.flatMap((one) => waitingAtMeeting(person, one));
  }
}
