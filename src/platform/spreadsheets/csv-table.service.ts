import { CsvError, parse } from 'csv-parse/sync';
import { folded } from '../../kernel/text.js';
import type { RowFault } from '../../kernel/row-faults.js';
import { type TextEncoding, encodingOf, textOf } from '../../kernel/text-encoding.js';
import { CellLimit, columnName, columnNamedBy, type Columns, type Table } from './table.js';

const BEFORE_TEXT = '\uFEFF';
/** A first line with which a spreadsheet program tells the delimiter. It is no row. */
const SEPARATOR_LINE = /^"?sep=([^"\r\n])"?(?:\r\n|\n|\r)/i;
const DELIMITERS = [';', ',', '\t'] as const;
/** The reader skips a row with a stray quote and goes on after it, at most so many times. */
const MOST_STRAY_QUOTES = 20;

const format = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  skip_empty_lines: false,
  trim: true,
};

/** Reads a CSV file into cells, with the encoding that its bytes tell; null for a file that is a text already. */
export function readCsv(
  csv: string | Uint8Array,
  columns: Columns,
): { readonly table: Table; readonly encoding: TextEncoding | null } {
  if (typeof csv === 'string') return { table: tableOf(csv, columns), encoding: null };
  const encoding = encodingOf(csv);
  return { table: tableOf(textOf(csv, encoding), columns), encoding };
}

/**
 * Reads a CSV text into cells. CR, LF and CRLF each end a row outside quotes, also mixed in one text.
 *
 * @throws Refusal `FILE_UNREADABLE` for too many cells
 */
function tableOf(csv: string, columns: Columns): Table {
  const text = csv.startsWith(BEFORE_TEXT) ? csv.slice(1) : csv;
  const [line = '', told] = SEPARATOR_LINE.exec(text) ?? [];
  const bytes = Buffer.from(text.slice(line.length));
  const delimiter = told ?? delimiterOf(bytes, columns);
  const rows: (readonly string[] | null)[] = [];
  const faults: RowFault[] = [];
  const limit = new CellLimit();
  const take = (row: readonly string[]) => {
    limit.take(row);
    rows.push(row);
  };
  for (let from = 0; from < bytes.length && faults.length < MOST_STRAY_QUOTES;) {
    const { end, error } = readFrom(bytes.subarray(from), delimiter, take);
    if (error === null) break;
    rows.push(null);
    const column = columnName(rows[0] ?? [], typeof error.index === 'number' ? error.index : 0);
    faults.push({ row: rows.length, column, problem: 'NOT_CSV', value: error.code });
    from = nextLine(bytes, from + end);
  }
  const [headings, ...others] = rows;
  return { headings: (headings ?? []).map(folded), rows: others, faults, dateSystem: 1900 };
}

/** Gives the rows up to the end or to a stray quote. `end` is where the last whole row ends. */
function readFrom(bytes: Buffer, delimiter: string, take: (row: readonly string[]) => void) {
  let end = 0;
  const onRecord = (cells: string[], at: { readonly bytes: number }) => {
    take(cells);
    end = at.bytes;
    return null;
  };
  try {
    parse(bytes, { ...format, delimiter, on_record: onRecord });
    return { end, error: null };
  } catch (error) {
    if (error instanceof CsvError) return { end, error };
    throw error;
  }
}

function nextLine(bytes: Buffer, from: number): number {
  const [LF, CR] = [0x0a, 0x0d];
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === LF) return at + 1;
    if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
  }
  return bytes.length;
}

/** Returns the delimiter that gives the most of the headings that the import reads, and of those the most cells. */
function delimiterOf(bytes: Buffer, columns: Columns): string {
  const columnNamed = columnNamedBy(columns);
  const found = DELIMITERS.map((delimiter) => {
    const headings = headingsBy(bytes, delimiter);
    return {
      delimiter,
      known: headings.filter((heading) => columnNamed(heading) !== null).length,
      cells: headings.length,
    };
  });
  const [best] = found.toSorted((one, other) => other.known - one.known || other.cells - one.cells);
  return best?.delimiter ?? DELIMITERS[0];
}

function headingsBy(bytes: Buffer, delimiter: string): readonly string[] {
  try {
    const [headings = []] = parse(bytes, { ...format, delimiter, to: 1 });
    return headings.map(folded);
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}
