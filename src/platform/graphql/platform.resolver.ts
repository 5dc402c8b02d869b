import { Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../../kernel/act.js';
import { permitInMunicipality } from '../../kernel/permissions.js';
import { Caller } from '../sign-in/caller.resolver.js';
import { ParkedReaction, ParkedReactions } from '../processes/parked-reactions.view.js';
import { WaitingForMe } from '../graphql-types/waiting.view.js';

@Resolver()
export class PlatformResolver {
  constructor(private readonly parked: ParkedReactions) {}

  @Query(() => WaitingForMe)
  waitingForMe(): WaitingForMe {
    return new WaitingForMe();
  }

  @Query(() => [ParkedReaction], { description: 'Consequences that could not be carried out, in your municipality.' })
  async parkedReactions(@Caller() person: Person): Promise<ParkedReaction[]> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readParkedReactions', municipalityId, municipalityId);
    return this.parked.of(municipalityId);
  }
}
