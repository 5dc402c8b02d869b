import { type BookRule, citedRules, isSpec, provedRules, type Texts } from '../support/rule-book.js';

/** The page that tells of each rule which code cites it and which specs prove it. */
export function rulesPage(book: readonly BookRule[], texts: Texts): string {
  const code = [...texts].filter(([path]) => path.startsWith('src/') && !isSpec(path));
  const cited = new Map(code.map(([path, text]) => [path, citedRules(text)]));
  const proved = provedRules(texts);
  return [
    '# The rules and their proofs',
    'Made by `npm run golden` from the comments of the code and the titles of the specs; not to be changed by hand. ' +
      '[The rule book](domain/rules.md) has each rule in full.',
    ...chaptersOf(book).flatMap(([chapter, rules]) => [
      `## ${chapter}`,
      ...rules.flatMap((rule) => [
        `### Rule ${String(rule.number)}`,
        `${rule.firstSentence} [In full](domain/rules.md#rule-${String(rule.number)})`,
        [...line('Code', pathsWith(rule, cited)), ...line('Specs', pathsWith(rule, proved))].join('\n'),
      ]),
    ]),
  ].join('\n\n');
}

function chaptersOf(book: readonly BookRule[]): [string, BookRule[]][] {
  return [...Map.groupBy(book, ({ chapter }) => chapter)];
}

function pathsWith({ number }: BookRule, numbersByPath: ReadonlyMap<string, ReadonlySet<number>>): string[] {
  return [...numbersByPath].filter(([, numbers]) => numbers.has(number)).map(([path]) => path);
}

/** Nothing where there is no path. */
function line(label: string, paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [`- ${label}: ${paths.map(link).join(', ')}`];
}

/** `[plans/goal](../src/plans/goal.spec.ts)` */
function link(path: string): string {
  return `[${path.replace(/^(?:src|test)\//, '').replace(/(?:\.spec)?\.ts$/, '')}](../${path})`;
}
