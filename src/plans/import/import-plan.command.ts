import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { DecisionReference } from '../../kernel/outcome.js';
import { type Id, planIdOf } from '../../kernel/identity.js';
import { Refusal } from '../../kernel/refusal.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { HoldsFile } from '../../platform/commands/input-texts.service.js';
import { DecisionField, GatewayCommand, IdField } from '../../platform/commands/gateway.command.js';
import { steeringModelFold } from '../../steering-models/steering-model.js';
import { planRefusals } from '../plan-refusals.js';
import { FIRST_YEAR, LAST_YEAR } from '../plan.command.js';
import { adoptPlan, type PlanEvent, planFold } from '../plan.js';
import type { TextEncoding } from '../../kernel/text-encoding.js';
import { readCsv } from './csv-table.service.js';
import { planColumns, type PlanImport, readPlan } from './plan-import.js';

const LARGEST_FILE_IN_CHARACTERS = 2_000_000;

@InputType('ImportPlanInput', {
  description:
    'A plan as a spreadsheet in CSV format. The first row has the headings Mål, Aktivitet, Beskrivning, Startdatum, ' +
    'Slutdatum and Ansvarig enhet, and may have Mått and Målvärde. Semicolons, commas or tabs separate the columns.',
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

  @Field({
    description:
      'The CSV file as text, or its bytes as a data URL in Base64, such as data:text/csv;base64,TcOlbA==. The bytes tell ' +
      'the encoding: UTF-8, UTF-16 or Windows-1252. At most 2,000,000 characters.',
  })
  @HoldsFile()
  @IsString()
  @MaxLength(LARGEST_FILE_IN_CHARACTERS)
  readonly csv!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True lists the faults of the file and imports nothing. A sound file is refused as the import would ' +
      'refuse it.',
  })
  override readonly dryRun: boolean = false;

  #file: Promise<FileImport> | undefined;

  /** Reads the file once, for the rule and for the answer. */
  file(): Promise<FileImport> {
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

/** The plan in a file, with the encoding of the file's bytes; null for a file that the client sent as text. */
interface FileImport extends PlanImport {
  readonly encoding: TextEncoding | null;
}

/**
 * Returns the goals of the file. If the file has any fault, returns the faults and no goals. A large file takes time,
 * so the function lets the service answer other requests between parsing the text and reading the rows.
 */
async function readFile({ csv, year }: Pick<ImportPlan, 'csv' | 'year'>): Promise<FileImport> {
  const { table, encoding } = readCsv(csv, planColumns);
  await letOthersIn();
  const read = readPlan(table, year);
  await letOthersIn();
  return { ...read, encoding };
}
