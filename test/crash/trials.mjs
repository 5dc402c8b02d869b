// The trials of each store, from the first start to the account.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { breakLeader, stopInSilence } from './cluster-faults.mjs';
import { breakNetwork } from './cuts.mjs';
import { endUnderLoad, killAtPoint, killRebuild, killRebuildBeside, points, pointsOfRebuild } from './kills.mjs';
import { cutsOf, cyclesOf, leaderFaultsOf, pointsOf, swapsOf } from './options.mjs';
import { canBeTried, Place } from './places.mjs';
import { Service } from './service.mjs';
import { swapLog } from './swaps.mjs';
import { killLeader } from './takeovers.mjs';
import { Trial } from './trial.mjs';

const PROCESSES = 3;

/** All faults of one store, one after another in the same log. */
export async function tryStore(store, around) {
  const { options, report } = around;
  if (!canBeTried(store)) {
    report.check(`${store}: it can be tried here`, ['could not run: its double is not there']);
    return;
  }
  const folder = folderFor(store, around);
  const place = await placeFor(store, folder, around);
  const service = serviceOn(place, folder, 'service', around);
  const trial = trialOn(place, [service], store, around);
  const steps = stepsOf(store, trial, options);
  if (steps.length === 0) return;
  if (swapsOf(store, options).length > 0) await makeKey(service, folder);
  await service.start(steps[0].at ?? null);
  await trial.begin();
  if (store === 'embedded') report.check(`${store}: a second process is refused`, await refusesSecond(service));
  for (const [index, { run }] of steps.entries()) {
    report.printCycle(await run(steps[index + 1]?.at ?? null));
  }
  report.add(trial, await trial.end());
}

/** Several processes on one database, of which the leader dies again and again. */
export async function tryTakeovers(around) {
  const { options, report, servers } = around;
  const folder = folderFor('three', around);
  const place = await Place.postgres(servers, { inOneDatabase: true });
  const names = Array.from({ length: PROCESSES }, (_, number) => `service-${number + 1}`);
  const services = names.map((name) => serviceOn(place, folder, name, around));
  const trial = trialOn(place, services, `postgres ×${PROCESSES}`, around);
  await Promise.all(services.map((service) => service.start()));
  await trial.begin();
  for (let time = 0; time < options.takeovers; time += 1) report.printCycle(await killLeader(trial, options));
  report.add(trial, await trial.end());
}

function stepsOf(store, trial, options) {
  const { random } = trial;
  const steps = [];
  for (const point of pointsOf(store, options)) {
    if (pointsOfRebuild.includes(point)) {
      const kill = store === 'embedded' ? killRebuild : killRebuildBeside;
      steps.push({ run: (next) => kill(trial, { point, next }) });
    } else {
      const at = { point, after: 1 + Math.floor(random() * points[point]) };
      steps.push({ at, run: (next) => killAtPoint(trial, { at, next }) });
    }
  }
  for (const cut of cutsOf(store, options)) steps.push({ run: (next) => breakNetwork(trial, { ...cut, next }) });
  for (const fault of leaderFaultsOf(store, options)) steps.push({ run: () => breakLeader(trial, fault) });
  if (store === 'kurrentdb-cluster' && options.cuts > 0) steps.push({ run: () => stopInSilence(trial) });
  for (const kind of swapsOf(store, options)) steps.push({ run: () => swapLog(trial, kind) });
  const cycles = cyclesOf(store, options);
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const signal = cycle === cycles ? 'SIGTERM' : 'SIGKILL';
    const { acknowledged } = options;
    steps.push({ run: (next) => endUnderLoad(trial, { signal, acknowledged, next }) });
  }
  return steps;
}

/** With a key, checkpoints are signed: of the log that is known alone. */
async function makeKey(service, folder) {
  service.environment.EVIDENCE_KEYS = join(folder, 'evidence-keys');
  const { code, stderr } = await service.run(['dist/cli.js', 'key', 'tertial.example.se/log']);
  if (code !== 0) throw new Error(`No key could be made: ${stderr}`);
}

export function folderFor(name, { folder }) {
  const own = join(folder, name);
  mkdirSync(own);
  return own;
}

export function serviceOn({ environment }, folder, name, { signedIn }) {
  return new Service(folder, name, { ...signedIn.environment, ...environment }, signedIn.tokenFor);
}

export function trialOn(place, services, name, { options: { clients, seed } }) {
  return new Trial(place, services, { name, clients, seed });
}

function placeFor(store, folder, { servers }) {
  if (store === 'embedded') return Place.embedded(folder);
  if (store === 'kurrentdb-cluster') return Place.kurrentdbCluster(servers);
  return store === 'postgres' ? Place.postgres(servers) : Place.kurrentdb(servers);
}

/** A second process on the folder is to say in one sentence who has it, and nothing else to whoever started it. */
async function refusesSecond(service) {
  const doors = [['dist/main.js'], ['dist/cli.js', 'rebuild']];
  const faults = await Promise.all(
    doors.map(async (door) => {
      const { code, stderr } = await service.run(door);
      const lines = stderr.trim().split('\n');
      const isSentence = lines.length === 1 && lines[0].includes(`in use by process ${service.pid} `);
      const said = `${door.join(' ')} ended with ${code} and said: ${lines.slice(0, 3).join(' ')}`;
      return code === 1 && isSentence ? [] : [said];
    }),
  );
  return faults.flat();
}
