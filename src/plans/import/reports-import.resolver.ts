import { Args, Field, ID, Int, Mutation, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { boardOf, idOf } from '../../kernel/identity.js';
import { permit, type Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import type { Tertial } from '../../kernel/tertial.js';
import { AsOfArgs, AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { TertialEnum } from '../../platform/graphql-types/values.view.js';
import { Caller, ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { faultyRowsOnDemand } from '../../platform/spreadsheets/faulty-rows.service.js';
import { steeringModelFold } from '../../steering-models/steering-model.js';
import { planFold } from '../plan.js';
import { TertialViewRow } from '../tertial-view/tertial-view-row.view.js';
import { TertialViews } from '../tertial-view/tertial-views.view.js';
import { FileImportRow } from '../../platform/spreadsheets/file-import-row.view.js';
import { ImportReports } from './import-reports.command.js';
import { reportRows } from './report-rows.js';
import { countsOf, readingOf, type ReportCounts } from './reports-import.js';
import { type FileFormat, fileFormats, fileOf } from './reports-file.service.js';

const FileFormatEnum = Object.fromEntries(fileFormats.map((format) => [format, format]));
registerEnumType(FileFormatEnum, { name: 'FileFormat' });

@ObjectType('ReportsImport', {
  description: 'What an import took: rows.used = statuses + outcomes + assessments + unchanged + withoutReport.',
})
export class ReportsImportRow extends FileImportRow implements ReportCounts {
  @Field(() => Int)
  readonly statuses!: number;

  @Field(() => Int)
  readonly outcomes!: number;

  @Field(() => Int)
  readonly assessments!: number;

  @Field(() => Int, { description: 'Rows that say what is reported already. They are not reported again.' })
  readonly unchanged!: number;

  @Field(() => Int, { description: 'Rows that name a goal, a measure or an activity and report nothing of it.' })
  readonly withoutReport!: number;

  @Field(() => TertialViewRow, { nullable: true, description: 'The tertial after the import. Null after a dry run.' })
  readonly tertialView!: TertialViewRow | null;
}

@ObjectType('ReportsFile', { description: 'A file with the reports of a tertial. importReports reads it again.' })
export class ReportsFileRow {
  @Field({ description: 'A name for the file, such as exempel.ks.2026-T1.xlsx.' })
  readonly name!: string;

  @Field({ description: 'The bytes of the file as a data URL in Base64.' })
  readonly file!: string;
}

@Resolver(() => ReportsImportRow)
export class ReportsImportResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly views: TertialViews,
    private readonly asOf: AsOfLookup,
  ) {}

  @Mutation(() => ReportsImportRow, {
    description:
      'Reports statuses, outcomes and assessments of a tertial from a CSV or XLSX file. A file with any fault gives ' +
      'IMPORT_FAULTS and reports nothing, except in a dry run, which lists the faults.',
  })
  async importReports(
    @Args('input') input: ImportReports,
    @ReadBy() { person, language }: Reader,
  ): Promise<ReportsImportRow> {
    const { planId, tertial, dryRun } = input;
    permit(person, 'importReports', boardOf(planId), planId);
    const { events } = await this.gateway.submit(input, person);
    const recorded = events.find((event) => event.type === 'ReportsImported') ?? null;
    const { judged } = input;
    const { table, ...told } = await input.read();
    // Rule 41: a repeated command gets the first answer, whatever the file would report now.
    const reading = recorded !== null || judged === undefined ? readingOf(table, tertial) : judged;
    const counts = countsOf(table, reading, recorded ?? judged?.event ?? null, tertial);
    const { faults, ignoredColumns, rows, cells } = reading;
    const tertialView = dryRun ? null : await this.views.one(planId, tertial, null);
    const atFault = faultyRowsOnDemand(table, faults, language);
    return {
      ...counts,
      ...{ faults, ignoredColumns, rows, cells, ...told, tertialView },
      get faultyRows() {
        return atFault();
      },
    };
  }

  @Query(() => ReportsFileRow, {
    description:
      'A file with a row for each goal, measure and activity of a tertial, with what is reported of it. It can be filled ' +
      'in and imported with importReports.',
  })
  async reportsFile(
    @Args('planId', { type: () => ID }) text: string,
    @Args('tertial', { type: () => TertialEnum }) tertial: Tertial,
    @Args('format', { type: () => FileFormatEnum, defaultValue: 'XLSX' }) format: FileFormat,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<ReportsFileRow> {
    const planId = idOf('Plan', text);
    permit(person, 'readPlans', boardOf(planId), planId);
    const moment = await this.asOf.momentOf(asOf, person);
    const view = await this.views.one(planId, tertial, moment);
    if (view === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    const states = this.asOf.states(moment);
    const plan = await states.one(planFold, planId);
    const model = plan === null ? null : await states.one(steeringModelFold, plan.steeringModelId);
    const version = model?.versions.find((one) => one.version === view.modelVersion) ?? null;
    return {
      name: `${planId}-${tertial}.${format.toLowerCase()}`,
      file: fileOf(reportRows(view, version), tertial, format),
    };
  }
}
