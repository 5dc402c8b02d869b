import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { ReadState } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Tertial } from '../../kernel/tertial.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField } from '../../platform/commands/gateway.command.js';
import { TertialEnum } from '../../platform/graphql-types/values.view.js';
import { spreadsheetRefusals } from '../../platform/spreadsheets/spreadsheet-refusals.js';
import { steeringModelFold } from '../../steering-models/steering-model.js';
import type { AboutFollowUp } from '../follow-up.js';
import { goalFold } from '../goal.js';
import { type Plan, type PlanEvent, planFold } from '../plan.js';
import { FileField, givenFile } from '../../platform/spreadsheets/file-field.command.js';
import { reportColumns } from './report-columns.js';
import { importReports, type ReportsImport, type ReportStates } from './reports-import.js';
import { readSpreadsheet, type SpreadsheetFile } from '../../platform/spreadsheets/spreadsheet-file.service.js';

@InputType('ImportReportsInput', {
  description:
    'The reports of a tertial as a spreadsheet in CSV or XLSX format, as reportsFile writes it. The first row has the ' +
    'headings Mål and Kommentar, at least one of Status, Utfall and Bedömning, and may have Beteckning, Aktivitet, Mått, ' +
    'Målvärde nått and Gäller per.',
})
export class ImportReports extends GatewayCommand<PlanEvent> implements AboutFollowUp {
  readonly commandName = 'importReports';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @FileField()
  readonly file?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True lists the faults of the file and imports nothing. A sound file is refused as the import would refuse it.',
  })
  override readonly dryRun: boolean = false;

  #read: Promise<SpreadsheetFile> | undefined;
  #judged: ReportsImport | undefined;

  /** Reads the file once, for each state that the rule is asked about, and for the answer. */
  read(): Promise<SpreadsheetFile> {
    return (this.#read ??= readSpreadsheet(givenFile(this.file), reportColumns(this.tertial)));
  }

  /** The file as the rule judged it last. Undefined when the rule was not asked, or refused the file whole. */
  get judged(): ReportsImport | undefined {
    return this.#judged;
  }

  async judge(states: ReportStates): Promise<ReportsImport> {
    const { table } = await this.read();
    await letOthersIn();
    this.#judged = undefined;
    this.#judged = importReports(this, table, states, this.stamp);
    return this.#judged;
  }
}

/** Imports the whole file or nothing, because one event contains all that the file reports. */
@CommandHandler(ImportReports)
export class ImportReportsHandler implements ICommandHandler<ImportReports> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ImportReports) {
    return this.handling.decide(planFold, command.planId, command, async (plan) => {
      const { faults, event } = await command.judge(await readStates(this.handling.read, plan));
      // Rule 124: a dry run answers with the faults.
      if (faults.length > 0 && !command.dryRun) throw new Refusal(spreadsheetRefusals.IMPORT_FAULTS, { faults });
      return event === null ? [] : [event];
    });
  }
}

async function readStates(read: ReadState, plan: Plan | null): Promise<ReportStates> {
  if (plan === null) return { plan, goals: [], model: null };
  const goals = await Promise.all(plan.goalIds.map((id) => read(goalFold, id)));
  const model = await read(steeringModelFold, plan.steeringModelId);
  return { plan, goals: goals.filter((goal) => goal !== null), model };
}
