import fc from 'fast-check';
import { Refusal } from '../../kernel/refusal.js';
import {
  archiveOf,
  dataUrl,
  escaped,
  inlineRows,
  partsOf,
  type SheetUnderTest,
  workbookOf,
} from '../../../test/support/workbook-under-test.js';
import { wrongRowsInTurn } from '../../../test/support/wrong-rows.js';
import { planColumns, readPlan } from '../../plans/import/plan-import.js';
import { readSpreadsheet } from './spreadsheet-file.service.js';
import type { Table } from './table.js';

const headings = [...planColumns.needed];
const talks = ['Tryggare kommun', 'Lysa upp', 'Om', '2027-01-01', '2027-12-31', 'Gatukontoret'];

async function planIn(bytes: Uint8Array) {
  const { table, ...told } = await readSpreadsheet(dataUrl(bytes), planColumns);
  return { ...readPlan(table, 2027), ...told };
}

function sheetOf(rows: readonly (readonly string[])[], name = 'Plan'): SheetUnderTest {
  return { name, data: inlineRows(rows) };
}

/** The code of the refusal of a file with its details; null when it is read. */
function refusalOf(bytes: Uint8Array) {
  return refusalOfFile(dataUrl(bytes));
}

async function refusalOfFile(file: string): Promise<readonly [code: string, details: unknown] | null> {
  try {
    await readSpreadsheet(file, planColumns);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.details];
    throw error;
  }
}

