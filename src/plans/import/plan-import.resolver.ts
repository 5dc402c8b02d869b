import { Inject } from '@nestjs/common';
import { Args, Field, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { permit, type Person } from '../../kernel/permissions.js';
import { planIdOf } from '../../kernel/identity.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { DIRECTORY, type ReadDirectory } from '../../people/directory.js';
import { matchResponsibles, type Unmatched } from '../responsibility/assigning.js';
import { PlanRow, Plans } from '../plans.view.js';
import type { TextEncoding } from '../../kernel/text-encoding.js';
import { ImportPlan } from './import-plan.command.js';
import type { CellCounts, RowCounts } from './table.js';

@ObjectType('ImportFault')
class ImportFaultRow {
  @Field(() => Int, { description: 'The row number in the spreadsheet. The headings are row 1.' })
  readonly row!: number;

  @Field()
  readonly column!: string;

  @Field()
  readonly problem!: string;

  @Field()
  readonly value!: string;
}

@ObjectType('ImportedRows', {
  description: 'The numbers of rows below the headings: read = used + blank + refused.',
})
export class ImportedRowsRow implements RowCounts {
  @Field(() => Int)
  readonly read!: number;

  @Field(() => Int, { description: 'Rows that the import takes. Zero when the file has a fault.' })
  readonly used!: number;

  @Field(() => Int)
  readonly blank!: number;

  @Field(() => Int, { description: 'Rows that are not blank, of a file with a fault.' })
  readonly refused!: number;
}

@ObjectType('ImportedCells', {
  description: 'The numbers of cells below the headings that are not blank: read = used + ignored + refused.',
})
export class ImportedCellsRow implements CellCounts {
  @Field(() => Int)
  readonly read!: number;

  @Field(() => Int, { description: 'Cells that the import takes. Zero when the file has a fault.' })
  readonly used!: number;

  @Field(() => Int, { description: 'Cells of columns that the import does not read.' })
  readonly ignored!: number;

  @Field(() => Int, { description: 'Other cells of a file with a fault.' })
  readonly refused!: number;
}

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
export class PlanImportRow {
  @Field(() => Int)
  readonly goals!: number;

  @Field(() => Int)
  readonly activities!: number;

  @Field(() => ImportedRowsRow)
  readonly rows!: ImportedRowsRow;

  @Field(() => ImportedCellsRow)
  readonly cells!: ImportedCellsRow;

  @Field(() => [ImportFaultRow], {
    description:
      'All faults of the file in a dry run. Otherwise empty, because a file with a fault gives IMPORT_FAULTS.',
  })
  readonly faults!: readonly ImportFaultRow[];

  @Field(() => [String], { description: 'The headings of the columns that the import does not read.' })
  readonly ignoredColumns!: readonly string[];

  @Field(() => [UnmatchedRow], {
    description:
      'Responsible units that are in no register. Their activities have the text alone, until assignActivity gives them one.',
  })
  readonly unmatched!: readonly UnmatchedRow[];

  @Field(() => String, {
    nullable: true,
    description:
      'The encoding of a CSV file by its bytes: UTF-8, UTF-16LE, UTF-16BE or windows-1252. Null for a file sent as text ' +
      'and for an XLSX file.',
  })
  readonly encoding!: TextEncoding | null;

  @Field(() => String, { nullable: true, description: 'The sheet of an XLSX file that was read. Null for a CSV file.' })
  readonly sheet!: string | null;

  @Field(() => [String], { description: 'The sheets of an XLSX file that were not read, hidden ones and all.' })
  readonly ignoredSheets!: readonly string[];

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
      unmatched: matchResponsibles(goals, await this.directory.of(boardId)).unmatched,
      plan: dryRun ? null : await this.plans.one(planId, null),
    };
  }
}
