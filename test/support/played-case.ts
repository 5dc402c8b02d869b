import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { playCase, START } from '../../src/demo/case.service.js';
import type { IsoInstant } from '../../src/kernel/tertial.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { inMemory, startApp } from './app-under-test.js';

export interface PlayedCase {
  /** A folder of its own, which may be written to. It is removed after the run. */
  readonly places: Places;
  /** When the case ends. */
  readonly end: IsoInstant;
}

/** Copies the data folder of a service that has played the sample case. The first spec of a run that asks plays it. */
export async function copyOfPlayedCase(): Promise<PlayedCase> {
  const run = process.env.RUN_FOLDER;
  if (run === undefined) throw new Error('RUN_FOLDER is set by run-folder.mjs, which Jest runs before the specs.');
  const played = join(run, 'case');
  if (!existsSync(played)) await play(run, played);
  const folder = mkdtempSync(join(run, 'copy-'));
  cpSync(join(played, 'data'), folder, { recursive: true });
  return { places: { ...inMemory, folder }, end: readFileSync(join(played, 'end'), 'utf8') };
}

/** Two processes may play at the same time. The first to end has made the folder, whole. */
async function play(run: string, played: string): Promise<void> {
  const own = mkdtempSync(join(run, 'playing-'));
  const { app, clock, close } = await startApp(START, { ...inMemory, folder: join(own, 'data') });
  await playCase(app, clock);
  await close();
  writeFileSync(join(own, 'end'), clock.now());
  try {
    renameSync(own, played);
  } catch (error) {
    if (!existsSync(played)) throw error;
    rmSync(own, { recursive: true });
  }
}
