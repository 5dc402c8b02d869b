import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { CsvError, parse } from 'csv-parse/sync';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { DecisionReference } from '../../kernel/outcome.js';
import { type Id, planIdOf } from '../../kernel/identity.js';
import { Refusal } from '../../kernel/refusal.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { DecisionField, GatewayCommand, IdField } from '../../platform/commands/gateway.command.js';
import { steeringModelFold } from '../../steering-models/steering-model.js';
import { planRefusals } from '../plan-refusals.js';
import { FIRST_YEAR, LAST_YEAR } from '../plan.command.js';
import { adoptPlan, type PlanEvent, planFold } from '../plan.js';
import { type ImportRow, type PlanImport, readPlan } from './plan-import.js';

const LARGEST_FILE_IN_CHARACTERS = 2_000_000;

@InputType('ImportPlanInput', {
  description:
    'A plan as a spreadsheet in CSV format. The first row has the headings Mål, Aktivitet, Beskrivning, Startdatum, ' +
    'Slutdatum and Ansvarig enhet. Semicolons, commas or tabs separate the columns.',
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

  @Field({ description: 'The text of the CSV file, at most 2,000,000 characters.' })
  @IsString()
  @MaxLength(LARGEST_FILE_IN_CHARACTERS)
  readonly csv!: string;

  @Field({ defaultValue: false, description: 'True lists the faults of the file and imports nothing.' })
  readonly dryRun!: boolean;

  #file: Promise<PlanImport> | undefined;

  /** Reads the file once, for the rule and for the answer. */
  file(): Promise<PlanImport> {
    return (this.#file ??= readFile(this));
  }
}

/** Imports the whole file or nothing, because one event contains the whole plan. */
@CommandHandler(ImportPlan)
export class ImportPlanHandler implements ICommandHandler<ImportPlan> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ImportPlan) {
    const { boardId, year, steeringModelId, decision, stamp } = command;
    return this.handling.decide(planFold, planIdOf(boardId, year), command, async (plan) => {
      const { goals, faults } = await command.file();
      if (faults.length > 0) throw new Refusal(planRefusals.IMPORT_FAULTS, { faults });
      const model = await this.handling.read(steeringModelFold, steeringModelId);
      return adoptPlan({ boardId, year, steeringModelId, decision, goals }, plan, model, stamp);
    });
  }
}

/**
 * Returns the goals of the file. If the file has any fault, returns the faults and no goals. A large file takes time:
 * other people's requests are answered between the steps.
 */
async function readFile({ csv, year }: Pick<ImportPlan, 'csv' | 'year'>): Promise<PlanImport> {
  let headings: string[] = [];
  try {
    const rows = parse<ImportRow>(csv, {
      bom: true,
      columns: (cells: string[]) => (headings = cells.map((cell) => cell.trim())),
      delimiter: [';', ',', '\t'].sort((one, other) => inFirstLine(csv, other) - inFirstLine(csv, one))[0],
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
    });
    await letOthersIn();
    const read = readPlan(headings, rows, year);
    await letOthersIn();
    return read;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.lines === 'number' ? error.lines : 1;
    return { goals: [], faults: [{ row, column: 'CSV', problem: 'NOT_CSV', value: error.code }], ignoredColumns: [] };
  }
}

function inFirstLine(csv: string, delimiter: string): number {
  return (csv.split('\n', 1)[0] ?? '').split(delimiter).length;
}
