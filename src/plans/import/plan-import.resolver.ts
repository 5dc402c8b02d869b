import { Inject } from '@nestjs/common';
import { Args, Field, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { permit } from '../../kernel/permissions.js';
import { planIdOf } from '../../kernel/identity.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { faultyRowsOnDemand } from '../../platform/spreadsheets/faulty-rows.service.js';
import { DIRECTORY, type ReadDirectory } from '../../people/directory.js';
import { matchResponsibles, type Unmatched } from '../responsibility/assigning.js';
import { PlanRow, Plans } from '../plans.view.js';
import { FileImportRow } from '../../platform/spreadsheets/file-import-row.view.js';
import { ImportPlan } from './import-plan.command.js';

@ObjectType('UnmatchedResponsible', {
  description: 'A responsible unit of the file that the register does not have, or has more than once.',
})
export class UnmatchedRow implements Unmatched {
  @Field({ description: 'The text of the file.' })
  readonly name!: string;

  @Field(() => String, {
    description: 'UNKNOWN when no unit or person of the board has the name, AMBIGUOUS when several have.',
  })
  readonly problem!: Unmatched['problem'];

  @Field(() => Int, { description: 'The number of activities with this responsible unit.' })
  readonly activities!: number;
}

@ObjectType('PlanImport')
export class PlanImportRow extends FileImportRow {
  @Field(() => Int)
  readonly goals!: number;

  @Field(() => Int)
  readonly activities!: number;

  @Field(() => [UnmatchedRow], {
    description:
      'Responsible units that are in no register. Their activities have the text alone, until assignActivity gives them one.',
  })
  readonly unmatched!: readonly UnmatchedRow[];

  @Field(() => PlanRow, { nullable: true, description: 'The imported plan. Null after a dry run.' })
  readonly plan!: PlanRow | null;
}

@Resolver(() => PlanImportRow)
export class PlanImportResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly plans: Plans,
    @Inject(DIRECTORY) private readonly directory: ReadDirectory,
  ) {}

  @Mutation(() => PlanImportRow, {
    description:
      'Records an adopted plan from a CSV or XLSX file. A file with any fault gives IMPORT_FAULTS, except in a dry run.',
  })
  async importPlan(@Args('input') input: ImportPlan, @ReadBy() { person, language }: Reader): Promise<PlanImportRow> {
    const { boardId, year, dryRun } = input;
    const planId = planIdOf(boardId, year);
    permit(person, 'importPlan', boardId, planId);
    const { goals, table, ...read } = await input.read();
    // Rule 124: a dry run answers with the faults. Without any, it asks the rule as the import does.
    if (!dryRun || read.faults.length === 0) await this.gateway.submit(input, person);
    const atFault = faultyRowsOnDemand(table, read.faults, language);
    return {
      goals: goals.length,
      activities: goals.reduce((sum, { activities }) => sum + activities.length, 0),
      ...read,
      get faultyRows() {
        return atFault();
      },
      unmatched: matchResponsibles(goals, await this.directory.of(boardId)).unmatched,
      plan: dryRun ? null : await this.plans.one(planId, null),
    };
  }
}
