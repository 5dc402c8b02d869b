import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, Max, Min } from 'class-validator';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { DecisionReference } from '../../kernel/outcome.js';
import { type Id, planIdOf } from '../../kernel/identity.js';
import { Refusal } from '../../kernel/refusal.js';
import { DIRECTORY, type ReadDirectory } from '../../people/directory.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { DecisionField, GatewayCommand, IdField, NullableTextField } from '../../platform/commands/gateway.command.js';
import { spreadsheetRefusals } from '../../platform/spreadsheets/spreadsheet-refusals.js';
import { steeringModelFold } from '../../steering-models/steering-model.js';
import { readProposalsOfPlan, replacePlan } from '../corrections/replacing.js';
import { FIRST_YEAR, LAST_YEAR } from '../plan.command.js';
import { adoptPlan, type PlanEvent, planFold } from '../plan.js';
import { matchResponsibles } from '../responsibility/assigning.js';
import { FileField, givenFile } from '../../platform/spreadsheets/file-field.command.js';
import { planColumns, type PlanImport, readPlan } from './plan-import.js';
import { readSpreadsheet, type SpreadsheetFile } from '../../platform/spreadsheets/spreadsheet-file.service.js';

@InputType('ImportPlanInput', {
  description:
    'A plan as a spreadsheet in CSV or XLSX format. The first row has the headings Mål, Aktivitet, Beskrivning, Startdatum, ' +
    'Slutdatum and Ansvarig enhet, and may have Mått and Målvärde. Semicolons, commas or tabs separate the columns of a CSV file.',
})
export class ImportPlan extends GatewayCommand<PlanEvent> {
  readonly commandName = 'importPlan';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => Int)
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  readonly year!: number;

  @IdField('SteeringModel')
  readonly steeringModelId!: Id<'SteeringModel'>;

  @DecisionField()
  readonly decision!: DecisionReference;

  @FileField()
  readonly file?: string;

  @FileField('Use file.')
  readonly csv?: string;

  @NullableTextField(
    'Null imports a new plan. A text replaces the plan that the board has for the year, which was recorded wrong: it is ' +
      'the reason for the correction, under the terms of replacePlan. The service refuses a blank reason (REASON_MISSING).',
  )
  readonly reasonToReplace: string | null = null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True lists the faults of the file and imports nothing. A sound file is refused as the import would ' +
      'refuse it.',
  })
  override readonly dryRun: boolean = false;

  #read: Promise<FileImport> | undefined;

  /** Reads the file once, for the rule and for the answer. */
  read(): Promise<FileImport> {
    return (this.#read ??= readFile(this));
  }
}

/** Imports the whole file or nothing, because one event contains the whole plan. */
@CommandHandler(ImportPlan)
export class ImportPlanHandler implements ICommandHandler<ImportPlan> {
  constructor(
    private readonly handling: CommandHandling,
    @Inject(DIRECTORY) private readonly directory: ReadDirectory,
  ) {}

  execute(command: ImportPlan) {
    const { boardId, year, steeringModelId, decision, reasonToReplace: reason, stamp } = command;
    const { read } = this.handling;
    const planId = planIdOf(boardId, year);
    return this.handling.decide(planFold, planId, command, async (plan) => {
      const { goals: inFile, faults } = await command.read();
      if (faults.length > 0) throw new Refusal(spreadsheetRefusals.IMPORT_FAULTS, { faults });
      const { goals } = matchResponsibles(inFile, await this.directory.of(boardId));
      const model = await read(steeringModelFold, steeringModelId);
      const adopted = { steeringModelId, decision, goals };
      if (reason === null) return adoptPlan({ boardId, year, ...adopted }, plan, model, stamp);
      // Rule 107: the file is the right plan, and replaces the one that was recorded wrong.
      const proposals = await readProposalsOfPlan(read, plan);
      return replacePlan({ planId, ...adopted, reason }, plan, model, proposals, stamp);
    });
  }
}

/** The plan in a file, with the file. */
type FileImport = PlanImport & SpreadsheetFile;

/**
 * Returns the goals of the file. If the file has any fault, returns the faults and no goals. A large file takes time,
 * so the function lets the service answer other requests between parsing the file and reading the rows.
 */
async function readFile({ file, csv, year }: Pick<ImportPlan, 'file' | 'csv' | 'year'>): Promise<FileImport> {
  const spreadsheet = await readSpreadsheet(givenFile(file, csv), planColumns);
  await letOthersIn();
  const read = readPlan(spreadsheet.table, year);
  await letOthersIn();
  return { ...read, ...spreadsheet };
}
