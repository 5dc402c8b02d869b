import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import type { Person } from '../kernel/act.js';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import { may, permit, rolesFor } from '../kernel/may.js';
import { Refusal } from '../kernel/refusal.js';
import { Caller } from '../platform/caller.resolver.js';
import { PageArgs } from '../platform/connection.view.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../plans/tertial-view-reading.js';
import { difference, lastReviewed } from './difference.js';
import { drift, figuresFor } from './figures.js';
import type { MatterStatus } from './matter-process.js';
import { MatterRow, MatterStatusEnum } from './matter-row.view.js';
import { DifferenceRow, FigureDriftRow } from './matter-version-row.view.js';
import { MatterConnection, Matters, type Reading } from './matters.view.js';

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
    @Inject(TERTIAL_VIEWS) private readonly tertialViews: ReadTertialViews,
  ) {}

  @Query(() => MatterRow)
  async matter(@Args('id', { type: () => ID }) text: string, @Caller() person: Person): Promise<MatterRow> {
    const id = idOf('Matter', text);
    const matter = await this.view.one(id, readingOf(person, boardOf(id), id));
    if (matter === null) throw new Refusal('NOT_FOUND', { id });
    return matter;
  }

  @Query(() => MatterConnection, { description: 'Oldest first.' })
  async matters(@Args() args: MattersArgs, @Caller() person: Person): Promise<MatterConnection> {
    const boardId = idOf('Board', args.boardId);
    const reading = readingOf(person, boardId, boardId);
    return this.view.of({ boardId, status: args.status ?? null, reading }, args);
  }

  @ResolveField(() => [FigureDriftRow], {
    description: 'The figures of the newest version that no longer agree with the follow-up as it is now.',
  })
  async drift(@Parent() { versions }: MatterRow): Promise<FigureDriftRow[]> {
    const version = versions.at(-1);
    if (version === undefined || version.figureSource === null || version.figures.length === 0) return [];
    const { planId, tertial } = version.figureSource;
    const view = await this.tertialViews.one(planId, tertial);
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

/** The board's members read what was summoned to them; drafts and reviews are the administration's own. */
function readingOf(person: Person, boardId: Id<'Board'>, id: string): Reading {
  if (rolesFor(person, boardId).some((role) => may(role, 'readMatters'))) return 'WHOLE';
  permit(person, 'readSubmittedMatters', boardId, id);
  return 'AS_SUMMONED';
}
