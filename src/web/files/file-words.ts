import type { Words } from '../../kernel/history.js';

/** The texts around the check of any file. */
export const fileWords = {
  check: { sv: 'Kontrollera filen', en: 'Check the file' },
  sameFile: {
    sv: 'Filen som du kontrollerade finns kvar här. Välj en fil bara om du vill byta den.',
    en: 'The file that you checked is still here. Choose a file only to replace it.',
  },
  ignoredColumns: { sv: 'Kolumner som inte läses:', en: 'Columns that are not read:' },
  ignoredSheets: { sv: 'Blad som inte läses:', en: 'Sheets that are not read:' },
  faults: { sv: 'Fel i filen', en: 'Faults of the file' },
  faultyRows: { sv: 'Hämta raderna med fel (XLSX)', en: 'Save the rows at fault (XLSX)' },
  fileOfFaults: { sv: 'rader-med-fel', en: 'rows-at-fault' },
  row: { sv: 'Rad', en: 'Row' },
  column: { sv: 'Kolumn', en: 'Column' },
  value: { sv: 'Värde', en: 'Value' },
  problem: { sv: 'Fel', en: 'Fault' },
  unsound: (count: number): Words => ({
    sv: `Filen har ${count} fel. Inget är importerat. Rätta filen och välj den på nytt.`,
    en: `The file has ${count} ${count === 1 ? 'fault' : 'faults'}. Nothing is imported. Correct the file and choose it again.`,
  }),
  more: (count: number): Words => ({ sv: `Och ${count} fel till.`, en: `And ${count} more.` }),
};
