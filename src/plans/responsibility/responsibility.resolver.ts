import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { boardOf, type Id, idOf, planOf } from '../../kernel/identity.js';
import { permit, type Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import type { Tertial } from '../../kernel/tertial.js';
import { DIRECTORY, type ReadDirectory } from '../../people/directory.js';
import { AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { TertialEnum } from '../../platform/graphql-types/values.view.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { goalFold } from '../goal.js';
import { planFold } from '../plan.js';
import { PlanRow, Plans } from '../plans.view.js';
import { reporting } from './reporting.js';
import { ReportingRow } from './reporting.view.js';
import { AssignActivity, RemindReporters } from './responsibility.command.js';

/** Accepts the commands about who answers for activities, and tells who has not reported. */
@Resolver(() => PlanRow)
export class ResponsibilityResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly plans: Plans,
    private readonly asOf: AsOfLookup,
    @Inject(DIRECTORY) private readonly directory: ReadDirectory,
  ) {}

  @Mutation(() => PlanRow, {
    description: 'Gives an activity another responsible unit or person of the register, or none.',
  })
  async assignActivity(@Args('input') input: AssignActivity, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    const planId = planOf(input.activityId);
    const plan = await this.plans.one(planId, null);
    if (plan === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    return plan;
  }

  @Mutation(() => [ReportingRow], {
    description:
      'Reminds those who have not reported. Somebody is reminded of a follow-up once a day at most; when all have been, ' +
      'the answer is REMINDED_TODAY.',
  })
  async remindReporters(@Args('input') input: RemindReporters, @Caller() person: Person): Promise<ReportingRow[]> {
    await this.gateway.submit(input, person);
    return this.reportingOf(input.planId, input.tertial);
  }

  @Query(() => [ReportingRow], {
    description: 'What each responsible unit and person has to report for a tertial today, and what is missing.',
  })
  async reporting(
    @Args('planId', { type: () => ID }) text: string,
    @Args('tertial', { type: () => TertialEnum }) tertial: Tertial,
    @Caller() person: Person,
  ): Promise<ReportingRow[]> {
    const planId = idOf('Plan', text);
    permit(person, 'readReporting', boardOf(planId), planId);
    return this.reportingOf(planId, tertial);
  }

  private async reportingOf(planId: Id<'Plan'>, tertial: Tertial): Promise<ReportingRow[]> {
    const states = this.asOf.states(null);
    const plan = await states.one(planFold, planId);
    if (plan === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    const goals = (await states.parts(goalFold, [planId])).filter((goal) => goal !== null);
    return reporting(plan, goals, tertial, await this.directory.reportersToday(boardOf(planId)));
  }
}
