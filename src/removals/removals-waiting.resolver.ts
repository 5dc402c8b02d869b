import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { boardsFor } from '../kernel/permissions.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { waitingAboutRemoval } from './removal-waiting.js';
import { Removals } from './removals.view.js';

@Resolver(() => WaitingForMe)
export class RemovalsWaitingResolver {
  constructor(private readonly view: Removals) {}

  @ResolveField(() => [WaitingRow])
  async removals(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(boardsFor(person, 'readRemovals'));
    return found.flatMap((one) => waitingAboutRemoval(person, one));
  }
}
