import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { permit, type Person } from '../kernel/permissions.js';
import { type Id, idOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { AdoptReviewChain, ReviewedKindEnum } from './adopt-review-chain.command.js';
import { ReviewChainRow } from './review-chains.view.js';
import { chainFor, reviewChainFold, type ReviewedKind } from './review.js';

@Resolver(() => ReviewChainRow)
export class ReviewChainsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly asOf: AsOfLookup,
  ) {}

  @Mutation(() => ReviewChainRow, { description: 'Adopts a review chain (granskningskedja) for new texts of a kind.' })
  async adoptReviewChain(@Args('input') input: AdoptReviewChain, @Caller() person: Person): Promise<ReviewChainRow> {
    await this.gateway.submit(input, person);
    return this.chain(input.boardId, input.kind, null);
  }

  @Query(() => ReviewChainRow, {
    description:
      "The review chain for new texts: the kind's own chain, else the board's common chain, else the default chain.",
  })
  async reviewChain(
    @Args('boardId', { type: () => ID }) text: string,
    @Args('kind', { type: () => ReviewedKindEnum, nullable: true }) kind: ReviewedKind | null | undefined,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<ReviewChainRow> {
    const boardId = idOf('Board', text);
    permit(person, 'readReviewChains', boardId, boardId);
    return this.chain(boardId, kind ?? null, await this.asOf.momentOf(asOf, person));
  }

  /** Reads the chain that applies to new texts of a kind. A null `moment` means now. */
  private chain(boardId: Id<'Board'>, kind: ReviewedKind | null, moment: Moment | null): Promise<ReviewChainRow> {
    const states = this.asOf.states(moment);
    return chainFor(boardId, kind, (id) => states.one(reviewChainFold, id));
  }
}
