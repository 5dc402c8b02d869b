import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { boardOf, type Id, idOf, matterIdOf } from '../kernel/identity.js';
import { grantsFor, type Person } from '../kernel/permissions.js';
import { reachOf, reachOfBoard } from '../kernel/reach.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { byUrgency } from '../kernel/waiting.js';
import { HOLDERS, type ReadHolders } from '../people/holders.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../plans/tertial-view/tertial-view.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { OrderedPageArgs } from '../platform/graphql-types/connection.view.js';
import { StuckRow, StuckTextRow } from '../platform/graphql-types/stuck.view.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { stuckAtBoards } from '../reviews/stuck.js';
import { difference, lastReviewed } from './difference.js';
import { drift, figuresFor } from './figures.js';
import { MatterDrafts } from './matter-drafts.service.js';
import type { MatterStatus } from './matter-process.js';
import { DifferenceRow, DraftRow, FigureDriftRow, ReportDifferenceRow } from './matter-version-row.view.js';
import { readingOf } from './matter-view.js';
import { stuckMatter, waitingInMatter } from './matter-waiting.js';
import { AcceptReportChange, ClearMatterDraft, OpenMatter, ReviewMatter } from './matter.command.js';
import { SaveMatterDraft, SubmitMatter } from './matter.command.js';
import { MatterConnection, MatterRow, Matters, MatterStatusEnum } from './matters.view.js';
import { AddOtherPoint, AddRemovalPoint, AddReportPoint, StrikePoint } from './points.command.js';

