import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '../..');

/** A folder of its own, to plant violations in without touching the project. */
export interface PlantedTree {
  readonly root: string;
  readonly remove: () => void;
}

export function plantTree(files: Readonly<Record<string, string>>): PlantedTree {
  const root = mkdtempSync(join(tmpdir(), 'tertial-planted-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Runs one of the project's tools in a folder and returns its JSON. It may find faults; it may not break. */
export function answerOf(tool: string, args: readonly string[], folder: string): unknown {
  const run = spawnSync(process.execPath, [join(projectRoot, 'node_modules', tool), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  try {
    return JSON.parse(run.stdout);
  } catch (cause) {
    throw new Error(`${tool} gave no answer: ${run.stdout.slice(0, 2000)}${run.stderr}`, { cause });
  }
}