describe('rule 91: a plan in a workbook', () => {
  it('is read as Excel writes it', async () => {
    const texts = ['Mål', 'Aktivitet', 'Beskrivning', 'Startdatum', 'Slutdatum', 'Ansvarig enhet', 'Mått', 'Målvärde'];
    const sharedStrings = [
      ...texts.map((text) => `<si><t>${text}</t></si>`),
      '<si><r><rPr><b/></rPr><t xml:space="preserve">Tryggare </t></r><r><t>kommun</t></r><rPh sb="0" eb="1"><t>läs</t></rPh></si>',
      '<si><t>Rad ett_x000D_&#10;rad två</t></si>',
    ].join('');
    const top = texts.map((_, at) => `<c r="${String.fromCharCode(65 + at)}1" t="s"><v>${at}</v></c>`).join('');
    const data = `<row r="1">${top}</row>
      <row r="2"><c r="A2" t="s"><v>8</v></c><c r="B2" t="str"><f>"Lysa"</f><v>Lysa upp</v></c><c r="C2" t="s"><v>9</v></c>
        <c r="D2" s="1"><v>46388</v></c><c r="E2" s="2"><f>D2+364</f><v>46752</v></c><c r="G2" t="inlineStr"><is><t>Trygghet</t></is></c><c r="H2" s="3"><v>0.8</v></c></row>
      <row r="4"><c r="A4" s="1"/><c r="B4"><v>112</v></c><c r="D4"><v>46388</v></c><c r="E4"><v>20271231</v></c><c r="G4" t="inlineStr"><is><t>Brott</t></is></c><c r="H4"><v>2.5</v></c></row>`;
    const workbook = {
      sheets: [{ name: 'Plan', data }],
      sharedStrings,
      formats: { 164: '[$-41D]d\\ mmmm\\ yyyy;@' },
      styles: [0, 14, 164, 9],
    };
    const { goals, faults, rows, cells, sheet, ignoredSheets, encoding } = await planIn(workbookOf(workbook));
    expect(faults).toEqual([]);
    expect(goals).toEqual([
      {
        title: 'Tryggare kommun',
        measures: [
          { name: 'Trygghet', target: '80 %' },
          { name: 'Brott', target: '2,5' },
        ],
        activities: [
          {
            heading: 'Lysa upp',
            description: 'Rad ett\r\nrad två',
            startDate: '2027-01-01',
            endDate: '2027-12-31',
            responsibleUnit: '',
          },
          { heading: '112', description: '', startDate: '2027-01-01', endDate: '2027-12-31', responsibleUnit: '' },
        ],
      },
    ]);
    expect(rows).toEqual({ read: 3, used: 2, blank: 1, refused: 0 });
    expect(cells).toEqual({ read: 12, used: 12, ignored: 0, refused: 0 });
    expect({ sheet, ignoredSheets, encoding }).toEqual({ sheet: 'Plan', ignoredSheets: [], encoding: null });
  });

  it('has the days of its own system of dates', async () => {
    const row = (start: string) =>
      `${inlineRows([headings])}<row r="2">${talks
        .map((text, at) => (at === 3 ? start : `<c t="inlineStr"><is><t>${text}</t></is></c>`))
        .join('')}</row>`;
    for (const [cell, is1904, startDate] of [
      ['<c s="1"><v>46388</v></c>', false, '2027-01-01'],
      ['<c s="1"><v>44926</v></c>', true, '2027-01-01'],
      ['<c><v>44926</v></c>', true, '2027-01-01'],
      ['<c t="d"><v>2027-01-01T00:00:00</v></c>', false, '2027-01-01'],
      ['<c s="1"><v>46387.9999999</v></c>', false, '2027-01-01'],
    ] as const) {
      const found = await planIn(workbookOf({ sheets: [{ name: 'P', data: row(cell) }], styles: [0, 14], is1904 }));
      expect([cell, found.faults, found.goals[0]?.activities[0]?.startDate]).toEqual([cell, [], startDate]);
    }
    const timed = await planIn(
      workbookOf({ sheets: [{ name: 'P', data: row('<c s="1"><v>46388.5</v></c>') }], styles: [0, 22] }),
    );
    expect(timed.faults).toEqual([{ row: 2, column: 'Startdatum', problem: 'NOT_A_DATE', value: '2027-01-01 12:00' }]);
  });

  it('is at fault by row and column where a cell has an error, no result or no heading', async () => {
    const data = `${inlineRows([headings])}
      <row r="7"><c r="A7" t="inlineStr"><is><t>Mål</t></is></c><c r="B7" t="e"><f>A99</f><v>#REF!</v></c><c r="C7"><f>NU()</f></c>
      <c r="D7" t="b"><v>1</v></c><c r="E7"><v>46752</v></c><c r="H7"><v>1</v></c></row>`;
    const { faults, rows } = await planIn(workbookOf({ sheets: [{ name: 'P', data }] }));
    expect(faults).toEqual([
      { row: 7, column: 'H', problem: 'CELL_BEYOND_HEADINGS', value: '1' },
      { row: 7, column: 'Aktivitet', problem: 'SPREADSHEET_ERROR', value: '#REF!' },
      { row: 7, column: 'Beskrivning', problem: 'SPREADSHEET_ERROR', value: '#CALC!' },
    ]);
    expect(rows).toEqual({ read: 6, used: 0, blank: 5, refused: 1 });
    const noDate = data.replace(/<c r="[BCH]7".*?<\/c>/gs, '<c r="B7"><v>1</v></c>');
    expect((await planIn(workbookOf({ sheets: [{ name: 'P', data: noDate }] }))).faults).toEqual([
      { row: 7, column: 'Startdatum', problem: 'NOT_A_DATE', value: 'SANT' },
    ]);
  });

  it('is in the one sheet that has the headings, and the others are listed', async () => {
    const notes = sheetOf([['Att göra']], 'Noter');
    const plan = sheetOf([headings, talks]);
    const hidden: SheetUnderTest = { ...sheetOf([headings, talks], 'Gammal'), state: 'hidden' };
    const found = await planIn(workbookOf({ sheets: [notes, hidden, plan] }));
    expect(found).toMatchObject({ faults: [], sheet: 'Plan', ignoredSheets: ['Noter', 'Gammal'] });
    expect(await refusalOf(workbookOf({ sheets: [plan, { ...plan, name: 'Plan (2)' }] }))).toEqual([
      'SEVERAL_SHEETS',
      { sheets: ['Plan', 'Plan (2)'] },
    ]);
    const none = await planIn(workbookOf({ sheets: [sheetOf([], 'Tom'), notes] }));
    expect(none.faults[0]).toEqual({ row: 1, column: 'Mål', problem: 'MISSING', value: '' });
    expect((await planIn(workbookOf({ sheets: [] }))).faults).not.toEqual([]);
  });

  it('is read when the workbook has neither shared texts nor formats', async () => {
    const {
      'xl/sharedStrings.xml': _,
      'xl/styles.xml': __,
      ...parts
    } = partsOf({ sheets: [sheetOf([headings, talks])] });
    const relationships = 'xl/_rels/workbook.xml.rels';
    const own = (parts[relationships] ?? '').replace(/<Relationship Id="rId[ST]"[^>]*>/g, '');
    expect(await planIn(archiveOf({ ...parts, [relationships]: own }))).toMatchObject({ faults: [], sheet: 'Plan' });
  });

  it('is the same as in a CSV file', async () => {
    const text = fc.oneof(
      fc.constantFrom('', ' ', 'Läsa', '2027-01-31', '1/2/2027', '#REF!', '_x0041_', '46418', '<&">'),
      fc
        .string({ unit: 'grapheme', maxLength: 6 })
        .filter((one) => !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x/.test(one)),
    );
    const rows = fc.array(fc.array(text, { minLength: 7, maxLength: 7 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const top = [...headings, 'Övrigt'];
        const escape = (one: string) => one.replaceAll('_x0041_', '_x005F_x0041_').replaceAll('\r', '_x000D_');
        const bytes = workbookOf({ sheets: [sheetOf([top, ...cells.map((row) => row.map(escape))])] });
        const last = cells.findLastIndex((row) => row.some((one) => one !== ''));
        const table: Table = { headings: top, rows: cells.slice(0, last + 1), faults: [], dateSystem: 1900 };
        const { sheet: _, ignoredSheets: __, encoding: ___, ...found } = await planIn(bytes);
        expect(found).toEqual(readPlan(table, 2027));
      }),
      { numRuns: 150 },
    );
  });
});

