import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { permit, type Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, type Id, idOf, planIdOf, planOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { AddActivity, AddGoal, AdoptMeasure, AdoptPlan, ChangeActivityDates, RewordActivity } from './plan.command.js';
import { PlanConnection, PlanRow, Plans } from './plans.view.js';

/** Accepts the commands that adopt and change a plan, and answers queries for plans. */
@Resolver(() => PlanRow)
export class PlansResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Plans,
    private readonly asOf: AsOfLookup,
  ) {}

  @Mutation(() => PlanRow, { description: 'Records that the board adopted its plan for a year.' })
  async adoptPlan(@Args('input') input: AdoptPlan, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planIdOf(input.boardId, input.year));
  }

  @Mutation(() => PlanRow, { description: 'Records that the board added a goal to its plan.' })
  async addGoal(@Args('input') input: AddGoal, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.planId);
  }

  @Mutation(() => PlanRow, { description: 'Records that the board adopted a measure for a goal.' })
  async adoptMeasure(@Args('input') input: AdoptMeasure, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.goalId));
  }

  @Mutation(() => PlanRow, { description: 'Records that the board added an activity to a goal.' })
  async addActivity(@Args('input') input: AddActivity, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.goalId));
  }

  @Mutation(() => PlanRow, { description: "Records that the board changed an activity's dates by a decision." })
  async changeActivityDates(@Args('input') input: ChangeActivityDates, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.activityId));
  }

  @Mutation(() => PlanRow, { description: "Records that the board changed an activity's heading and description." })
  async rewordActivity(@Args('input') input: RewordActivity, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.activityId));
  }

  @Query(() => PlanRow)
  async plan(
    @Args('id', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<PlanRow> {
    const id = idOf('Plan', text);
    permit(person, 'readPlans', boardOf(id), id);
    return this.shown(id, await this.asOf.momentOf(asOf, person));
  }

  @Query(() => PlanConnection, { description: 'The plans of a board, oldest year first.' })
  async plans(
    @Args('boardId', { type: () => ID }) text: string,
    @Args() page: PageArgs,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<PlanConnection> {
    const boardId = idOf('Board', text);
    permit(person, 'readPlans', boardId, boardId);
    return this.view.of(boardId, page, await this.asOf.momentOf(asOf, person));
  }

  private async shown(id: Id<'Plan'>, moment: Moment | null = null): Promise<PlanRow> {
    const plan = await this.view.one(id, moment);
    if (plan === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return plan;
  }
}
