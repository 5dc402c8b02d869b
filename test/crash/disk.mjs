// The folder of the embedded store on a disk of its own, which becomes full under load, and then one that may only be
// read.

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Patience } from './patience.mjs';
import { Place } from './places.mjs';
import { folderFor, serviceOn, trialOn } from './trials.mjs';

const DISK_IN_MEGABYTES = 256;
const MEGABYTE = Buffer.alloc(1024 * 1024);
const FULL_FOR_MS = 4_000;
const LONGEST_UNTIL_SAID_IN_MS = 20_000;
const LOOK_EVERY_MS = 100;
const FEW_ACKNOWLEDGED = 60;
const SAYS_FULL = /no space left|disk (?:is )?full/i;
const LONGEST_SAID = 500;

export async function tryDisk(around) {
  const { report } = around;
  const folder = folderFor('disk', around);
  const fault = mounted(['-t', 'tmpfs', '-o', `size=${DISK_IN_MEGABYTES}m`, 'tmpfs', folder]);
  if (fault !== null) {
    report.check('embedded: a full disk, a folder that may only be read', [
      `COULD NOT RUN: it takes a disk of its own, which only root may mount. ${fault}`,
    ]);
    return;
  }
  process.once('exit', () => spawnSync('umount', ['--lazy', folder]));
  const place = await Place.embedded(folder);
  // The service writes its log lines to another disk.
  const service = serviceOn(place, around.folder, 'disk', around);
  const trial = trialOn(place, [service], 'embedded disk', around);
  await service.start();
  await trial.begin();
  report.printCycle(await fill(trial, folder));
  report.printCycle(await forbidWriting(trial, folder));
  report.add(trial, await trial.end());
  spawnSync('umount', ['--lazy', folder]);
}

async function fill(trial, folder) {
  const { service } = trial;
  return trial.run('disk full', async (load) => {
    await load.until(FEW_ACKNOWLEDGED);
    const before = service.said.length;
    const ballast = join(folder, 'ballast');
    fillWith(ballast);
    await sleep(FULL_FOR_MS);
    const patience = new Patience(LONGEST_UNTIL_SAID_IN_MS);
    while (!SAYS_FULL.test(service.said.slice(before)) && !patience.isOver) await sleep(LOOK_EVERY_MS);
    const faults = [];
    const said = service.said.slice(before);
    if (!SAYS_FULL.test(said)) faults.push(`it does not say that the disk is full: ${said.slice(-LONGEST_SAID)}`);
    const wasRunning = service.isRunning;
    await service.end('SIGKILL');
    await load.end();
    faults.push(...refusal(await service.run(['dist/main.js']), SAYS_FULL));
    rmSync(ballast);
    const freedAt = performance.now();
    await service.start();
    const endedBy = wasRunning ? 'SIGKILL' : 'itself';
    return { recovered: performance.now() - freedAt, endedBy, faults };
  });
}

async function forbidWriting(trial, folder) {
  const { service } = trial;
  return trial.run('folder read-only', async (load) => {
    await load.until(FEW_ACKNOWLEDGED);
    const ending = service.end('SIGTERM');
    await load.end();
    await ending;
    const faults = [];
    const notMounted = mounted(['-o', 'remount,ro', folder]);
    if (notMounted !== null) faults.push(`COULD NOT RUN: ${notMounted}`);
    faults.push(...refusal(await service.run(['dist/main.js']), /read-only/i));
    mounted(['-o', 'remount,rw', folder]);
    const freedAt = performance.now();
    await service.start();
    return { recovered: performance.now() - freedAt, endedBy: 'SIGTERM', faults };
  });
}

/** A process that starts on such a disk must end with a sentence that names the folder and the reason. */
function refusal({ code, stderr }, reason) {
  const lines = stderr.trim().split('\n');
  if (code === 1 && lines.length === 1 && reason.test(stderr)) return [];
  return [`started there it ended with ${code} and said: ${stderr.slice(0, LONGEST_SAID)}`];
}

function fillWith(file) {
  const opened = openSync(file, 'w');
  try {
    for (let piece = MEGABYTE; piece.length > 0;) {
      try {
        writeSync(opened, piece);
      } catch {
        piece = piece.subarray(0, piece.length >> 1);
      }
    }
  } finally {
    closeSync(opened);
  }
}

/** Null when it could be done. */
function mounted(parameters) {
  const { status, stderr, error } = spawnSync('mount', parameters, { encoding: 'utf8' });
  return status === 0 ? null : String(error?.message ?? stderr).trim();
}
