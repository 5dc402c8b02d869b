import { Inject } from '@nestjs/common';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { idOf } from '../kernel/identity.js';
import { permit, type Person } from '../kernel/permissions.js';
import { HOLDERS, type ReadHolders } from '../people/holders.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { StuckRow, StuckStepRow } from '../platform/graphql-types/stuck.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { chainFor, reviewChainFold, reviewedKinds } from './review.js';
import { unheldSteps } from './stuck.js';

@Resolver(() => StuckRow)
export class StuckResolver {
  constructor(
    private readonly asOf: AsOfLookup,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @Query(() => StuckRow, { description: 'What stands still at a board because nobody can act, with the ways out.' })
  async stuck(@Args('boardId', { type: () => ID }) text: string, @Caller() person: Person): Promise<StuckRow> {
    const boardId = idOf('Board', text);
    permit(person, 'readStuck', boardId, boardId);
    return { boardId, rolesKnown: (await this.holders.today(boardId)) !== null };
  }

  @ResolveField(() => [StuckStepRow], {
    description: 'The steps of the chains for new texts that nobody has. A text would stand still there.',
  })
  async unheldSteps(@Parent() { boardId }: StuckRow): Promise<StuckStepRow[]> {
    const people = await this.holders.today(boardId);
    if (people === null) return [];
    const states = this.asOf.states(null);
    const chains = await Promise.all(
      reviewedKinds.map((kind) => chainFor(boardId, kind, (id) => states.one(reviewChainFold, id))),
    );
    const unheld = chains.flatMap((chain) => unheldSteps(chain, boardId, people));
    return [...new Map(unheld.map(({ code, name }) => [code, { code, name }])).values()];
  }
}
