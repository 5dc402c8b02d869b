import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { boardsFor, type Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, idOf } from '../kernel/identity.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../plans/tertial-view/tertial-view.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { difference, lastReviewed } from './difference.js';
import { drift, figuresFor } from './figures.js';
import type { MatterStatus } from './matter-process.js';
import { MatterRow, MatterStatusEnum } from './matter-row.view.js';
import { DifferenceRow, FigureDriftRow } from './matter-version-row.view.js';
import { readingOf } from './matter-view.js';
import { waitingInMatter } from './matter-waiting.js';
import { MatterConnection, Matters } from './matters.view.js';

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

  @Query(() => MatterConnection, { description: 'Oldest first.' })
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
      'The figures of the newest version that no longer agree with the follow-up as it is at the same moment.',
  })
  async drift(@Parent() { versions, moment = null }: MatterRow): Promise<FigureDriftRow[]> {
    const version = versions.at(-1);
    if (version === undefined || version.figureSource === null || version.figures.length === 0) return [];
    const { planId, tertial } = version.figureSource;
    const view = await this.tertialViews.one(planId, tertial, moment);
    return view === null ? [] : drift(version, figuresFor(version.figurePoints, version.figureSource, view));
  }

  @ResolveField(() => DifferenceRow, {
    nullable: true,
    description: 'Since the version that you, or whoever held your step, gave a verdict on. Null: you have read none.',
  })
  changesSinceReviewed(
    @Parent() { boardId, versions, verdicts }: MatterRow,
    @Caller() person: Person,
  ): DifferenceRow | null {
    const grants = person.grants.filter((grant) => grant.boardId === boardId);
    const read = lastReviewed(verdicts, person.personId, grants);
    const [from, to] = [versions.find(({ number }) => number === read), versions.at(-1)];
    return from === undefined || to === undefined ? null : difference(from, to);
  }
}

@Resolver(() => WaitingForMe)
export class MattersWaitingResolver {
  constructor(private readonly view: Matters) {}

  @ResolveField(() => [WaitingRow])
  async matters(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(boardsFor(person, 'readMatters'));
    return found.flatMap((one) => waitingInMatter(person, one));
  }
}
