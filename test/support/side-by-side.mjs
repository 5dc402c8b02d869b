// Runs scripts of package.json, as many at a time as there are cores, in the order given: the longest go first.
//
//   node test/support/side-by-side.mjs [--at-once N] lint types 'graph -- --check'
//
// Scripts that often wait, for a disk or for each other's processes, leave room for more than that: `--at-once`.
//
// Prints the output of each when it ends, and a count of those that passed. Runs all of them even when one fails, and then
// exits with 1.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

const { values, positionals: scripts } = parseArgs({
  options: { 'at-once': { type: 'string', default: String(availableParallelism()) } },
  allowPositionals: true,
});
const waiting = [...scripts];
const failed = [];
process.stdout.write(`Checks: ${scripts.join(', ')}.\n`);

async function run(script) {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', ...script.split(' ')], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) failed.push(script);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`> ${script}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n${Buffer.concat(said)}`);
}

async function runInTurn() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) await run(script);
}

await Promise.all(Array.from({ length: Number(values['at-once']) }, runInTurn));
const failures = failed.length > 0 ? `, ${failed.length} failed: ${failed.join(', ')}` : '';
process.stdout.write(`${scripts.length - failed.length} of ${scripts.length} checks passed${failures}.\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
