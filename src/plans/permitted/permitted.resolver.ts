import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ReadState } from '../../kernel/fold.js';
import { boardOf } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import type { Tertial } from '../../kernel/tertial.js';
import { PermittedCommands, PermittedField } from '../../platform/graphql/permitted.service.js';
import { PermittedRow } from '../../platform/graphql-types/permitted.view.js';
import { TertialEnum } from '../../platform/graphql-types/values.view.js';
import { ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { MattersOfBoard } from '../corrections/matters-of-board.service.js';
import {
  readGuardOfFulfilment,
  readGuardsOfActivity,
  readGuardsOfFollowUp,
  readGuardsOfGoal,
  readGuardsOfMeasure,
  readGuardsOfPlan,
} from './plan-permitted.js';
import { ActivityRow, FollowUpRow, GoalRow, MeasureRow, PlanRow } from '../plans.view.js';

@Resolver(() => PlanRow)
export class PermittedOnPlanResolver {
  constructor(private readonly commands: PermittedCommands) {}

  @PermittedField()
  permitted(@Parent() plan: PlanRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.commands.about(plan, reader, (read, act) => readGuardsOfPlan(plan.id, read, act));
  }
}

@Resolver(() => FollowUpRow)
export class PermittedOnFollowUpResolver {
  constructor(
    private readonly commands: PermittedCommands,
    private readonly matters: MattersOfBoard,
  ) {}

  @PermittedField()
  permitted(@Parent() followUp: FollowUpRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.commands.about(followUp, reader, (read, act) => {
      const readMatters = () => this.matters.read(boardOf(followUp.planId), read);
      return readGuardsOfFollowUp(followUp, read, readMatters, act);
    });
  }
}

/** Argument of the fields that tell about reports, which are for a tertial. */
function ForTertial(): ParameterDecorator {
  return Args('tertial', {
    type: () => TertialEnum,
    nullable: true,
    description: 'The tertial of reports and corrections. Null means that of the newest follow-up of the plan.',
  });
}

/** Argument of the fields that tell about many things at once. */
function Only(): ParameterDecorator {
  return Args('only', {
    type: () => [String],
    nullable: true,
    description:
      'The commands to tell about, at most 50. Null means all. Whoever lists many things asks about the few that it shows.',
  });
}

@Resolver(() => GoalRow)
export class PermittedOnGoalResolver {
  constructor(
    private readonly commands: PermittedCommands,
    private readonly matters: MattersOfBoard,
  ) {}

  @PermittedField()
  permitted(
    @Parent() goal: GoalRow,
    @ReadBy() reader: Reader,
    @ForTertial() tertial: Tertial | null = null,
  ): Promise<PermittedRow[] | null> {
    return this.commands.about(goal, reader, (read, act) => {
      const readMatters = () => this.matters.read(boardOf(goal.id), read);
      return readGuardsOfGoal({ id: goal.id, tertial }, read, readMatters, act);
    });
  }

  @ResolveField(() => PermittedRow, {
    nullable: true,
    description:
      'Whether what is reported now lets a clerk assess the goal as fulfilled. The refusal names what stands in the ' +
      'way. Null in an answer with asOf.',
  })
  async fulfilment(
    @Parent() goal: GoalRow,
    @ReadBy() reader: Reader,
    @ForTertial() tertial: Tertial | null = null,
  ): Promise<PermittedRow | null> {
    const told = await this.commands.about(goal, reader, (read) =>
      readGuardOfFulfilment({ id: goal.id, tertial }, read),
    );
    return told?.[0] ?? null;
  }
}

@Resolver(() => MeasureRow)
export class PermittedOnMeasureResolver {
  constructor(
    private readonly commands: PermittedCommands,
    private readonly matters: MattersOfBoard,
  ) {}

  @PermittedField()
  permitted(
    @Parent() measure: MeasureRow,
    @ReadBy() reader: Reader,
    @ForTertial() tertial: Tertial | null = null,
  ): Promise<PermittedRow[] | null> {
    const about = { id: measure.measureId, tertial };
    return this.commands.about(measure, reader, (read, act) => {
      const readMatters = () => this.matters.read(boardOf(about.id), read);
      return readGuardsOfMeasure(about, read, readMatters, act);
    });
  }
}

@Resolver(() => ActivityRow)
export class PermittedOnActivityResolver {
  constructor(
    private readonly commands: PermittedCommands,
    private readonly matters: MattersOfBoard,
  ) {}

  @PermittedField()
  permitted(
    @Parent() activity: ActivityRow,
    @ReadBy() reader: Reader,
    @ForTertial() tertial: Tertial | null = null,
    @Only() only: readonly string[] | null = null,
  ): Promise<PermittedRow[] | null> {
    const about = { id: activity.id, tertial };
    const guards = (read: ReadState, act: Act) => {
      const readMatters = () => this.matters.read(boardOf(activity.id), read);
      return readGuardsOfActivity(about, read, readMatters, act);
    };
    return this.commands.about(activity, reader, guards, only);
  }
}