/** The API's commands on matters: decision points, drafts, versions and reviews. */
@Resolver(() => MatterRow)
export class MatterCommandsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Matters,
    private readonly drafts: MatterDrafts,
  ) {}

  @Mutation(() => MatterRow)
  async openMatter(@Args('input') input: OpenMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(matterIdOf(input.boardId, input.dnr));
  }

  @Mutation(() => MatterRow, { description: "Adds a decision point for the board to approve a follow-up's report." })
  async addReportPoint(@Args('input') input: AddReportPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, {
    description:
      'Adds a decision point that asks the board to take the activity of a reviewed proposal out of the plan.',
  })
  async addRemovalPoint(@Args('input') input: AddRemovalPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Adds a decision point with your own wording for the board to decide.' })
  async addOtherPoint(@Args('input') input: AddOtherPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Strikes a decision point. A decided point gives POINT_DECIDED.' })
  async strikePoint(@Args('input') input: StrikePoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, {
    description: 'Makes a version from the draft and the decision points, and submits the version for review.',
  })
  async submitMatter(@Args('input') input: SubmitMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Gives your verdict on a matter at your step of the review chain.' })
  async reviewMatter(@Args('input') input: ReviewMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, {
    description: 'Accepts, as a reviewer who has approved the matter, that its report has changed since.',
  })
  async acceptReportChange(@Args('input') input: AcceptReportChange, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => DraftRow, { description: 'Saves a draft. You become a co-author and may not review the matter.' })
  saveMatterDraft(@Args('input') input: SaveMatterDraft, @Caller() person: Person): Promise<DraftRow> {
    return this.drafts.save(input, person);
  }

  @Mutation(() => DraftRow, { description: 'Clears the draft. The next draft begins with the newest version, if any.' })
  clearMatterDraft(@Args('input') input: ClearMatterDraft, @Caller() person: Person): Promise<DraftRow> {
    return this.drafts.clear(input, person);
  }

  @Query(() => DraftRow, { description: 'The draft of the next version. Only clerks and reviewers may read it.' })
  matterDraft(@Args('matterId', { type: () => ID }) text: string, @Caller() person: Person): Promise<DraftRow> {
    return this.drafts.read(idOf('Matter', text), person);
  }

  private async shown(id: Id<'Matter'>): Promise<MatterRow> {
    const matter = await this.view.one(id, 'WHOLE', null);
    if (matter === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return matter;
  }
}

@ArgsType()
class MattersArgs extends OrderedPageArgs {
  @Field(() => ID)
  readonly boardId!: string;

  @Field(() => MatterStatusEnum, { nullable: true })
  @IsOptional()
  readonly status?: MatterStatus | null;
}

@Resolver(() => MatterRow)
export class MattersResolver {
  constructor(
    private readonly view: Matters,
    private readonly asOf: AsOfLookup,
    @Inject(TERTIAL_VIEWS) private readonly tertialViews: ReadTertialViews,
  ) {}

  @Query(() => MatterRow)
  async matter(
    @Args('id', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<MatterRow> {
    const id = idOf('Matter', text);
    const reading = readingOf(person, boardOf(id), id);
    const matter = await this.view.one(id, reading, await this.asOf.momentOf(asOf, person));
    if (matter === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return matter;
  }

  @Query(() => MatterConnection, { description: 'The matters of a board, oldest first.' })
  async matters(
    @Args() args: MattersArgs,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<MatterConnection> {
    const boardId = idOf('Board', args.boardId);
    const reading = readingOf(person, boardId, boardId);
    const moment = await this.asOf.momentOf(asOf, person);
    return this.view.of({ boardId, status: args.status ?? null, reading }, args, moment);
  }

  @ResolveField(() => [FigureDriftRow], {
    description:
      'The computed numbers and sentences of the newest version that have changed since the submission of that version.',
  })
  async drift(@Parent() { versions, moment = null }: MatterRow): Promise<FigureDriftRow[]> {
    const version = versions.at(-1);
    if (version === undefined || version.figureSource === null || version.figures.length === 0) return [];
    const { planId, tertial } = version.figureSource;
    const view = await this.tertialViews.one(planId, tertial, moment);
    return view === null ? [] : drift(version, figuresFor(version.figurePoints, version.figureSource, view));
  }

  @ResolveField(() => ReportDifferenceRow, {
    nullable: true,
    description:
      'What differs now in the reports that the newest version puts to the board. Null when nothing does. A change ' +
      'makes the approvals void and a summons refused until the matter is submitted anew or each reviewer accepts it.',
  })
  reportDifference(@Parent() row: MatterRow, @Caller() person: Person): Promise<ReportDifferenceRow | null> {
    return this.view.reportDifference(row, readingOf(person, row.boardId, row.id));
  }

  @ResolveField(() => DifferenceRow, {
    nullable: true,
    description:
      'The changes since the last version that got a verdict from you or at your step. Null without such a verdict.',
  })
  changesSinceReviewed(
    @Parent() { boardId, versions, verdicts }: MatterRow,
    @Caller() person: Person,
  ): DifferenceRow | null {
    const read = lastReviewed(verdicts, person.personId, grantsFor(person, boardId));
    const [from, to] = [versions.find(({ number }) => number === read), versions.at(-1)];
    return from === undefined || to === undefined ? null : difference(from, to);
  }
}

@Resolver(() => WaitingForMe)
export class MattersWaitingResolver {
  constructor(
    private readonly view: Matters,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @ResolveField(() => [WaitingRow])
  async matters(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(reachOf(person, 'readMatters'));
    const tasks = found.map(async (one) => {
      const difference = await this.view.reportDifference(one, 'WHOLE');
      return waitingInMatter(person, one, difference?.voidApprovals ?? []);
    });
    const stuck = await stuckAtBoards(person, this.holders, found, stuckMatter);
    return byUrgency([...(await Promise.all(tasks)).flat(), ...stuck]);
  }
}

@Resolver(() => StuckRow)
export class MattersStuckResolver {
  constructor(
    private readonly view: Matters,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @ResolveField(() => [StuckTextRow])
  async matters(@Parent() { boardId }: StuckRow): Promise<StuckTextRow[]> {
    const people = await this.holders.today(boardId);
    if (people === null) return [];
    return (await this.view.waiting(reachOfBoard(boardId))).flatMap((one) => stuckMatter(one, people) ?? []);
  }
}
