import { Query, Resolver } from '@nestjs/graphql';
import { permitInMunicipality, type Person } from '../../kernel/permissions.js';
import { reachOf } from '../../kernel/reach.js';
import { Caller } from '../sign-in/caller.resolver.js';
import { DeadLetter, DeadLetters } from '../processes/dead-letters.view.js';
import { WaitingForMe } from '../graphql-types/waiting.view.js';

@Resolver()
export class PlatformResolver {
  constructor(private readonly letters: DeadLetters) {}

  @Query(() => WaitingForMe)
  waitingForMe(): WaitingForMe {
    return new WaitingForMe();
  }

  @Query(() => [DeadLetter], {
    description: 'Dead letters (failed automatic reactions) of the boards that your roles reach.',
  })
  async deadLetters(@Caller() person: Person): Promise<DeadLetter[]> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readDeadLetters', municipalityId, municipalityId);
    return this.letters.of(reachOf(person, 'readDeadLetters'));
  }
}
