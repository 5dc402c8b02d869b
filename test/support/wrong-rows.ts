/**
 * Checks each row of a table and names each row that is wrong, with the first line of what is wrong with it. A table
 * without rows is wrong itself.
 */
export function wrongRows<const Row>(rows: readonly Row[], check: (row: Row) => void): string[] {
  if (rows.length === 0) return [NO_ROWS];
  return rows.flatMap((row) => {
    try {
      check(row);
      return [];
    } catch (error) {
      return [faultOf(row, error)];
    }
  });
}

/** The same for a check that is awaited. The rows are checked one after the other. */
export async function wrongRowsInTurn<const Row>(
  rows: readonly Row[],
  check: (row: Row) => Promise<unknown>,
): Promise<string[]> {
  if (rows.length === 0) return [NO_ROWS];
  const wrong: string[] = [];
  for (const row of rows) {
    await check(row).catch((error: unknown) => wrong.push(faultOf(row, error)));
  }
  return wrong;
}

function faultOf(row: unknown, error: unknown): string {
  return `${nameOf(row)}: ${error instanceof Error ? linesOf(error.message) : String(error)}`;
}

const NO_ROWS = 'The table has no rows.';
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
