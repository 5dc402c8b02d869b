import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { MatterRow, Matters } from '../matters.view.js';
import { WithdrawMatter } from './corrections.command.js';

/** Accepts the corrections of a matter. */
@Resolver(() => MatterRow)
export class MatterCorrectionsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Matters,
  ) {}

  @Mutation(() => MatterRow, {
    description:
      'Withdraws a matter that was opened by mistake. A matter that the board has received gives MATTER_WITH_BOARD.',
  })
  async withdrawMatter(@Args('input') input: WithdrawMatter, @Caller() person: Person): Promise<MatterRow> {
    const { matterId: id } = input;
    await this.gateway.submit(input, person);
    const matter = await this.view.one(id, 'WHOLE', null);
    if (matter === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return matter;
  }
}
