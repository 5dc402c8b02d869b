import type { SideRow } from './backup-file.js';
import { pagesOf } from './side-rows.service.js';

describe('the rows that are put back in one statement', () => {
  async function pages(rows: readonly string[], tableOf: (at: number) => string = () => 'files') {
    const found: { schema: string; table: string; page: readonly string[] }[] = [];
    const all = async function* (): AsyncGenerator<SideRow, void> {
      for (const [at, row] of rows.entries())
        yield await Promise.resolve({ schema: 'documents', table: tableOf(at), row });
    };
    for await (const page of pagesOf(all())) found.push(page);
    return found;
  }
  const sizes = async (rows: readonly string[]) => (await pages(rows)).map(({ page }) => page.length);

  it('are at most 500, and all of them in their order', async () => {
    const rows = Array.from({ length: 1_201 }, (_, number) => String(number));
    expect(await sizes(rows)).toEqual([500, 500, 201]);
    expect((await pages(rows)).flatMap(({ page }) => page)).toEqual(rows);
  });

  it('are few when they are large, and one that is larger than a statement goes alone', async () => {
    const [large, huge] = ['x'.repeat(1_500_000), 'x'.repeat(9_000_000)];
    expect(await sizes([large, large, large, 'small', huge, 'small'])).toEqual([2, 2, 1, 1]);
  });

  it('are of one table', async () => {
    const told = await pages(['1', '2', '3'], (at) => (at < 2 ? 'files' : 'others'));
    expect(told).toEqual([
      { schema: 'documents', table: 'files', page: ['1', '2'] },
      { schema: 'documents', table: 'others', page: ['3'] },
    ]);
  });

  it('are none of an empty table', async () => {
    expect(await sizes([])).toEqual([]);
  });
});
