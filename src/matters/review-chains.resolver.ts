import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { idOf } from '../kernel/identity.js';
import { permit } from '../kernel/permissions.js';
import { AsOfArgs } from '../platform/as-of/as-of.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { AdoptReviewChain, ReviewedKindEnum } from './adopt-review-chain.command.js';
import { Matters, ReviewChainRow } from './matters.view.js';
import type { ReviewedKind } from './review-chain.js';

@Resolver(() => ReviewChainRow)
export class ReviewChainsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Matters,
    private readonly asOf: AsOfLookup,
  ) {}

  @Mutation(() => ReviewChainRow, { description: 'Adopts the steps that texts of a kind pass from now on.' })
  async adoptReviewChain(@Args('input') input: AdoptReviewChain, @Caller() person: Person): Promise<ReviewChainRow> {
    await this.gateway.submit(input, person);
    return this.view.reviewChain(input.boardId, input.kind, null);
  }

  @Query(() => ReviewChainRow, { description: "The kind's own chain, else the board's, else the default." })
  async reviewChain(
    @Args('boardId', { type: () => ID }) text: string,
    @Args('kind', { type: () => ReviewedKindEnum, nullable: true }) kind: ReviewedKind | null | undefined,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<ReviewChainRow> {
    const boardId = idOf('Board', text);
    permit(person, 'readRemovals', boardId, boardId);
    return this.view.reviewChain(boardId, kind ?? null, await this.asOf.momentOf(asOf, person));
  }
}
