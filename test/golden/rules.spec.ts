import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readBook, readTexts, rulesIn } from '../support/rule-book.js';
import { rulesPage } from './rules.js';

// UPDATE_GOLDEN=1 npm test -- test/golden/rules     writes the page

const file = new URL('../../docs/rules.md', import.meta.url);

it('docs/rules.md says what the code cites and the specs prove', async () => {
  const settings = await resolveConfig(file);
  const page = await format(rulesPage(readBook(), readTexts()), { ...settings, parser: 'markdown' });
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
});

it('a page has each rule with its code and its specs', () => {
  const book = rulesIn('## Plans\n\n### Rule 1\n\nA plan is adopted. Once.\n\n### Rule 2\n\nA plan ends.\n');
  const texts = new Map([
    ['docs/a.md', 'rule 1'],
    ['src/plans/plan.spec.ts', "it('rule 1: a plan', () => { /* rule 2 */ });"],
    ['src/plans/plan.ts', '// rules 1 and 2'],
    ['test/journeys/plan.spec.ts', "it('rule 1: a plan', () => undefined);"],
    ['test/support/plan.ts', '// rule 1'],
  ]);
  const [, , ...chapters] = rulesPage(book, texts).split('\n\n');
  expect(chapters).toEqual([
    '## Plans',
    '### Rule 1',
    'A plan is adopted. [In full](domain/rules.md#rule-1)',
    '- Code: [plans/plan](../src/plans/plan.ts)\n' +
      '- Specs: [plans/plan](../src/plans/plan.spec.ts), [journeys/plan](../test/journeys/plan.spec.ts)',
    '### Rule 2',
    'A plan ends. [In full](domain/rules.md#rule-2)',
    '- Code: [plans/plan](../src/plans/plan.ts)',
  ]);
});
