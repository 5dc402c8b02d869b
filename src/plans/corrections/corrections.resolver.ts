import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { goalOf, type Id, planOf } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { PlanRow, Plans } from '../plans.view.js';
import {
  CorrectActivityDecision,
  CorrectChangeDecision,
  CorrectGoalDecision,
  CorrectMeasureDecision,
} from './decision-correcting.command.js';
import {
  MoveCutOff,
  RedefineMeasure,
  RenameGoal,
  ReopenFollowUp,
  ReplacePlan,
  StrikeActivity,
  StrikeGoal,
  StrikeMeasure,
} from './corrections.command.js';

/** Accepts the corrections of a plan and its follow-ups. Answers each with the plan. */
@Resolver(() => PlanRow)
export class CorrectionsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Plans,
  ) {}

  @Mutation(() => PlanRow, {
    description: 'Moves the cut-off date of an open follow-up. The log keeps the wrong date.',
  })
  async moveCutOff(@Args('input') input: MoveCutOff, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.planId);
  }

  @Mutation(() => PlanRow, {
    description:
      'Opens a closed follow-up again. A report that the board has gives REPORT_BEFORE_BOARD, and one that the board has ' +
      'decided on gives REPORT_DECIDED.',
  })
  async reopenFollowUp(@Args('input') input: ReopenFollowUp, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.planId);
  }

  @Mutation(() => PlanRow, {
    description:
      'Replaces a plan that was recorded wrong, whole, before its first follow-up. A follow-up gives PLAN_FOLLOWED_UP. ' +
      'The goals get new ids.',
  })
  async replacePlan(@Args('input') input: ReplacePlan, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.planId);
  }

  @Mutation(() => PlanRow, { description: 'Corrects the title of a goal. The log keeps the wrong title.' })
  async renameGoal(@Args('input') input: RenameGoal, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.goalId));
  }

  @Mutation(() => PlanRow, {
    description:
      'Corrects the name and the target of a measure. The log keeps the wrong ones. An outcome of an open follow-up no ' +
      'longer says whether the target is reached, when the target was another.',
  })
  async redefineMeasure(@Args('input') input: RedefineMeasure, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(goalOf(input.measureId)));
  }

  @Mutation(() => PlanRow, {
    description:
      'Strikes a measure that was recorded by mistake. A measure that has been followed up gives ALREADY_FOLLOWED_UP, ' +
      'and one in a report that the board has decided on IN_DECIDED_REPORT.',
  })
  async strikeMeasure(@Args('input') input: StrikeMeasure, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(goalOf(input.measureId)));
  }

  @Mutation(() => PlanRow, {
    description:
      'Strikes a goal that was recorded by mistake, with its measures and activities. A goal that has been followed up ' +
      'gives ALREADY_FOLLOWED_UP, and one in a report that the board has decided on IN_DECIDED_REPORT.',
  })
  async strikeGoal(@Args('input') input: StrikeGoal, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.goalId));
  }

  @Mutation(() => PlanRow, {
    description:
      'Strikes an activity that was recorded by mistake. An activity that has been followed up gives ALREADY_FOLLOWED_UP, ' +
      'and one in a report that the board has decided on IN_DECIDED_REPORT.',
  })
  async strikeActivity(@Args('input') input: StrikeActivity, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(goalOf(input.activityId)));
  }

  @Mutation(() => PlanRow, {
    description:
      'Corrects the reference to the decision that added a goal during the year. The day stays in its tertial, or it gives ' +
      'DECISION_IN_ANOTHER_TERTIAL. The expected revision is that of the plan.',
  })
  async correctGoalDecision(@Args('input') input: CorrectGoalDecision, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(input.goalId));
  }

  @Mutation(() => PlanRow, {
    description:
      'Corrects the reference to the decision that added a measure during the year. The day stays in its tertial, or it ' +
      'gives DECISION_IN_ANOTHER_TERTIAL.',
  })
  async correctMeasureDecision(
    @Args('input') input: CorrectMeasureDecision,
    @Caller() person: Person,
  ): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(goalOf(input.measureId)));
  }

  @Mutation(() => PlanRow, {
    description:
      'Corrects the reference to the decision that added an activity during the year. The day stays in its tertial, or it ' +
      'gives DECISION_IN_ANOTHER_TERTIAL.',
  })
  async correctActivityDecision(
    @Args('input') input: CorrectActivityDecision,
    @Caller() person: Person,
  ): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(goalOf(input.activityId)));
  }

  @Mutation(() => PlanRow, {
    description:
      'Corrects the reference to a decision that changed the dates or the words of an activity: the newest, or the one ' +
      'with a number. A number that no change has gives NO_SUCH_CHANGE.',
  })
  async correctChangeDecision(@Args('input') input: CorrectChangeDecision, @Caller() person: Person): Promise<PlanRow> {
    await this.gateway.submit(input, person);
    return this.shown(planOf(goalOf(input.activityId)));
  }

  private async shown(id: Id<'Plan'>): Promise<PlanRow> {
    const plan = await this.view.one(id, null);
    if (plan === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return plan;
  }
}
