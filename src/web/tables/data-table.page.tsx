import type { ComponentChildren } from 'preact';

interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  /** Whether the first cell of each row names it. */
  readonly hasRowHeadings: boolean;
}

/** A table of texts. Where it has no room, its cells stand below each other, each with the name of its column. */
export function DataTable({ caption, columns, rows, hasRowHeadings }: DataTableProps) {
  return (
    <table class="ds-table data">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, at) => (
            <th scope="col" key={at}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) =>
              hasRowHeadings && at === 0 ? (
                <th scope="row" key={at}>
                  {cell}
                </th>
              ) : (
                <td key={at} data-label={columns[at]}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
