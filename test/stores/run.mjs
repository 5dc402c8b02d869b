// Runs the conformance suite of the event stores, and the service on stores that fail, with all runs.
//
//   npm run test:stores -- [--few] [--kurrentdb WHAT] [what Jest takes …]
//
// With `--few`, a part of each table of faults is tried. With `--kurrentdb`, the suite of KurrentDB runs on that server
// instead of the double, and the other stores' do not.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startNode } from '../support/kurrentdb-node.mjs';

const given = process.argv.slice(2);
const few = given.indexOf('--few');
if (few >= 0) given.splice(few, 1);
const at = given.indexOf('--kurrentdb');
const [, what = null] = at < 0 ? [] : given.splice(at, 2);
const node = what === null ? null : await startNode(what);
// Ends by exit, so that the node ends with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const flags = ['--experimental-vm-modules', '--no-compilation-cache'];
const jestAndSpecs = ['node_modules/jest/bin/jest.js', '--roots', 'test/stores', '--verbose'];
// The first look is a part of the others.
const withAllSpecs = ['--testPathIgnorePatterns', '/node_modules/', '/smoke[.]spec'];
// All runs take minutes, and many times that on a machine with much else to do. No test fails for that.
const parameters = [...jestAndSpecs, ...withAllSpecs, '--testTimeout', '1800000', ...given];
const only = node === null ? [] : ['test/stores/kurrentdb.spec.ts'];
const jest = spawn(process.execPath, [...flags, ...parameters, ...only], {
  stdio: 'inherit',
  env: { ...process.env, STORE_RUNS: few < 0 ? 'all' : 'few', ...(node && { EVENTS_URL: node.address }) },
});
const [code] = await once(jest, 'exit');
await node?.stop();
process.exit(code ?? 1);
