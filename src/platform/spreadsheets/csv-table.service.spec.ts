import fc from 'fast-check';
import { refused } from '../../../test/support/given.js';
import type { RowFault } from '../../kernel/row-faults.js';
import type { TextEncoding } from '../../kernel/text-encoding.js';
import { readCsv } from './csv-table.service.js';
import { planColumns, readPlan } from '../../plans/import/plan-import.js';
import type { Table } from './table.js';

const { needed } = planColumns;
const top = needed.join(';');
const row = 'Tryggare kommun;Aktivitet ett;Om;2027-01-01;2027-12-31;Kansliet';

function read(csv: string | Uint8Array) {
  const { table, encoding } = readCsv(csv, planColumns);
  return { ...readPlan(table, 2027), encoding };
}

/** The titles of the goals with the headings of their activities. */
function goalsIn(csv: string | Uint8Array): Record<string, readonly string[]> {
  const { goals, faults } = read(csv);
  expect(faults).toEqual([]);
  return Object.fromEntries(goals.map(({ title, activities }) => [title, activities.map(({ heading }) => heading)]));
}

function faultsIn(csv: string | Uint8Array): readonly RowFault[] {
  const { goals, faults } = read(csv);
  expect(goals).toEqual([]);
  return faults;
}

describe('rule 67: the rows of a file', () => {
  it('end with CR, LF or CRLF, also mixed', () => {
    const rows = Array.from({ length: 20 }, (_, n) => `Tryggare kommun;Aktivitet ${n + 1};Om;2027-01-01;2027-12-31;K`);
    const headings = rows.map((_, n) => `Aktivitet ${n + 1}`);
    expect(goalsIn(`${top}\r\n${rows.join('\n')}\n`)).toEqual({ 'Tryggare kommun': headings });
    expect(goalsIn(`${top}\n${rows.join('\r')}\r\n`)).toEqual({ 'Tryggare kommun': headings });
  });

  it('have no cell beyond the headings but blank ones', () => {
    const fault = { row: 2, column: 'G', problem: 'CELL_BEYOND_HEADINGS', value: 'Ekonomi' };
    expect(faultsIn(`${top}\n${row}; Ekonomi\n`)).toEqual([fault]);
    expect(goalsIn(`${top}\n${row};; ;\n`)).toEqual({ 'Tryggare kommun': ['Aktivitet ett'] });
  });

  it('have a cell for each heading that is read', () => {
    const [goal, ...rest] = row.split(';');
    expect(faultsIn(`${top}\n${rest.join(';')}\n`)).toEqual([
      { row: 2, column: 'Ansvarig enhet', problem: 'CELL_ABSENT', value: '' },
    ]);
    expect(faultsIn(`Kommentar;${top}\n;${goal ?? ''}\n;${row}\n`)).toMatchObject([
      { row: 2, column: 'Aktivitet', problem: 'CELL_ABSENT' },
    ]);
    expect(goalsIn(`${top};Kommentar\n${row}\n\n`)).toEqual({ 'Tryggare kommun': ['Aktivitet ett'] });
  });

  it('are counted as the spreadsheet counts them, with line ends within quotes', () => {
    const csv = `${top}\n"Tryggare\r\nkommun";A;"En\n\ntext";2027-01-01;2027-12-31;K\n\n${row.replace('2027-12-31', 'x')}`;
    expect(faultsIn(csv)).toEqual([{ row: 4, column: 'Slutdatum', problem: 'NOT_A_DATE', value: 'x' }]);
  });

  it('are told from where a quote opens, and the rows after it are read', () => {
    const open = 'Tryggare kommun;"Öppet citat;Om;2027-01-01;2027-12-31;K';
    const late = row.replace('2027-12-31', '2028-12-31').replace('ett', 'sent');
    const quote = { row: 3, column: 'Aktivitet', problem: 'NOT_CSV', value: 'CSV_QUOTE_NOT_CLOSED' };
    const outside = { row: 4, column: 'Slutdatum', problem: 'OUTSIDE_YEAR', value: '2028-12-31' };
    expect(faultsIn([top, row, open, row.replace('ett', 'två')].join('\n'))).toEqual([quote]);
    expect(faultsIn([top, row, open, late].join('\n'))).toEqual([quote, outside]);
    const closes = { ...quote, value: 'CSV_INVALID_CLOSING_QUOTE' };
    expect(faultsIn([top, row, open, late, row.replace('Om', '"Om"')].join('\n'))).toEqual([
      closes,
      outside,
      { row: 5, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Aktivitet ett' },
    ]);
    const within = { ...quote, value: 'INVALID_OPENING_QUOTE' };
    expect(faultsIn([top, row, row.replace('Aktivitet ett', 'Läsa "Emil"')].join('\n'))).toEqual([within]);
  });

  it('are given up after twenty stray quotes', () => {
    const stray = Array.from({ length: 40 }, () => row.replace('ett', '"'));
    const faults = faultsIn([top, ...stray].join('\n'));
    expect(faults.map((one) => one.row)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
    expect(faultsIn(row.replace('ett', '"'))).toContainEqual(expect.objectContaining({ row: 1, problem: 'NOT_CSV' }));
  });
});

describe('rule 125: a CSV file of too many cells', () => {
  const columns = { needed: ['Namn'], optional: [] };

  it('is refused while it is read, also when almost all of them are blank', () => {
    const wide = `Namn${';'.repeat(9_999)}`;
    const short = 'x\n'.repeat(50_000);
    refused(() => readCsv(`${wide}\n${short}`, columns), 'FILE_UNREADABLE', { reason: 'TOO_MANY_CELLS' });
    expect(readCsv(`${wide}\n${'x\n'.repeat(98)}`, columns).table.rows).toHaveLength(98);
  });

  it('is refused for a row of more columns than a spreadsheet program has', () => {
    const row = 'x;'.repeat(16_384);
    refused(() => readCsv(`Namn\n${row}`, columns), 'FILE_UNREADABLE', { reason: 'TOO_MANY_CELLS' });
    expect(readCsv(`Namn\n${row.slice(0, -1)}`, columns).table.rows).toHaveLength(1);
  });
});

describe('rule 67: the headings of a file', () => {
  it('are there once each', () => {
    expect(faultsIn(`${top};Slutdatum\n${row};2027-06-30\n`)).toEqual([
      { row: 1, column: 'Slutdatum', problem: 'DUPLICATE_HEADING', value: 'G' },
    ]);
    expect(goalsIn(`${top};Kommentar;Kommentar\n${row};;\n`)).toEqual({ 'Tryggare kommun': ['Aktivitet ett'] });
  });

  it('are known however they are composed and spaced', () => {
    const other = top.normalize('NFD').replace('Ansvarig enhet', 'Ansvarig\u00a0enhet\u200b');
    expect(goalsIn(`${other}\n${row}\n`)).toEqual({ 'Tryggare kommun': ['Aktivitet ett'] });
  });

  it('come after a line that tells the separator', () => {
    for (const line of ['sep=;', 'SEP=;', '"sep=;"']) {
      const csv = `${line}\r\n${top}\r\n${row}\r\n`;
      expect(goalsIn(csv)).toEqual({ 'Tryggare kommun': ['Aktivitet ett'] });
      expect(goalsIn(`\uFEFF${csv}`)).toEqual({ 'Tryggare kommun': ['Aktivitet ett'] });
      expect(faultsIn(csv.replace('2027-12-31', 'x'))).toMatchObject([{ row: 2 }]);
    }
    expect(goalsIn(`sep=|\n${top}\n${row}`.replaceAll(';', '|'))).toEqual({ 'Tryggare kommun': ['Aktivitet ett'] });
  });

  it('tell the separator, whatever else stands in them', () => {
    const noted = [...needed.slice(0, 2), 'Noter: kort, lång; a; b; c; d; e; f; g; h', ...needed.slice(2)];
    const cells = row.split(';').toSpliced(2, 0, 'x').join('\t');
    const plan = { 'Tryggare kommun': ['Aktivitet ett'] };
    expect(goalsIn(`${noted.map((one) => `"${one}"`).join('\t')}\n${cells}\n`)).toEqual(plan);
    expect(goalsIn(`${noted.join('\t')}\n${cells}\n`)).toEqual(plan);
    expect(goalsIn(`${top};a, b, c, d, e, f, g, h, i\n${row};\n`)).toEqual(plan);
  });
});

describe('rule 67: goals and activities that look alike', () => {
  it('are one goal, stored in one form', () => {
    const same = ['Ökad trygghet', 'O\u0308kad trygghet', 'Ökad\u00a0 trygghet', 'Ökad \u200btrygghet'];
    const rows = same.map((goal, n) => `${goal};A${n};Om;2027-01-01;2027-12-31;K`);
    expect(goalsIn([top, ...rows].join('\n'))).toEqual({ 'Ökad trygghet': ['A0', 'A1', 'A2', 'A3'] });
  });

  it('are one activity, which is there twice', () => {
    const rows = ['Ökad trygghet', 'Ökad\u00a0 trygghet'].map((goal) => `${goal};A;Om;2027-01-01;2027-12-31;K`);
    expect(faultsIn([top, ...rows].join('\n'))).toEqual([
      { row: 3, column: 'Aktivitet', problem: 'DUPLICATE', value: 'A' },
    ]);
  });
});

describe('rule 67: the characters of a file', () => {
  it('are refused by row and column when no text may have them', () => {
    const wrong = (cell: string) => faultsIn(`${top}\n${row}\n${row.replace('Om', cell).replace('ett', 'två')}\n`);
    for (const [cell, value] of [
      ['a\u0000', 'U+0000'],
      ['\u202ea', 'U+202E'],
      ['\ud800', 'U+D800'],
    ] as const) {
      // The reader of CSV works on UTF-8, where a lone surrogate is a damaged character.
      const isLone = cell === '\ud800';
      const problem = isLone ? 'DAMAGED_CHARACTER' : 'FORBIDDEN_CHARACTER';
      expect(wrong(cell)).toEqual([{ row: 3, column: 'Beskrivning', problem, value: isLone ? '\uFFFD' : value }]);
    }
    expect(faultsIn(`${top}\u0000\n${row}\n`)).toContainEqual({
      row: 1,
      column: 'F',
      problem: 'FORBIDDEN_CHARACTER',
      value: 'U+0000',
    });
  });

  it('are refused when they were lost before', () => {
    const fault = { row: 2, column: 'Aktivitet', problem: 'DAMAGED_CHARACTER', value: '\uFFFDtg\uFFFDrd' };
    expect(faultsIn(`${top}\n${row.replace('Aktivitet ett', '\uFFFDtg\uFFFDrd')}`)).toEqual([fault]);
    expect(faultsIn(`${top.replace('Mål', 'M\uFFFDl')}\n${row}`)).toEqual([
      { row: 1, column: 'M\uFFFDl', problem: 'DAMAGED_CHARACTER', value: 'M\uFFFDl' },
      { row: 1, column: 'Mål', problem: 'MISSING', value: '' },
    ]);
  });

  it('are refused by row and column when their bytes are malformed', () => {
    const bytes = Buffer.from(`${top}\n${row}\n${row.replace('Aktivitet ett', 'Åtgärd')}\n`);
    const cut = bytes.indexOf(0x85, bytes.lastIndexOf('kommun;'));
    const malformed = Buffer.concat([bytes.subarray(0, cut), bytes.subarray(cut + 1)]);
    expect(read(malformed)).toMatchObject({
      encoding: 'UTF-8',
      faults: [{ row: 3, column: 'Aktivitet', problem: 'DAMAGED_CHARACTER', value: '\uFFFDtgärd' }],
    });
  });
});

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** How programs write a text, and what its bytes are to be told as. */
const writers: Readonly<Record<string, { encoding: TextEncoding; write: (text: string) => Uint8Array }>> = {
  'UTF-8': { encoding: 'UTF-8', write: (text) => Buffer.from(text) },
  'UTF-8 with a mark': { encoding: 'UTF-8', write: (text) => Buffer.concat([UTF8_MARK, Buffer.from(text)]) },
  'UTF-16LE': { encoding: 'UTF-16LE', write: (text) => Buffer.from(text, 'utf16le') },
  'UTF-16LE with a mark': { encoding: 'UTF-16LE', write: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le') },
  'UTF-16BE': { encoding: 'UTF-16BE', write: (text) => Buffer.from(text, 'utf16le').swap16() },
  'UTF-16BE with a mark': { encoding: 'UTF-16BE', write: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16() },
  'windows-1252': {
    encoding: 'windows-1252',
    write: (text) => Buffer.from(text.replaceAll('–', '\u0096').replaceAll('”', '\u0094'), 'latin1'),
  },
};

describe('rule 67: the encoding of a file', () => {
  it.each(Object.entries(writers))('is told by its bytes: %s', (_, { encoding, write }) => {
    expect(read(write(`${top}\r\n${row.replace('Om', '”Å” – ett')}\r\n`))).toMatchObject({
      encoding,
      faults: [],
      goals: [{ activities: [{ description: '”Å” – ett' }] }],
    });
  });

  it('is not told of a text', () => {
    expect(read(`${top}\n${row}`).encoding).toBeNull();
  });

  it('is no other than one of these: what Mac OS Roman writes lacks its headings', () => {
    const macRoman = Buffer.from(`${top}\n${row}\n`.replaceAll('å', '\u008c'), 'latin1');
    expect(read(macRoman)).toMatchObject({ encoding: 'windows-1252', goals: [] });
    expect(faultsIn(macRoman)).toContainEqual({ row: 1, column: 'Mål', problem: 'MISSING', value: '' });
  });
});

describe('rule 67: a file', () => {
  const word = fc
    .array(fc.constantFrom(...Array.from('abcåäöÅÄÖéüß 0123456789-–”§;,"\t\n\r')), { minLength: 1, maxLength: 12 })
    .map((letters) => `x${letters.join('')}x`);
  const rows = fc.uniqueArray(fc.tuple(word, word, word, word), {
    minLength: 1,
    maxLength: 8,
    selector: ([goal, activity]) => JSON.stringify([goal, activity].map((one) => one.replaceAll(/\s+/g, ' '))),
  });
  const ways = fc.record({
    delimiter: fc.constantFrom(';', ',', '\t'),
    writer: fc.constantFrom(...Object.values(writers)),
    ends: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 4 }),
    quotesAll: fc.boolean(),
    tellsSeparator: fc.boolean(),
    order: fc.shuffledSubarray([...needed], { minLength: needed.length }),
    others: fc.uniqueArray(fc.constantFrom('Kommentar', 'Noter, korta', 'Status; läge'), { maxLength: 2 }),
  });

  it('is read the same however it is written', () => {
    fc.assert(
      fc.property(rows, ways, (texts, { delimiter, writer, ends, quotesAll, tellsSeparator, order, others }) => {
        const records: Record<string, string>[] = texts.map(([Mål, Aktivitet, Beskrivning, unit]) => ({
          Mål,
          Aktivitet,
          Beskrivning,
          Startdatum: '2027-01-01',
          Slutdatum: '2027-12-31',
          'Ansvarig enhet': unit,
        }));
        const headings = [...order, ...others];
        const cell = (text: string) =>
          quotesAll || /[;,\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const lines = [headings, ...records.map((one) => headings.map((heading) => one[heading] ?? 'övrigt'))];
        const written = lines.map((cells, at) => `${cells.map(cell).join(delimiter)}${ends[at % ends.length] ?? '\n'}`);
        const csv = `${tellsSeparator ? `sep=${delimiter}\n` : ''}${written.join('')}`;
        const table: Table = {
          headings,
          rows: records.map((one) => headings.map((heading) => one[heading] ?? 'övrigt')),
          faults: [],
          dateSystem: 1900,
        };
        const expected = readPlan(table, 2027);
        expect(read(csv)).toEqual({ ...expected, encoding: null });
        expect(read(writer.write(csv))).toEqual({ ...expected, encoding: writer.encoding });
      }),
      { numRuns: 400 },
    );
  });

  it('of any bytes is read or refused with rows and columns, and never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (noise, at) => {
        const sound = Buffer.from(`${top}\n${row}\n${row.replace('ett', 'två')}\n`);
        const place = at % sound.length;
        const { goals, faults } = read(Buffer.concat([sound.subarray(0, place), noise, sound.subarray(place)]));
        expect(faults.length === 0 || goals.length === 0).toBe(true);
        for (const fault of faults) expect([fault.row > 0, fault.column !== '']).toEqual([true, true]);
        expect(JSON.stringify(goals)).not.toMatch(/\uFFFD/);
      }),
      { numRuns: 500 },
    );
  });
});
