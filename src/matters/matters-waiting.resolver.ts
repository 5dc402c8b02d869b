import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { boardsFor } from '../kernel/permissions.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { waitingInMatter } from './matter-waiting.js';
import { Matters } from './matters.view.js';

@Resolver(() => WaitingForMe)
export class MattersWaitingResolver {
  constructor(private readonly view: Matters) {}

  @ResolveField(() => [WaitingRow])
  async matters(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(boardsFor(person, 'readMatters'));
    return found.flatMap((one) => waitingInMatter(person, one));
  }
}
