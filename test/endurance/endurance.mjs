// Works on PostgreSQL for a long time: commands of all kinds, queries and subscriptions at once, with restarts of the
// database in between. Memory and handles may not grow, nothing may answer with an internal error, and the log holds
// exactly what was acknowledged.
//
//   npm run test:endurance -- [--commands N] [--minutes N] [--restarts N] [--clients N] [--seed N]
//
// The run ends after so many commands or minutes, whichever is first, and exits with 1 when anything is wrong. The caches
// are full after about 100 000 commands: a shorter run says that the memory grew.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { account } from '../crash/account.mjs';
import { Client, firstOfAll, firstOfCycle, Tally } from '../crash/load.mjs';
import { Place, Servers } from '../crash/places.mjs';
import { Service } from '../crash/service.mjs';
import { signIn } from '../crash/sign-in.mjs';
import { Readers } from './readers.mjs';
import { Samples } from './samples.mjs';

/** All clients report on one plan. What is reported on grows slow, so that each round has a plan of its own. */
const COMMANDS_OF_ROUND = 1_000;
const SAMPLE_EVERY_MS = 2_000;
const LOOK_EVERY_MS = 50;
const QUARTERS = 4;
/** The part of the run that is left out of the quarters: caches fill and sockets open. */
const WARM_UP = 0.1;

const text = { type: 'string' };
const { values } = parseArgs({ options: { commands: text, minutes: text, restarts: text, clients: text, seed: text } });
const wanted = {
  commands: Number(values.commands ?? 200_000),
  milliseconds: Number(values.minutes ?? 60) * 60_000,
  restarts: Number(values.restarts ?? 3),
  clients: Number(values.clients ?? 32),
};
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

const folder = mkdtempSync(join(tmpdir(), 'tertial-endurance-'));
const servers = new Servers();
const { environment, tokenFor } = await signIn(folder);
const place = await Place.postgres(servers);
const service = new Service(folder, 'service', { ...place.environment, ...environment }, tokenFor);
const tally = new Tally();
const clients = Array.from(
  { length: wanted.clients },
  (_, number) => new Client([service], { name: `client-${number}`, number, seed: seed + number, tally }),
);
const samples = new Samples(service);
const readers = new Readers(service);
const faults = [];
const began = performance.now();

/** How much of the run is done, from 0 to 1. */
function progress() {
  return Math.max(tally.acknowledged / wanted.commands, (performance.now() - began) / wanted.milliseconds);
}

async function round(cycle) {
  const until = Math.min(tally.acknowledged + COMMANDS_OF_ROUND, wanted.commands);
  await clients[0].run({ cycle, only: firstOfCycle(cycle) });
  await readers.follow(cycle);
  const stop = new AbortController();
  const working = clients.map((client) => client.run({ cycle, signal: stop.signal }));
  while (tally.acknowledged < until && progress() < 1) await sleep(LOOK_EVERY_MS);
  stop.abort();
  await Promise.all(working);
  await Promise.all(clients.map((client) => client.sendAgain(cycle)));
}

async function restartsOfDatabase() {
  for (let restart = 1; restart <= wanted.restarts; restart += 1) {
    while (progress() < restart / (wanted.restarts + 1)) await sleep(LOOK_EVERY_MS);
    const before = performance.now();
    await servers.restartPostgres();
    process.stdout.write(`restart ${restart} of PostgreSQL took ${Math.round(performance.now() - before)} ms\n`);
  }
}

async function sampling(signal) {
  while (!signal.aborted) {
    const done = (progress() - WARM_UP) / (1 - WARM_UP);
    if (done >= 0) await samples.take(Math.min(QUARTERS - 1, Math.floor(done * QUARTERS)), tally.acknowledged);
    await sleep(SAMPLE_EVERY_MS, null, { signal }).catch(() => null);
  }
}

process.stdout.write(`seed ${seed}, ${wanted.clients} clients\n`);
await service.start();
await clients[0].run({ cycle: 0, only: firstOfAll() });
const sampled = new AbortController();
const beside = [sampling(sampled.signal), readers.read(sampled.signal), restartsOfDatabase()];
for (let cycle = 1; progress() < 1; cycle += 1) await round(cycle);
sampled.abort();
await Promise.all(beside);
process.stdout.write(`${samples.table()}\n${readers.told()}\n`);

faults.push(...samples.faults(), ...readers.faults());
const internal = await samples.internalErrors();
if (internal > 0) faults.push(`${internal} answers were internal errors.`);
const end = await service.end('SIGTERM');
if (end?.code !== 0) faults.push(`The service ended with ${JSON.stringify(end)}.`);
const events = await place.events();
const found = account(
  events,
  clients.flatMap(({ sent }) => sent),
  place.leavesHoles,
);
for (const [kind, these] of Object.entries(found.faults)) faults.push(...these.map((fault) => `${kind}: ${fault}`));
const minutes = (performance.now() - began) / 60_000;
process.stdout.write(
  `${found.counts.acknowledged} commands acknowledged in ${minutes.toFixed(1)} minutes, ${events.length} events, ` +
    `${internal} internal errors, ${wanted.restarts} restarts of the database\n`,
);
for (const fault of faults.slice(0, 20)) process.stderr.write(`${fault}\n`);
process.stdout.write(`${faults.length} faults.\n`);
await place.close();
await servers.stop();
if (faults.length === 0) rmSync(folder, { recursive: true, force: true });
else process.stderr.write(`What it left is in ${folder}\n`);
process.exit(faults.length === 0 ? 0 : 1);
