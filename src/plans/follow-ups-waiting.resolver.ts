import { ResolveField, Resolver } from '@nestjs/graphql';
import { boardsFor, type Person } from '../kernel/permissions.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { waitingInFollowUp } from './tertial-view/follow-up-waiting.js';
import { TertialViews } from './tertial-view/tertial-views.view.js';

@Resolver(() => WaitingForMe)
export class FollowUpsWaitingResolver {
  constructor(
    private readonly view: TertialViews,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => [WaitingRow])
  async followUps(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.openOf(boardsFor(person, 'readPlans'));
    return found.flatMap((one) => waitingInFollowUp(person, one, this.clock.today()));
  }
}
