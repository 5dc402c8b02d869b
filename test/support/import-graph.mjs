// Draws which room of src imports from which into docs/architecture.md, between its two markers.
//
//   node test/support/import-graph.mjs           writes the graph
//   node test/support/import-graph.mjs --check   exits 1 when the graph that stands there is not the current one

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const page = join(root, 'docs/architecture.md');
const [start, end] = ['<!-- graph:start -->', '<!-- graph:end -->'];

/** The room of a file: its folder in src, or its own name for a file that stands in src itself. */
function roomOf(path) {
  const [, room] = /^src\/([^/]+?)(?:\/|\.tsx?$)/.exec(path) ?? [];
  return room;
}

function modulesOfSrc() {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const run = spawnSync(process.execPath, [tool, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.stdout === '') throw new Error(run.stderr);
  return JSON.parse(run.stdout).modules.filter(({ source }) => !/\.spec\.tsx?$/.test(source));
}

/** `from → to`, with whether there is an import between the two that is more than types. */
function arrowsBetween(modules) {
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    for (const { resolved, dependencyTypes } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (from === undefined || to === undefined || from === to) continue;
      const key = `${from} ${to}`;
      arrows.set(key, (arrows.get(key) ?? false) || !dependencyTypes.includes('type-only'));
    }
  }
  return [...arrows].sort(([a], [b]) => (a < b ? -1 : 1));
}

function graphOf(modules) {
  const rooms = [...new Set(modules.flatMap(({ source }) => roomOf(source) ?? []))].sort();
  const isFile = (room) => modules.some(({ source }) => source === `src/${room}.ts`);
  const nodeOf = (room) => room.replaceAll(/[^a-z0-9]/g, '_') + '_';
  return [
    'flowchart TD',
    ...rooms.map((room) => `  ${nodeOf(room)}${isFile(room) ? `([${room}])` : `[${room}]`}`),
    ...arrowsBetween(modules).map(([key, isValue]) => {
      const [from, to] = key.split(' ');
      return `  ${nodeOf(from)} ${isValue ? '-->' : '-.->'} ${nodeOf(to)}`;
    }),
  ].join('\n');
}

function pageWith(graph) {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : `# Architecture\n\n${start}\n${end}\n`;
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/architecture.md has no ${start} followed by ${end}`);
  return `${text.slice(0, from + start.length)}\n\n\`\`\`mermaid\n${graph}\n\`\`\`\n\n${text.slice(to)}`;
}

const wanted = pageWith(graphOf(modulesOfSrc()));
const current = existsSync(page) ? readFileSync(page, 'utf8') : '';
if (wanted === current) {
  console.log('docs/architecture.md is current');
} else if (process.argv.includes('--check')) {
  console.error('docs/architecture.md is not current: run `node test/support/import-graph.mjs`');
  process.exitCode = 1;
} else {
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, wanted);
  console.log('docs/architecture.md is written');
}
