import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { boardOf, idOf } from '../kernel/identity.js';
import { permit } from '../kernel/may.js';
import { Refusal } from '../kernel/refusal.js';
import { Caller } from '../platform/caller.resolver.js';
import { MinutesReader, MinutesRow } from './minutes.view.js';

@Resolver(() => MinutesRow)
export class MinutesResolver {
  constructor(private readonly reader: MinutesReader) {}

  @Query(() => MinutesRow, { description: 'As far as the meeting has come, and what became of each § since.' })
  async minutes(@Args('meetingId', { type: () => ID }) text: string, @Caller() person: Person): Promise<MinutesRow> {
    const id = idOf('Meeting', text);
    permit(person, 'readMeetings', boardOf(id), id);
    const minutes = await this.reader.of(id);
    if (minutes === null) throw new Refusal('NOT_FOUND', { id });
    return minutes;
  }
}
