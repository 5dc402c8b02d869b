import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUse, lockFolder } from './folder-lock.service.js';

/** Program of a second process. It locks the folder, collects garbage, prints the result and keeps running. */
const program = `
  const { lockFolder } = await import(process.argv[1]);
  try { lockFolder(process.argv[2]); gc(); console.log('held'); setInterval(() => {}, 1000); }
  catch (error) { console.log(error.message); }`;
const source = new URL('./folder-lock.service.ts', import.meta.url).href;

describe('The lock on the data folder', () => {
  let folder: string;
  const started: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tertial-lock-'));
  });

  afterEach(async () => {
    for (const child of started.splice(0)) await kill(child);
    rmSync(folder, { recursive: true, force: true });
  });

  async function otherProcess(): Promise<{ child: ChildProcess; said: string; complaints: () => string }> {
    const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', program, source, folder]);
    started.push(child);
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const said = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      child.once('exit', () => reject(new Error(`The process ended without a word: ${complaints}`)));
    });
    return { child, said, complaints: () => complaints };
  }

  it('rejects a second process and names the first', async () => {
    const lock = lockFolder(folder);
    const { said, complaints } = await otherProcess();
    lock.release();
    expect(said).toContain(
      `The data folder ${folder} is in use by process ${process.pid} on host ${hostname()} since 2`,
    );
    expect(complaints()).toBe('');
  });

  it('rejects this process while another holds it, and admits it after kill -9 of the other', async () => {
    const { child, said } = await otherProcess();
    expect(said).toBe('held');
    const refusal = refused(() => lockFolder(folder));
    expect(refusal.holder).toEqual({ pid: child.pid, host: hostname(), since: expect.any(String) });
    await kill(child);
    expect(existsSync(join(folder, 'holder.json'))).toBe(true);
    lockFolder(folder).release();
  });

  it('rejects the same process a second time, until it is released', () => {
    const lock = lockFolder(folder);
    expect(refused(() => lockFolder(folder)).holder?.pid).toBe(process.pid);
    lock.release();
    lock.release();
    expect(existsSync(join(folder, 'holder.json'))).toBe(false);
    lockFolder(folder).release();
  });

  it('has a message for a holder file that cannot be read', () => {
    const lock = lockFolder(folder);
    writeFileSync(join(folder, 'holder.json'), '{"pid":');
    expect(refused(() => lockFolder(folder)).message).toContain('is in use by another process;');
    lock.release();
  });

  it('has a message for a folder that cannot be created', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => lockFolder(join(file, 'below'))).toThrow(
      /^The data folder .*below cannot be created or written to: ENOTDIR/,
    );
  });
});

function refused(attempt: () => unknown): FolderInUse {
  try {
    attempt();
  } catch (error) {
    if (error instanceof FolderInUse) return error;
    throw error;
  }
  throw new Error('The folder was given.');
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
