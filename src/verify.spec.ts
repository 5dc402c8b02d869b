import { build } from 'esbuild';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type AppUnderTest, startApp } from '../test/support/app-under-test.js';
import { logKey, witnessOf } from '../test/support/witness-under-test.js';
import { exportLog } from './exports/exporting.service.js';
import { writeNoteKey } from './evidence/note-key.js';
import { EVENT_STORE, type EventStore } from './platform/event-store/event-store.js';
import { copyOfPlayedCase } from '../test/support/played-case.js';

const root = join(import.meta.dirname, '..');
const alone = mkdtempSync(join(tmpdir(), 'tertial-verify-'));
const elsewhere = mkdtempSync(join(tmpdir(), 'tertial-verified-'));
const file = join(elsewhere, 'export');
const key = writeNoteKey(logKey.key);
let service: AppUnderTest;

/** Bundles src/verify.ts with the options of the script `build:verify` in package.json. */
async function bundle(): Promise<void> {
  const target = join(alone, 'verify.mjs');
  const asDelivered = { bundle: true, platform: 'node', format: 'esm', target: 'node24' } as const;
  await build({ ...asDelivered, entryPoints: [join(root, 'src/verify.ts')], outfile: target, logLevel: 'error' });
}

beforeAll(async () => {
  await bundle();
  const { places, end } = await copyOfPlayedCase();
  service = await startApp(end, places);
  const store = service.app.get<EventStore>(EVENT_STORE);
  const takenAt = '2028-03-01T09:00:00.000Z';
  const options = { scope: { kind: 'everything' } as const, withhold: new Set<string>(), since: null, takenAt };
  await exportLog({ store, witness: await witnessOf(store) }, file, options);
});

afterAll(async () => {
  await service.close();
  for (const folder of [alone, elsewhere]) rmSync(folder, { recursive: true });
});

/** Runs the bundle in a folder without packages and with an empty environment. */
function verify(...args: readonly string[]) {
  return spawnSync(process.execPath, ['verify.mjs', ...args], { cwd: alone, encoding: 'utf8', env: {} });
}

describe('rule 90: the one file that verifies, alone in a folder', () => {
  it('imports nothing but what Node has', () => {
    expect(readdirSync(alone)).toEqual(['verify.mjs']);
    const code = readFileSync(join(alone, 'verify.mjs'), 'utf8');
    const imported = [...code.matchAll(/^import .* from "(.*)";$/gm)].map(([, from]) => from ?? '');
    expect(imported).not.toEqual([]);
    expect(imported.filter((from) => !from.startsWith('node:'))).toEqual([]);
    expect(code).not.toMatch(/\bimport\(|\brequire\(/);
  });

  it('finds a sound export sound', () => {
    const { status, stdout, stderr } = verify(file, '--key', key);
    expect(stderr).toBe('');
    expect(stdout).toContain('This export is sound.');
    expect(status).toBe(0);
  });

  it('takes the key from a file', () => {
    const keys = join(elsewhere, 'keys');
    writeFileSync(keys, `# of the log\n${key}\n`);
    expect(verify(file, '--key', keys).status).toBe(0);
  });

  it('says what is wrong', () => {
    const changed = join(elsewhere, 'changed');
    writeFileSync(changed, readFileSync(file, 'utf8').replace('"actor":"hanna"', '"actor":"nils"'));
    const { status, stdout } = verify(changed, '--key', key, '--language', 'sv');
    expect(stdout).toContain('UTTAGET ÄR INTE SOM DET SKA.');
    expect(status).toBe(1);
  });

  it.each(['stdout', 'stderr'] as const)('ends quietly, with its answer, when nobody reads its %s', async (name) => {
    for (const [args, code] of [
      [[file, '--key', key], 0],
      [[], 2],
    ] as const) {
      const child = spawn(process.execPath, ['verify.mjs', ...args], { cwd: alone, env: {} });
      child[name].destroy();
      const said = name === 'stdout' ? text(child.stderr) : text(child.stdout);
      const [exitCode] = await once(child, 'exit');
      expect(exitCode).toBe(code);
      expect(await said).not.toContain('EPIPE');
    }
  });

  it('says how it is used', () => {
    const { status, stderr } = verify();
    expect(stderr).toContain('verify EXPORT --key KEY');
    expect(status).toBe(2);
  });
});
