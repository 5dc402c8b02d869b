import { Inject } from '@nestjs/common';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Id, idOf } from '../kernel/identity.js';
import { hasRole, permit, type Person, type PersonRole } from '../kernel/permissions.js';
import { byUrgency } from '../kernel/waiting.js';
import { HOLDERS, type ReadHolders } from '../people/holders.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { StuckRow, StuckStepRow } from '../platform/graphql-types/stuck.view.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { Caller, ReadBy, type Reader } from '../platform/sign-in/caller.resolver.js';
import { chainsFor, type ReviewChain, reviewChainFold } from './review.js';
import { roleToFill, unheldSteps } from './stuck.js';

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
    const chains = await chainsOf(boardId, this.asOf);
    const unheld = chains.flatMap((chain) => unheldSteps(chain, boardId, people));
    return [...new Map(unheld.map(({ code, name }) => [code, { code, name }])).values()];
  }
}

@Resolver(() => WaitingForMe)
export class RolesWaitingResolver {
  constructor(
    private readonly asOf: AsOfLookup,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @ResolveField(() => [WaitingRow], {
    description: 'The roles and review steps of your boards that lose their last holder. An administrator gives them.',
  })
  async roles(@ReadBy() { person, language }: Reader): Promise<WaitingRow[]> {
    // Rule 51: only a controller and an administrator see to it that the roles have holders.
    if (!person.grants.some(({ role }) => seers.includes(role))) return [];
    const vacancies = (await this.holders.vacancies(person.municipalityId)) ?? [];
    const own = vacancies.filter(({ boardId }) => seers.some((role) => hasRole(person, role, boardId)));
    const tasks = own.map(async (one) => roleToFill(one, await chainsOf(one.boardId, this.asOf), language));
    return byUrgency((await Promise.all(tasks)).filter((one) => one !== null));
  }
}

const seers: readonly PersonRole[] = ['CONTROLLER', 'ADMINISTRATOR'];

/** Reads the chains for new texts of a board. */
function chainsOf(boardId: Id<'Board'>, asOf: AsOfLookup): Promise<ReviewChain[]> {
  const states = asOf.states(null);
  return chainsFor(boardId, (id) => states.one(reviewChainFold, id));
}
