import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { boardOf, idOf } from '../kernel/identity.js';
import { permit } from '../kernel/permissions.js';
import { refusals } from '../kernel/general-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import { AsOfArgs } from '../platform/as-of/as-of.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { MinutesReader, MinutesRow } from './minutes.view.js';

@Resolver(() => MinutesRow)
export class MinutesResolver {
  constructor(
    private readonly reader: MinutesReader,
    private readonly asOf: AsOfLookup,
  ) {}

  @Query(() => MinutesRow, { description: 'As far as the meeting has come, and what became of each § since.' })
  async minutes(
    @Args('meetingId', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<MinutesRow> {
    const id = idOf('Meeting', text);
    permit(person, 'readMeetings', boardOf(id), id);
    const minutes = await this.reader.of(id, await this.asOf.momentOf(asOf, person));
    if (minutes === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return minutes;
  }
}
