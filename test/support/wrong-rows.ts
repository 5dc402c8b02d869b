/**
 * Checks each row of a table and names each row that is wrong, with the first line of what is wrong with it. A table
 * without rows is wrong itself.
 */
export function wrongRows<Row>(rows: readonly Row[], check: (row: Row) => void): string[] {
  if (rows.length === 0) return ['The table has no rows.'];
  return rows.flatMap((row) => {
    try {
      check(row);
      return [];
    } catch (error) {
      return [`${nameOf(row)}: ${error instanceof Error ? linesOf(error.message) : String(error)}`];
    }
  });
}

const LONGEST_NAME = 160;

function nameOf(row: unknown): string {
  return JSON.stringify(row).slice(0, LONGEST_NAME);
}

/** An expectation says in its first lines what was expected and what came. Colours say nothing in a list. */
function linesOf(message: string): string {
  const plain = message.replaceAll(/\u001b\[[0-9;]*m/g, '');
  return plain
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 3)
    .join(' ');
}