it('rule 67: a file that is neither a text nor bytes in Base 64 is refused', async () => {
  const fields = [{ field: 'file', problem: 'data URL' }];
  const urls = ['data:text/csv;base64,TcOlbA', 'data:text/csv;base64,å===', 'data:text/csv,M%C3%A5l', 'data:'];
  const wrong = await wrongRowsInTurn(urls, async (url) => {
    expect(await refusalOfFile(url)).toEqual(['INVALID_INPUT', { fields }]);
  });
  expect(wrong).toEqual([]);
});

/** Changes the little-endian number of 4 bytes at a place after each header of the list of parts, and of the parts. */
function patched(bytes: Buffer, change: (header: Buffer, fields: { size: number; flags: number }) => void): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf('PK\u0001\u0002'); at !== -1; at = copy.indexOf('PK\u0001\u0002', at + 4)) {
    change(copy.subarray(at), { size: 24, flags: 8 });
  }
  for (let at = copy.indexOf('PK\u0003\u0004'); at !== -1; at = copy.indexOf('PK\u0003\u0004', at + 4)) {
    change(copy.subarray(at), { size: 22, flags: 6 });
  }
  return copy;
}

describe('rule 125: a file that is no workbook to be read', () => {
  const sound = partsOf({ sheets: [sheetOf([headings, talks])] });
  const SHEET = 'xl/worksheets/sheet1.xml';
  const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const bomb = archiveOf({ ...sound, [SHEET]: new Uint8Array(200 * 1024 * 1024) });
  const entities = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>`;
  const headed = `<worksheet><sheetData><row><c r="XFD1"><v>1</v></c></row>${'<row><c><v>1</v></c></row>'.repeat(100)}</sheetData></worksheet>`;
  const wide = `<worksheet><sheetData>${'<row><c r="XFD1"><v>1</v></c></row>'.repeat(100)}</sheetData></worksheet>`;
  const files: Readonly<Record<string, readonly [reason: string, bytes: Uint8Array]>> = {
    'a workbook of Excel 97': ['XLS', Buffer.concat([compound, Buffer.alloc(600)])],
    'a workbook with a password': ['ENCRYPTED', Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')])],
    'an encrypted archive': [
      'ENCRYPTED',
      patched(archiveOf(sound), (header, { flags }) => header.writeUInt16LE(1, flags)),
    ],
    'a file of OpenDocument': [
      'ODS',
      archiveOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
    ],
    'a binary workbook': [
      'XLSB',
      archiveOf({ ...sound, '_rels/.rels': (sound['_rels/.rels'] ?? '').replace('workbook.xml', 'workbook.bin') }),
    ],
    'another archive': ['DAMAGED', archiveOf({ 'plan.csv': headings.join(';') })],
    'an archive without a workbook': ['DAMAGED', archiveOf({ '[Content_Types].xml': '<x/>' })],
    'an archive with a name outside of it': ['DAMAGED', archiveOf({ ...sound, '../../etc/cron.d/x': 'x' })],
    'an archive with an absolute name': ['DAMAGED', archiveOf({ ...sound, '/etc/cron.d/x': 'x' })],
    'half an archive': ['DAMAGED', archiveOf(sound).subarray(0, 500)],
    'XML that ends early': ['DAMAGED', archiveOf({ ...sound, [SHEET]: '<worksheet><sheetData>' })],
    'XML that declares entities': ['DAMAGED', archiveOf({ ...sound, [SHEET]: entities })],
    'a bomb': ['TOO_LARGE', bomb],
    // Nothing of it can be unpacked, so that nothing was before it was refused.
    'a bomb that cannot go off': [
      'TOO_LARGE',
      patched(archiveOf({ ...sound, [SHEET]: 'x' }), (header, { size }) => {
        header.writeUInt32LE(60 * 1024 * 1024, size);
      }),
    ],
    'a bomb that declares less': [
      'DAMAGED',
      patched(bomb, (header, { size }) => {
        if (header.readUInt32LE(size) > 1024 * 1024) header.writeUInt32LE(1000, size);
      }),
    ],
    'many parts': [
      'TOO_LARGE',
      archiveOf({ ...sound, ...Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`x${n}`, ''])) }),
    ],
    'many blank cells': ['TOO_MANY_CELLS', archiveOf({ ...sound, [SHEET]: wide })],
    'many blank cells under its headings': ['TOO_MANY_CELLS', archiveOf({ ...sound, [SHEET]: headed })],
  };

  it('is refused with the reason', async () => {
    expect(bomb.length).toBeLessThan(250_000);
    const wrong = await wrongRowsInTurn(Object.keys(files), async (name) => {
      const [reason, bytes] = files[name] ?? [];
      expect(await refusalOf(bytes ?? new Uint8Array())).toEqual(['FILE_UNREADABLE', { reason }]);
    });
    expect(wrong).toEqual([]);
  });

  it('is refused or at fault whatever its bytes are', async () => {
    const bytes = archiveOf({
      ...sound,
      [SHEET]: `<worksheet><sheetData>${escaped('')}${inlineRows([headings, talks])}</sheetData></worksheet>`,
    });
    const noises = fc.tuple(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(noises, async ([at, noise, replaces]) => {
        const after = bytes.subarray(replaces ? at + noise.length : at);
        const refusal = await refusalOf(Buffer.concat([bytes.subarray(0, at), noise, after]));
        expect(refusal === null || refusal[0] === 'FILE_UNREADABLE').toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
