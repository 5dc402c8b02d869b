import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Matches the specifier of each import and export. A match in a comment or a text only adds a file. */
const IMPORTED = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g;

/**
 * Reads the text of a code file and of each file that it imports, directly or not, in an order that depends only on
 * those texts. For a package it reads the `package.json`, which has the version.
 *
 * @param url `file:` URL
 */
export function textsOfCode(url: string): string[] {
  const texts = new Map<string, string>();
  const waiting = [url];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const file = fileOf(next);
    if (texts.has(file)) continue;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, , specifier = ''] of text.matchAll(IMPORTED)) {
      if (specifier.startsWith('.')) waiting.push(new URL(specifier, next).href);
      else if (!isBuiltin(specifier)) texts.set(specifier, packageOf(specifier, next));
    }
  }
  return [...texts.values()];
}

/** Code that is not compiled imports `x.js` and means `x.ts`. */
function fileOf(url: string): string {
  const file = fileURLToPath(url);
  return existsSync(file) ? file : file.replace(/\.js$/, '.ts');
}

function packageOf(specifier: string, importer: string): string {
  const file = findPackageJSON(specifier, importer);
  if (file === undefined) throw new Error(`The package of ${specifier} has no package.json.`);
  return readFileSync(file, 'utf8');
}
