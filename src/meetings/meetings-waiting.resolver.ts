import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { boardsFor } from '../kernel/permissions.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { waitingAfterMeeting } from './after-meeting-waiting.js';
import { waitingAtMeeting } from './meeting-waiting.js';
import { Meetings } from './meetings.view.js';

@Resolver(() => WaitingForMe)
export class MeetingsWaitingResolver {
  constructor(
    private readonly view: Meetings,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => [WaitingRow])
  async meetings(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(boardsFor(person, 'readMeetings'));
    const today = this.clock.today();
    return found.flatMap((one) => [...waitingAtMeeting(person, one), ...waitingAfterMeeting(person, one, today)]);
  }
}
