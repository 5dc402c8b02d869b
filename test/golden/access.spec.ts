import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { accessPage } from './access.js';

const file = new URL('../../docs/access.md', import.meta.url);

it('docs/access.md says what the tables say', async () => {
  const settings = await resolveConfig(file);
  const page = await format(accessPage(), { ...settings, parser: 'markdown' });
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});
