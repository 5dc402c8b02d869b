import { Args, Field, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { permit, type Person } from '../../kernel/permissions.js';
import { planIdOf } from '../../kernel/identity.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { PlanRow, Plans } from '../plans.view.js';
import { FileImportRow } from './file-import-row.view.js';
import { ImportPlan } from './import-plan.command.js';

@ObjectType('PlanImport')
export class PlanImportRow extends FileImportRow {
  @Field(() => Int)
  readonly goals!: number;

  @Field(() => Int)
  readonly activities!: number;

  @Field(() => PlanRow, { nullable: true, description: 'The imported plan. Null after a dry run.' })
  readonly plan!: PlanRow | null;
}

@Resolver(() => PlanImportRow)
export class PlanImportResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly plans: Plans,
  ) {}

  @Mutation(() => PlanImportRow, {
    description:
      'Records an adopted plan from a CSV or XLSX file. A file with any fault gives IMPORT_FAULTS, except in a dry run.',
  })
  async importPlan(@Args('input') input: ImportPlan, @Caller() person: Person): Promise<PlanImportRow> {
    const { boardId, year, dryRun } = input;
    const planId = planIdOf(boardId, year);
    permit(person, 'importPlan', boardId, planId);
    const { goals, ...read } = await input.read();
    // Rule 124: a dry run answers with the faults. Without any, it asks the rule as the import does.
    if (!dryRun || read.faults.length === 0) await this.gateway.submit(input, person);
    return {
      goals: goals.length,
      activities: goals.reduce((sum, { activities }) => sum + activities.length, 0),
      ...read,
      plan: dryRun ? null : await this.plans.one(planId, null),
    };
  }
}
