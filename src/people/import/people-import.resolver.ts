import { Args, Field, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { FileImportRow } from '../../platform/spreadsheets/file-import-row.view.js';
import { readTable } from '../../platform/spreadsheets/table.js';
import { ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { faultyRowsOnDemand } from '../../platform/spreadsheets/faulty-rows.service.js';
import { ImportPeople } from './import-people.command.js';
import { peopleColumns } from './people-columns.js';
import { PeopleImports } from './people-imports.service.js';

@ObjectType('PeopleImport')
export class PeopleImportRow extends FileImportRow {
  @Field(() => Int, { description: 'The people that the file adds.' })
  readonly people!: number;

  @Field(() => Int, { description: 'The roles that the file gives.' })
  readonly roles!: number;

  @Field(() => Int, { description: 'The memberships of units that the file adds.' })
  readonly memberships!: number;
}

@Resolver(() => PeopleImportRow)
export class PeopleImportResolver {
  constructor(private readonly imports: PeopleImports) {}

  @Mutation(() => PeopleImportRow, {
    description:
      'Adds people, their roles and their units from a CSV or XLSX file. A file with any fault gives IMPORT_FAULTS and ' +
      'changes nothing, except in a dry run, which lists the faults.',
  })
  async importPeople(
    @Args('input') input: ImportPeople,
    @ReadBy() { person, language }: Reader,
  ): Promise<PeopleImportRow> {
    const { judged, happened, file } = await this.imports.carryOut(input, person);
    const { table, ...told } = file;
    // Rule 41: a repeated command gets the first answer, whatever the file would change now.
    const reading = judged ?? readTable(table, peopleColumns, () => []);
    const { faults, ignoredColumns, rows, cells } = reading;
    const count = (change: string) => happened.filter((one) => one === change).length;
    const atFault = faultyRowsOnDemand(table, faults, language);
    return {
      ...{ people: count('PersonAdded'), roles: count('RoleGranted'), memberships: count('UnitMemberAdded') },
      ...{ faults, ignoredColumns, rows, cells, ...told },
      get faultyRows() {
        return atFault();
      },
    };
  }
}
