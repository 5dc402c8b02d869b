import type { ComponentChildren } from 'preact';

interface CountRow {
  readonly key: string;
  readonly name: ComponentChildren;
  readonly count: number;
}

interface CountsProps {
  readonly caption: string;
  readonly nameHeading: string;
  readonly countHeading: string;
  readonly rows: readonly CountRow[];
}

/** A table of figures with a bar beside each. The figure says the same as the bar. */
export function Counts({ caption, nameHeading, countHeading, rows }: CountsProps) {
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <table class="ds-table counts">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{nameHeading}</th>
          <th scope="col" class="figure">
            {countHeading}
          </th>
          <td class="bar" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, count }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td class="figure">{count}</td>
            <td class="bar">
              <svg aria-hidden="true" focusable="false">
                <rect width={`${all === 0 ? 0 : Math.round((100 * count) / all)}%`} height="100%" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
