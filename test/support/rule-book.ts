import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { projectRoot } from './planted-tree.js';

/** A rule of docs/domain/rules.md. */
export interface BookRule {
  readonly number: number;
  readonly chapter: string;
  readonly firstSentence: string;
  readonly isBuilt: boolean;
}

/** Texts by the path from the project's root. */
export type Texts = ReadonlyMap<string, string>;

const bookPath = 'docs/domain/rules.md';
const notBuiltChapter = 'Not built yet';

/** These plant citations that are wrong. */
const notRead = ['test/architecture/rule-book.spec.ts'];

export function rulesIn(book: string): BookRule[] {
  return book.split(/^## /m).flatMap((part) => {
    const [chapter = ''] = part.split('\n', 1);
    return part
      .split(/^### Rule /m)
      .slice(1)
      .map((rule) => ({
        number: Number.parseInt(rule, 10),
        chapter,
        firstSentence: firstSentenceOf(rule),
        isBuilt: chapter !== notBuiltChapter,
      }));
  });
}

function firstSentenceOf(rule: string): string {
  const [, paragraph = ''] = rule.split('\n\n', 2);
  const [sentence = ''] = paragraph.replaceAll('\n', ' ').split(/(?<=\.) /, 1);
  return sentence.trim();
}

/**
 * The rules that a text cites: `rule 3`, `rules 3, 4 and 61`, `rules 82–86`. A citation may continue on the next line.
 */
export function citedRules(text: string): Set<number> {
  const flowing = text.replaceAll(/\n\s*(?:\*|\/\/)?\s*/g, ' ');
  const citations = flowing.matchAll(/\brules?\s+(\d+(?:(?:\s*–\s*|,?\s+(?:and|or)\s+|,\s*)\d+)*)\b/gi);
  return new Set([...citations].flatMap(([, list = '']) => list.split(/\s*(?:,|and|or)\s*/).flatMap(numbersOf)));
}

/** The numbers of `3` or `82–86`. */
function numbersOf(range: string): number[] {
  if (range === '') return [];
  const [first = 0, last = first] = range.split('–').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A section of a text that is not in the project. The sections of an RFC are. */
export function citesSection(text: string): boolean {
  return /(?<!RFC \d{4}, )\bsections? \d/i.test(text);
}

/** The titles of the tests in a spec, with the texts in the tables of its `each`. */
export function titlesIn(path: string, text: string): string[] {
  const titles: string[] = [];
  const addTexts = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isStringLiteralLike(node)) titles.push(node.text);
    if (ts.isTemplateExpression(node)) titles.push(node.getText());
    ts.forEachChild(node, addTexts);
  };
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:it|test|describe)\b/.test(node.expression.getText())) addTexts(node);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return titles;
}

export function isSpec(path: string): boolean {
  return path.endsWith('.spec.ts');
}

/** The rules that the titles of each spec cite. */
export function provedRules(texts: Texts): Map<string, Set<number>> {
  const specs = [...texts].filter(([path]) => isSpec(path));
  return new Map(specs.map(([path, text]) => [path, citedRules(titlesIn(path, text).join('\n'))]));
}

export function readBook(): BookRule[] {
  return rulesIn(readFileSync(join(projectRoot, bookPath), 'utf8'));
}

/** Everything in the project that may cite a rule, in the order of the paths. */
export function readTexts(): Texts {
  const paths = ['src', 'test', 'docs'].flatMap(filesIn).concat(filesAtTheTop());
  const wanted = paths.filter((path) => /\.(?:ts|mjs|md)$/.test(path) && !notRead.includes(path));
  return new Map(wanted.sort().map((path) => [path, readFileSync(join(projectRoot, path), 'utf8')]));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/') && !path.startsWith('test/vectors/'));
}

function filesAtTheTop(): string[] {
  return readdirSync(projectRoot).filter((name) => name.endsWith('.md'));
}
