import type { RowFault } from '../../kernel/row-faults.js';
import { faultyRows, faultyRowsOnDemand } from './faulty-rows.service.js';
import { readSpreadsheet } from './spreadsheet-file.service.js';

const columns = { needed: ['Namn'], optional: ['Roll'] };
const table = {
  headings: ['Namn', 'Roll'],
  rows: [['Bo', 'kung'], ['Erika', 'handläggare'], null, ['=1+1', 'x', 'y']],
};
const faults: readonly RowFault[] = [
  { row: 2, column: 'Namn', problem: 'NAME_KNOWN', value: 'Bo' },
  { row: 2, column: 'Roll', problem: 'UNKNOWN_ROLE', value: 'kung' },
  { row: 4, column: 'Namn', problem: 'NOT_CSV', value: '' },
  { row: 5, column: 'C', problem: 'CELL_BEYOND_HEADINGS', value: 'y' },
];

async function read(language: 'sv' | 'en') {
  const file = faultyRows(table, faults, language) ?? '';
  return (await readSpreadsheet(file, columns)).table;
}

describe('the rows at fault of a file', () => {
  it('are those alone, each as it stands in the file, with its number and every fault', async () => {
    const { headings, rows } = await read('sv');
    expect(headings).toEqual(['Rad', 'Namn', 'Roll', '', 'Fel']);
    expect(rows).toEqual([
      [
        ...['2', 'Bo', 'kung', ''],
        'Namn Bo finns redan, skriv beteckningen om det är samma person och annars en inloggning. ' +
          'Roll kung är ingen roll, skriv till exempel handläggare eller ledamot.',
      ],
      ['4', '', '', '', 'Namn har ett citattecken för mycket eller för litet.'],
      ['5', '=1+1', 'x', 'y', 'C y står utanför rubrikerna.'],
    ]);
  });

  it('are told in the language of the reader', async () => {
    const { headings, rows } = await read('en');
    expect([headings[0], headings.at(-1)]).toEqual(['Row', 'Faults']);
    expect(rows[1]?.at(-1)).toBe('Namn has a quotation mark too many or too few.');
  });

  it('have the headings when those are at fault', async () => {
    const missing: RowFault = { row: 1, column: 'Nämnd', problem: 'MISSING', value: '' };
    const { table: read } = await readSpreadsheet(faultyRows(table, [missing], 'sv') ?? '', columns);
    expect(read.rows).toEqual([['1', 'Namn', 'Roll', 'Nämnd saknas.']]);
  });

  it('are no file when the file is sound, or when a page cannot hold them', () => {
    expect(faultyRows(table, [], 'sv')).toBeNull();
    const rows = Array.from({ length: 40_000 }, (_, at) => [`${at}`, crypto.randomUUID(), crypto.randomUUID()]);
    const many = rows.map((_, at): RowFault => ({ row: at + 2, column: 'Namn', problem: 'TOO_LONG', value: `${at}` }));
    expect(faultyRows({ headings: ['Namn', 'Roll'], rows }, many, 'sv') === null).toBe(true);
  });

  const named = (count: number) =>
    Array.from({ length: count }, (_, at): RowFault => ({
      row: at + 2,
      column: 'Namn',
      problem: 'NAME_KNOWN',
      value: 'x',
    }));

  it('are no file when there are more of them than a program can take at once', () => {
    const rows = Array.from({ length: 200_000 }, () => ['x']);
    expect(faultyRows({ headings: ['Namn'], rows }, named(200_000), 'sv')).toBeNull();
  });

  it('are no file when one long row would make all the others long', () => {
    const rows = [Array.from({ length: 16_000 }, () => 'x'), ...Array.from({ length: 200 }, () => ['x'])];
    expect(faultyRows({ headings: ['Namn'], rows }, named(201), 'sv')).toBeNull();
    expect(faultyRows({ headings: ['Namn'], rows }, named(1), 'sv')).not.toBeNull();
  });

  it('are no file when their texts are too long', () => {
    const rows = Array.from({ length: 200 }, () => ['x'.repeat(30_000)]);
    expect(faultyRows({ headings: ['Namn'], rows }, named(200), 'sv')).toBeNull();
    expect(faultyRows({ headings: ['Namn'], rows }, named(20), 'sv')).not.toBeNull();
  });

  it('are made when they are asked for, once', () => {
    let times = 0;
    const counted = {
      headings: ['Namn'],
      get rows() {
        times += 1;
        return [['x']];
      },
    };
    const onDemand = faultyRowsOnDemand(counted, named(1), 'sv');
    expect(times).toBe(0);
    expect(onDemand()).toBe(onDemand());
    expect(times).toBe(1);
  });
});
