import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './planted-tree.js';

/** The folders that hold what people wrote; what is installed, built or measured stands in others. */
const folders = ['src', 'test', 'docs', 'docker'];

/** The paths of the project's files from its root, in the order of the alphabet, that match. */
export function projectFiles(matching: RegExp): string[] {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1)),
  );
  const atRoot = readdirSync(projectRoot, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  return [...inFolders, ...atRoot].filter((path) => !path.includes('node_modules/') && matching.test(path)).sort();
}

export function projectText(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
