import fc from 'fast-check';
import { activitiesTable } from '../../../test/support/document-under-test.js';
import type { Table } from '../document.js';
import { tableWidths } from './column-widths.js';

const seed = Number(process.env.FC_SEED ?? Date.now());

function table(...rows: string[][]): Table {
  const columns = (rows[0] ?? []).map((heading) => ({ heading, isNumeric: false }));
  return { kind: 'table', caption: '', columns, rows: rows.slice(1), hasRowHeadings: true, sum: null };
}

/** The widths of the first of some tables, which stand beside each other. */
function widthsOf(first: Table, ...others: Table[]): readonly number[] {
  return tableWidths([first, ...others]).get(first) ?? [];
}

describe(`the widths of columns (FC_SEED=${seed})`, () => {
  it('are no more than a small table needs', () => {
    const [status = 0, count = 0] = widthsOf(table(['Status', 'Antal'], ['Pågående med avvikelse', '3']));
    expect(status + count).toBeLessThan(40);
    expect(status).toBeGreaterThan(count);
  });

  it('give the room that is left to the longest texts', () => {
    const [, start = 0, , status = 0, comment = 0] = widthsOf(activitiesTable(1, 5));
    // A day has room to stand whole, and no more.
    expect(start).toBeLessThan(20);
    expect(comment).toBeGreaterThan(start);
    expect(comment).toBeGreaterThan(1.5 * status);
  });

  it('are the same of tables with the same headings', () => {
    const [short, long] = [
      table(['Mål', 'Kommentar'], ['Ett', 'Nej']),
      table(['Mål', 'Kommentar'], ['Två', 'Ja. '.repeat(50)]),
    ];
    const other = table(['Mål', 'Utfall'], ['Ett', 'Nej']);
    expect(widthsOf(short, long, other)).toEqual(widthsOf(long, short, other));
    expect(widthsOf(short, long)).not.toEqual(widthsOf(short));
    expect(widthsOf(other, short, long)).toEqual(widthsOf(other));
  });

  it('never need more than there is, and leave no column without room', () => {
    const cell = fc.string({ maxLength: 300 });
    const rows = fc
      .integer({ min: 1, max: 8 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(rows, (cells) => {
        const widths = widthsOf(table(...cells));
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(100);
        expect(Math.min(...widths)).toBeGreaterThan(1);
      }),
      { seed },
    );
  });
});
