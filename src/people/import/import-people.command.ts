import { Field, InputType } from '@nestjs/graphql';
import { FileField, givenFile } from '../../platform/spreadsheets/file-field.command.js';
import { readSpreadsheet, type SpreadsheetFile } from '../../platform/spreadsheets/spreadsheet-file.service.js';
import { RegisterCommand } from '../register.command.js';
import { peopleColumns } from './people-columns.js';

@InputType('ImportPeopleInput', {
  description:
    'People as a spreadsheet in CSV or XLSX format. The first row has the heading Namn, and may have Beteckning, Titel, ' +
    'E-postadress, Inloggning, Nämnd, Roll, Granskningssteg, Plats, Enhet, Första dag and Sista dag. A row without a name is ' +
    'about the person of the row above. A review step is written by its name in the review chain of the board, or its code. expectedRevision is that of the municipality.',
})
export class ImportPeople extends RegisterCommand {
  readonly commandName = 'importPeople';

  @FileField()
  readonly file?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True lists the faults of the file and imports nothing. A sound file is refused as the import would refuse it, ' +
      'except for a sign-in that somebody in another municipality has.',
  })
  readonly dryRun: boolean = false;

  read(): Promise<SpreadsheetFile> {
    return readSpreadsheet(givenFile(this.file), peopleColumns);
  }
}
