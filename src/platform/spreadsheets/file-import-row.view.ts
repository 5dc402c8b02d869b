import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { TextEncoding } from '../../kernel/text-encoding.js';
import { LabelView } from '../graphql-types/values.view.js';
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

  @Field(() => [LabelView], {
    nullable: true,
    description: 'The texts that the cell could have, for a review step that is unknown, ambiguous or missing.',
  })
  readonly choices?: readonly LabelView[];
}

@ObjectType('ImportedRows', {
  description: 'The numbers of rows below the headings: read = used + blank + refused.',
})
class ImportedRowsRow implements RowCounts {
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
class ImportedCellsRow implements CellCounts {
  @Field(() => Int)
  readonly read!: number;

  @Field(() => Int, { description: 'Cells that the import takes. Zero when the file has a fault.' })
  readonly used!: number;

  @Field(() => Int, { description: 'Cells of columns that the import does not read.' })
  readonly ignored!: number;

  @Field(() => Int, { description: 'Other cells of a file with a fault.' })
  readonly refused!: number;
}

/** The answer of an import of any file. */
@ObjectType({ isAbstract: true })
export abstract class FileImportRow {
  @Field(() => ImportedRowsRow)
  readonly rows!: ImportedRowsRow;

  @Field(() => ImportedCellsRow)
  readonly cells!: ImportedCellsRow;

  @Field(() => [ImportFaultRow], {
    description:
      'All faults of the file in a dry run. Otherwise empty, because a file with a fault gives IMPORT_FAULTS.',
  })
  readonly faults!: readonly ImportFaultRow[];

  @Field(() => String, {
    nullable: true,
    description:
      'The rows at fault as an XLSX file, a data URL in Base64: each with its number in the file and its faults in your ' +
      'language. Null for a sound file, and when there are too many.',
  })
  readonly faultyRows!: string | null;

  @Field(() => [String], { description: 'The headings of the columns that the import does not read.' })
  readonly ignoredColumns!: readonly string[];

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
}
