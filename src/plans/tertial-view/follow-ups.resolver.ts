import { Inject } from '@nestjs/common';
import { Args, Extensions, ID, Mutation, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { permit, type Person } from '../../kernel/permissions.js';
import { reachOf } from '../../kernel/reach.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { boardOf, type Id, idOf, planOf } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import type { Tertial } from '../../kernel/tertial.js';
import { byUrgency } from '../../kernel/waiting.js';
import { AsOfArgs, AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { DIRECTORY, type ReadDirectory, type Reporters } from '../../people/directory.js';
import { SHARED } from '../../platform/graphql/shared-results.service.js';
import { TertialEnum } from '../../platform/graphql-types/values.view.js';
import { WaitingForMe, WaitingRow } from '../../platform/graphql-types/waiting.view.js';
import { CurrentStates } from '../../platform/projections/current-states.service.js';
import { LiveQueries } from '../../platform/projections/live-query.service.js';
import { Clock } from '../../platform/runtime/clock.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import {
  AssessGoal,
  CloseFollowUp,
  CorrectAssessment,
  CorrectMeasure,
  CorrectStatus,
  OpenFollowUp,
  ReportMeasure,
  ReportStatus,
} from '../follow-up.command.js';
import { isUnreported, type OpenFollowUp as ShownFollowUp, waitingInFollowUp } from './follow-up-waiting.js';
import { TertialViewRow } from './tertial-view-row.view.js';
import { TertialViews } from './tertial-views.view.js';

/** Accepts the commands of a follow-up. Answers every command and query with the tertial view. */
@Resolver(() => TertialViewRow)
export class FollowUpsResolver {
  readonly #followed: LiveQueries<TertialViewRow>;

  constructor(
    private readonly gateway: CommandGateway,
    private readonly views: TertialViews,
    private readonly asOf: AsOfLookup,
    states: CurrentStates,
  ) {
    this.#followed = new LiveQueries(states);
  }

  @Mutation(() => TertialViewRow)
  async openFollowUp(@Args('input') input: OpenFollowUp, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.planId, input.tertial);
  }

  @Mutation(() => TertialViewRow, {
    description: 'Closes the follow-up of a tertial. Afterwards the service accepts only corrections.',
  })
  async closeFollowUp(@Args('input') input: CloseFollowUp, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.planId, input.tertial);
  }

  @Mutation(() => TertialViewRow)
  async reportStatus(@Args('input') input: ReportStatus, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.activityId), input.tertial);
  }

  @Mutation(() => TertialViewRow, { description: 'Corrects an activity status. The log keeps the wrong status.' })
  async correctStatus(@Args('input') input: CorrectStatus, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.activityId), input.tertial);
  }

  @Mutation(() => TertialViewRow, { description: 'Reports the outcome of a measure in a tertial.' })
  async reportMeasure(@Args('input') input: ReportMeasure, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.measureId), input.tertial);
  }

  @Mutation(() => TertialViewRow, { description: 'Corrects a measure outcome. The log keeps the wrong outcome.' })
  async correctMeasure(@Args('input') input: CorrectMeasure, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.measureId), input.tertial);
  }

  @Mutation(() => TertialViewRow)
  async assessGoal(@Args('input') input: AssessGoal, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.goalId), input.tertial);
  }

  @Mutation(() => TertialViewRow, { description: 'Corrects a goal assessment. The log keeps the wrong assessment.' })
  async correctAssessment(@Args('input') input: CorrectAssessment, @Caller() person: Person): Promise<TertialViewRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.goalId), input.tertial);
  }

  @Query(() => TertialViewRow)
  async tertialView(
    @Args('planId', { type: () => ID }) text: string,
    @Args('tertial', { type: () => TertialEnum }) tertial: Tertial,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<TertialViewRow> {
    const planId = this.readable(text, person);
    return this.shown(planId, tertial, await this.asOf.momentOf(asOf, person));
  }

  @Subscription(() => TertialViewRow, {
    description: 'Sends the tertial view at once, and sends the newest view again when the view has changed.',
    resolve: (view: TertialViewRow) => view,
  })
  @Extensions({ [SHARED]: true })
  async tertialViewChanged(
    @Args('planId', { type: () => ID }) text: string,
    @Args('tertial', { type: () => TertialEnum }) tertial: Tertial,
    @Caller() person: Person,
  ): Promise<AsyncIterableIterator<TertialViewRow>> {
    const planId = this.readable(text, person);
    return this.#followed.follow({
      name: `${planId} ${tertial}`,
      wholes: await this.views.wholesOf(planId),
      read: () => this.shown(planId, tertial),
    });
  }

  private readable(text: string, person: Person): Id<'Plan'> {
    const planId = idOf('Plan', text);
    permit(person, 'readPlans', boardOf(planId), planId);
    return planId;
  }

  private async shown(planId: Id<'Plan'>, tertial: Tertial, moment: Moment | null = null): Promise<TertialViewRow> {
    const view = await this.views.one(planId, tertial, moment);
    if (view === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    return view;
  }
}

@Resolver(() => WaitingForMe)
export class FollowUpsWaitingResolver {
  constructor(
    private readonly view: TertialViews,
    private readonly clock: Clock,
    @Inject(DIRECTORY) private readonly directory: ReadDirectory,
  ) {}

  @ResolveField(() => [WaitingRow])
  async followUps(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.openOf(reachOf(person, 'readPlans'));
    const boards = [...Map.groupBy(found, ({ boardId }) => boardId)];
    const tasks = boards.map(async ([boardId, views]) => {
      const reporters = await this.reportersOf(boardId, views);
      return views.flatMap((view) => waitingInFollowUp(person, view, this.clock.today(), reporters));
    });
    return byUrgency((await Promise.all(tasks)).flat());
  }

  /** Reads the register only when an unreported activity has somebody responsible. */
  private async reportersOf(boardId: Id<'Board'>, views: readonly ShownFollowUp[]): Promise<Reporters> {
    const unreported = views.flatMap(({ goals }) => goals.flatMap(({ activities }) => activities.filter(isUnreported)));
    if (unreported.every(({ responsible }) => responsible === null)) return { units: [], clerks: null };
    return this.directory.reportersToday(boardId);
  }
}
