import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { boardOf, idOf } from '../../kernel/identity.js';
import { permit, type Person } from '../../kernel/permissions.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { PlanComparisons } from '../plan-comparisons.service.js';
import { ComparedInput, PlanComparisonRow } from './plan-comparison.view.js';

/** What has become of a plan, from one moment or tertial to another. */
@Resolver(() => PlanComparisonRow)
export class PlanComparisonResolver {
  constructor(private readonly comparisons: PlanComparisons) {}

  @Query(() => PlanComparisonRow, { description: 'Two moments, or two tertials, of a plan beside each other.' })
  async comparePlan(
    @Args('planId', { type: () => ID }) text: string,
    @Args('from') from: ComparedInput,
    @Args('to') to: ComparedInput,
    @Caller() person: Person,
  ): Promise<PlanComparisonRow> {
    const planId = idOf('Plan', text);
    permit(person, 'readPlans', boardOf(planId), planId);
    return this.comparisons.between(planId, from, to, person);
  }
}
