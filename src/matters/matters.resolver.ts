import { Args, ArgsType, Field, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import type { Person } from '../kernel/act.js';
import { boardOf, type Id, idOf, matterIdOf } from '../kernel/identity.js';
import { may, permit, rolesFor } from '../kernel/may.js';
import { Refusal } from '../kernel/refusal.js';
import { Caller } from '../platform/caller.resolver.js';
import { PageArgs } from '../platform/connection.view.js';
import { Desk } from '../platform/desk.service.js';
import { AddRemovalPoint } from './add-removal-point.command.js';
import { AddReportPoint } from './add-report-point.command.js';
import { AdoptReviewChain } from './adopt-review-chain.command.js';
import { DecidePoint } from './decide-point.command.js';
import type { MatterStatus } from './matter.js';
import { MatterConnection, MatterRow, Matters, MatterStatusEnum, ReviewChainRow } from './matters.view.js';
import { OpenMatter } from './open-matter.command.js';
import { StrikePoint } from './strike-point.command.js';
import { SubmitMatter } from './submit-matter.command.js';

@ArgsType()
class MattersArgs extends PageArgs {
  @Field(() => ID)
  readonly boardId!: string;

  @Field(() => MatterStatusEnum, { nullable: true })
  @IsOptional()
  readonly status?: MatterStatus | null;
}

@Resolver(() => MatterRow)
export class MattersResolver {
  constructor(
    private readonly desk: Desk,
    private readonly view: Matters,
  ) {}

  @Mutation(() => MatterRow)
  async openMatter(@Args('input') input: OpenMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.desk.submit(input, person);
    return this.shown(matterIdOf(input.boardId, input.dnr));
  }

  @Mutation(() => MatterRow, { description: "Asks the board to approve a closed follow-up's report." })
  async addReportPoint(@Args('input') input: AddReportPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.desk.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, {
    description: 'Asks the board to take the activity of a reviewed proposal out of the plan.',
  })
  async addRemovalPoint(@Args('input') input: AddRemovalPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.desk.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Takes a point out of a matter that the board has not been given.' })
  async strikePoint(@Args('input') input: StrikePoint, @Caller() person: Person): Promise<MatterRow> {
    await this.desk.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Gives the matter to the board. Its wordings are frozen.' })
  async submitMatter(@Args('input') input: SubmitMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.desk.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: "Records the board's decision of one point." })
  async decidePoint(@Args('input') input: DecidePoint, @Caller() person: Person): Promise<MatterRow> {
    await this.desk.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => ReviewChainRow, { description: 'Adopts the steps that proposals of the board pass from now on.' })
  async adoptReviewChain(@Args('input') input: AdoptReviewChain, @Caller() person: Person): Promise<ReviewChainRow> {
    await this.desk.submit(input, person);
    return this.view.reviewChain(input.boardId);
  }

  @Query(() => ReviewChainRow)
  async reviewChain(
    @Args('boardId', { type: () => ID }) text: string,
    @Caller() person: Person,
  ): Promise<ReviewChainRow> {
    const boardId = idOf('Board', text);
    permit(person, 'readRemovals', boardId, boardId);
    return this.view.reviewChain(boardId);
  }

  @Query(() => MatterRow)
  async matter(@Args('id', { type: () => ID }) text: string, @Caller() person: Person): Promise<MatterRow> {
    const id = idOf('Matter', text);
    const readable = readableStatuses(person, boardOf(id), id);
    const matter = await this.shown(id);
    if (!readable.includes(matter.status)) throw new Refusal('NOT_FOUND', { id });
    return matter;
  }

  @Query(() => MatterConnection, { description: 'Oldest first.' })
  async matters(@Args() args: MattersArgs, @Caller() person: Person): Promise<MatterConnection> {
    const boardId = idOf('Board', args.boardId);
    const readable = readableStatuses(person, boardId, boardId);
    const { status } = args;
    const statuses = status === undefined || status === null ? readable : readable.filter((one) => one === status);
    return this.view.of({ boardId, statuses }, args);
  }

  private async shown(id: Id<'Matter'>): Promise<MatterRow> {
    const matter = await this.view.one(id);
    if (matter === null) throw new Refusal('NOT_FOUND', { id });
    return matter;
  }
}

/** A draft is the administration's own; the board's members read what was submitted to them. */
function readableStatuses(person: Person, boardId: Id<'Board'>, id: string): readonly MatterStatus[] {
  const readsAll = rolesFor(person, boardId).some((role) => may(role, 'readMatters'));
  if (readsAll) return ['DRAFT', 'SUBMITTED', 'DECIDED'];
  permit(person, 'readSubmittedMatters', boardId, id);
  return ['SUBMITTED', 'DECIDED'];
}
