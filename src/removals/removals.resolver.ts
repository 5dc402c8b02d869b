import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { permit, type Person } from '../kernel/permissions.js';
import { reachOf, reachOfBoard } from '../kernel/reach.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { byUrgency } from '../kernel/waiting.js';
import { HOLDERS, type ReadHolders } from '../people/holders.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { PermittedCommands, PermittedField } from '../platform/graphql/permitted.service.js';
import { OrderedPageArgs } from '../platform/graphql-types/connection.view.js';
import type { PermittedRow } from '../platform/graphql-types/permitted.view.js';
import { StuckRow, StuckTextRow } from '../platform/graphql-types/stuck.view.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { Caller, ReadBy, type Reader } from '../platform/sign-in/caller.resolver.js';
import { stuckAtBoards } from '../reviews/stuck.js';
import { RemovalDrafts } from './removal-drafts.service.js';
import { readGuardsOfProposal } from './removal-permitted.js';
import type { RemovalStatus } from './removal-process.js';
import { stuckRemoval, waitingAboutRemoval } from './removal-view.js';
import { ProposeRemoval, ReviewRemoval, ReviseRemoval, WithdrawRemoval } from './removal.command.js';
import { RemovalConnection, RemovalRow, Removals, RemovalStatusEnum } from './removals.view.js';

@ArgsType()
class RemovalProposalsArgs extends OrderedPageArgs {
  @Field(() => ID)
  readonly boardId!: string;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  readonly planId?: string | null;

  @Field(() => RemovalStatusEnum, { nullable: true })
  @IsOptional()
  readonly status?: RemovalStatus | null;
}

@Resolver(() => RemovalRow)
export class RemovalsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly removals: Removals,
    private readonly asOf: AsOfLookup,
    private readonly permittedCommands: PermittedCommands,
    private readonly drafts: RemovalDrafts,
  ) {}

  @Mutation(() => RemovalRow, { description: 'Proposes to take an activity out of the plan for the year.' })
  async proposeRemoval(@Args('input') input: ProposeRemoval, @Caller() person: Person): Promise<RemovalRow> {
    const { events } = await this.gateway.submit(input, person);
    const proposed = events.find((event) => event.type === 'RemovalProposed');
    if (proposed === undefined) throw new Error('A proposal was accepted without an event.');
    await this.drafts.becameProposal(proposed.data.proposalId, person);
    return this.shown(proposed.data.proposalId);
  }

  @Mutation(() => RemovalRow, {
    description: 'Makes a new version of the proposal. All approvals lapse, and you may not review the proposal.',
  })
  async reviseRemoval(@Args('input') input: ReviseRemoval, @Caller() person: Person): Promise<RemovalRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.proposalId);
  }

  @Mutation(() => RemovalRow)
  async withdrawRemoval(@Args('input') input: WithdrawRemoval, @Caller() person: Person): Promise<RemovalRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.proposalId);
  }

  @Mutation(() => RemovalRow, { description: 'Records your verdict on a proposal: APPROVE, RETURN or DECLINE.' })
  async reviewRemoval(@Args('input') input: ReviewRemoval, @Caller() person: Person): Promise<RemovalRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.proposalId);
  }

  @Query(() => RemovalRow)
  async removalProposal(
    @Args('id', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<RemovalRow> {
    const id = idOf('RemovalProposal', text);
    permit(person, 'readRemovals', boardOf(id), id);
    return this.shown(id, await this.asOf.momentOf(asOf, person));
  }

  @Query(() => RemovalConnection, { description: 'Lists the removal proposals of a board, oldest first.' })
  async removalProposals(
    @Args() args: RemovalProposalsArgs,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<RemovalConnection> {
    const boardId = idOf('Board', args.boardId);
    permit(person, 'readRemovals', boardId, boardId);
    const planId = args.planId === undefined || args.planId === null ? {} : { planId: idOf('Plan', args.planId) };
    const status = args.status === undefined || args.status === null ? {} : { status: args.status };
    return this.removals.of({ boardId, ...planId, ...status }, args, await this.asOf.momentOf(asOf, person));
  }

  @PermittedField()
  permitted(@Parent() removal: RemovalRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.permittedCommands.about(removal, reader, (read, act) => readGuardsOfProposal(removal.id, read, act));
  }

  private async shown(id: Id<'RemovalProposal'>, moment: Moment | null = null): Promise<RemovalRow> {
    const proposal = await this.removals.one(id, moment);
    if (proposal === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return proposal;
  }
}

@Resolver(() => WaitingForMe)
export class RemovalsWaitingResolver {
  constructor(
    private readonly view: Removals,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @ResolveField(() => [WaitingRow])
  async removals(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(reachOf(person, 'readRemovals'));
    const stuck = await stuckAtBoards(person, this.holders, found, stuckRemoval);
    const tasks = found.filter((one) => waitingAboutRemoval(person, one).length > 0);
    const titles = await this.view.titlesIn([...new Set(tasks.map(({ planId }) => planId))]);
    return byUrgency([
      ...tasks.flatMap((one) => waitingAboutRemoval(person, one, titles.get(one.activityId))),
      ...stuck,
    ]);
  }
}

@Resolver(() => StuckRow)
export class RemovalsStuckResolver {
  constructor(
    private readonly view: Removals,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @ResolveField(() => [StuckTextRow])
  async removals(@Parent() { boardId }: StuckRow): Promise<StuckTextRow[]> {
    const people = await this.holders.today(boardId);
    if (people === null) return [];
    return (await this.view.waiting(reachOfBoard(boardId))).flatMap((one) => stuckRemoval(one, people) ?? []);
  }
}
