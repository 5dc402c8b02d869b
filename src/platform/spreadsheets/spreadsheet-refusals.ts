import type { Language } from '../../kernel/language.js';
import { declareRefusals, listed, refusal } from '../../kernel/refusal.js';
import { faultsIn, type RowFault } from '../../kernel/row-faults.js';

/** Why a file cannot be read as a spreadsheet at all. */
export type UnreadableFile = 'XLS' | 'ENCRYPTED' | 'ODS' | 'XLSB' | 'TOO_LARGE' | 'TOO_MANY_CELLS' | 'DAMAGED';

const reasons: Record<UnreadableFile, Record<Language, string>> = {
  XLS: {
    sv: 'Filen har Excels äldre format xls. Spara den som xlsx eller csv och läs in den på nytt.',
    en: 'The file has the older Excel format xls. Save it as xlsx or csv and import it again.',
  },
  ENCRYPTED: {
    sv: 'Filen är skyddad med lösenord. Spara den utan lösenord och läs in den på nytt.',
    en: 'The file is protected by a password. Save it without a password and import it again.',
  },
  ODS: {
    sv: 'Filen har formatet ods. Spara den som xlsx eller csv och läs in den på nytt.',
    en: 'The file has the format ods. Save it as xlsx or csv and import it again.',
  },
  XLSB: {
    sv: 'Filen har det binära formatet xlsb. Spara den som xlsx eller csv och läs in den på nytt.',
    en: 'The file has the binary format xlsb. Save it as xlsx or csv and import it again.',
  },
  TOO_LARGE: {
    sv: 'Filen är för stor när den packas upp. Behåll bladet som ska läsas in, utan bilder, eller spara det som csv.',
    en: 'The file is too large when it is unpacked. Keep the sheet to import, without pictures, or save it as csv.',
  },
  TOO_MANY_CELLS: {
    sv: 'Filen har för många rader eller kolumner. Ta bort dem som är tomma, eller dela upp filen, och läs in den på nytt.',
    en: 'The file has too many rows or columns. Take away those that are empty, or divide the file, and import it again.',
  },
  DAMAGED: {
    sv: 'Filen är skadad. Öppna den i kalkylprogrammet, spara den som xlsx och läs in den på nytt.',
    en: 'The file is damaged. Open it in the spreadsheet program, save it as xlsx and import it again.',
  },
};

/** The refusals of an imported file. */
export const spreadsheetRefusals = declareRefusals({
  IMPORT_FAULTS: refusal<{ faults: readonly RowFault[] }>({
    sv: ({ faults }) =>
      `Filen har ${faults.length} fel och inget har lästs in. ${faultsIn('sv', faults)} Rätta filen och läs in den på nytt.`,
    en: ({ faults }) =>
      `The file has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} and nothing was read in. ${faultsIn('en', faults)} Correct them and import again.`,
    samples: [{ faults: [{ row: 2, column: 'Aktivitet', problem: 'TOO_LONG', value: '' }] }],
  }),
  FILE_UNREADABLE: refusal<{ reason: UnreadableFile }>({
    sv: ({ reason }) => reasons[reason].sv,
    en: ({ reason }) => reasons[reason].en,
    samples: [
      { reason: 'XLS' },
      { reason: 'ENCRYPTED' },
      { reason: 'ODS' },
      { reason: 'XLSB' },
      { reason: 'TOO_LARGE' },
      { reason: 'TOO_MANY_CELLS' },
      { reason: 'DAMAGED' },
    ],
  }),
  SEVERAL_SHEETS: refusal<{ sheets: readonly string[] }>({
    sv: ({ sheets }) =>
      `Flera blad i filen har rubrikerna: ${listed(sheets)}. Behåll ett av dem och läs in filen på nytt.`,
    en: ({ sheets }) =>
      `Several sheets of the file have the headings: ${listed(sheets)}. Keep one of them and import the file again.`,
    samples: [{ sheets: ['Plan 2026', 'Plan 2027'] }],
  }),
});
