// Kills the service under load, again and again, and holds its log against what it had acknowledged: nothing may be
// lost, nothing may be there twice, and everything that follows by itself has followed once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { account, isSound, unseenWhenPlanted } from './account.mjs';
import { chance, Client, firstOfAll, firstOfCycle } from './load.mjs';
import { eventsIn, Service } from './service.mjs';
import { signIn } from './sign-in.mjs';

const usage = `Usage: node test/crash/crash.mjs [--cycles N] [--clients N] [--seed N]

  --cycles N    how often the service is ended under load, the last time by SIGTERM (1 to 1000, default 20)
  --clients N   how many send commands at the same time (1 to 256, default 16)
  --seed N      plays the kills and the works of an earlier run again, though not its timing (default: chance)

Needs the service built (npm run build). Exits with 1 when anything is lost, doubled or otherwise wrong.
`;

const LONGEST_CYCLE_IN_MS = 60_000;
const LONGEST_REST_IN_MS = 240_000;
const SHORTEST_LOAD_IN_MS = 200;
const LONGEST_LOAD_IN_MS = 2_500;
const LONGEST_STOP_IN_MS = 5_000;
/** A start is itself killed now and then: the next one finds a half-done recovery. */
const SHARE_OF_KILLED_STARTS = 0.25;
const LONGEST_KILLED_START_IN_MS = 1_200;
const MATTERS_LOOKED_UP = 20;

function optionsFrom(parameters) {
  const text = { type: 'string' };
  const { values } = parseArgs({
    args: parameters,
    options: { cycles: text, clients: text, seed: text, help: { type: 'boolean' } },
  });
  if (values.help) return null;
  return {
    cycles: wholeNumber('cycles', values.cycles ?? '20', 1, 1000),
    clients: wholeNumber('clients', values.clients ?? '16', 1, 256),
    seed: wholeNumber('seed', values.seed ?? String(Math.floor(Math.random() * 2 ** 31)), 0, 2 ** 32 - 1),
  };
}

function wholeNumber(name, text, least, most) {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new Error(`--${name} is ${text}. Give a whole number from ${least} to ${most}.`);
}

/** Works, is ended by the signal somewhere in between, starts again and is asked what it knows. */
async function runCycle({ cycle, signal, service, clients, random }) {
  const [first] = clients;
  await first.run({ cycle, only: firstOfCycle(cycle) });

  const stop = new AbortController();
  const working = clients.map((client) => client.run({ cycle, signal: stop.signal }));
  const loadedFor = SHORTEST_LOAD_IN_MS + random() * (LONGEST_LOAD_IN_MS - SHORTEST_LOAD_IN_MS);
  await sleep(loadedFor);
  let killedAt = performance.now();
  const ending = service.end(signal);
  stop.abort();
  const end = await ending;
  await Promise.all(working);
  const unanswered = clients.filter((client) => client.hasUnanswered).length;

  // Both are drawn every time, so that the seed plays the same whatever happens.
  const [isStartKilled, startedFor] = [random() < SHARE_OF_KILLED_STARTS, random() * LONGEST_KILLED_START_IN_MS];
  const faults = [];
  let meanwhile = '';
  if (cycle === 1) {
    // The views that were killed are behind the log, which is not to be taken for a difference.
    meanwhile = ', rebuild';
    faults.push(...(await rebuildsTheSame(service)));
    killedAt = performance.now();
  } else if (isStartKilled) {
    meanwhile = ', again at start';
    await service.spawn();
    await sleep(startedFor);
    killedAt = performance.now();
    await service.end('SIGKILL');
  }
  await service.start();
  const recovered = performance.now() - killedAt;
  const missing = await missingMatters(service, clients, cycle);
  await Promise.all(clients.map((client) => client.sendAgain(cycle)));

  faults.push(...missing.map((id) => `${id} was acknowledged and does not show`));
  if (clients.some((client) => client.hasUnanswered)) faults.push('a command that was sent again got no answer');
  if (signal === 'SIGTERM') faults.push(...faultsOfStop(end));
  return { cycle, signal, endedBy: signal + meanwhile, loadedFor, unanswered, recovered, end, faults };
}

function faultsOfStop(end) {
  if (end === null) return ['it did not stop when told to'];
  const faults = [];
  if (end.code !== 0) faults.push(`it stopped with ${end.signal ?? `exit code ${end.code}`} instead of exit code 0`);
  if (end.milliseconds > LONGEST_STOP_IN_MS) faults.push(`it took ${Math.round(end.milliseconds)} ms to stop`);
  return faults;
}

/** The newest matters that were acknowledged in the cycle and that the service does not show at once when it is back. */
async function missingMatters(service, clients, cycle) {
  const opened = clients
    .flatMap(({ sent }) => sent.findLast((one) => one.mutation === 'openMatter' && one.acknowledgedIn === cycle) ?? [])
    .slice(0, MATTERS_LOOKED_UP);
  const shown = await Promise.all(
    opened.map(async ({ boardId, shownId: id }) => {
      const token = await service.tokenFor('CLERK', boardId);
      return (await service.ask('query ($id: ID!) { matter(id: $id) { id } }', { id }, token)).data?.matter?.id;
    }),
  );
  return opened.map(({ shownId }) => shownId).filter((id, index) => shown[index] !== id);
}

/** A second process on the folder is to say in one sentence who has it, and nothing else to whoever started it. */
async function refusesSecond(service) {
  const doors = [['dist/main.js'], ['dist/cli.js', 'rebuild']];
  const faults = await Promise.all(
    doors.map(async (door) => {
      const { code, stderr } = await service.run(...door);
      const lines = stderr.trim().split('\n');
      const isSentence = lines.length === 1 && lines[0].includes(`in use by process ${service.pid} `);
      const said = `${door.join(' ')} ended with ${code} and said: ${lines.slice(0, 3).join(' ')}`;
      return code === 1 && isSentence ? [] : [said];
    }),
  );
  return faults.flat();
}

async function rebuildsTheSame(service) {
  const { code, stdout, stderr } = await service.run('dist/cli.js', 'rebuild');
  const isSame = code === 0 && / 0 rows came out otherwise\./.test(stdout);
  return isSame ? [] : [`exit code ${code}: ${stdout.slice(0, 1000)}${stderr.slice(-1000)}`];
}

/** A reaction that was given up is as bad as one that was lost. */
async function parksNothing(service) {
  const token = await service.tokenFor('CONTROLLER', 'exempel.ks');
  const { data } = await service.ask('{ parkedReactions { reaction stream } }', {}, token);
  return data.parkedReactions.map(({ reaction, stream }) => `${reaction} to ${stream}`);
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

const cell = (value, width) => String(value).padStart(width);

function printCycle({ cycle, endedBy, loadedFor, unanswered, recovered, faults }, acknowledged) {
  const numbers = [acknowledged, unanswered, Math.round(loadedFor), Math.round(recovered)];
  console.log(`${cell(cycle, 5)}  ${endedBy.padEnd(23)}${numbers.map((number) => cell(number, 14)).join('')}`);
  for (const fault of faults) console.log(`       FAIL: ${fault}`);
}

function printChecks(checks) {
  for (const [name, faults] of checks) {
    console.log(`${faults.length === 0 ? 'ok    ' : 'FAIL  '}${name}`);
    for (const fault of faults.slice(0, 5)) console.log(`        ${fault}`);
    if (faults.length > 5) console.log(`        and ${faults.length - 5} more`);
  }
}

async function run({ cycles, clients: many, seed }, folder) {
  const service = new Service(folder, await signIn(folder));
  const random = chance(seed);
  const clients = Array.from({ length: many }, (_, index) => new Client(service, index, seed + index + 1));
  const sent = () => clients.flatMap((client) => client.sent);

  console.log(`seed ${seed}, ${cycles} cycles, ${many} clients\n`);
  console.log(`cycle  ended by               ${'acknowledged    unanswered   load for ms  recovery ms'}`);
  await service.start();
  const [refused] = await Promise.all([refusesSecond(service), clients[0].run({ cycle: 0, only: firstOfAll() })]);
  const checks = [['a second process is refused with one sentence', refused]];

  const results = [];
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const signal = cycle === cycles ? 'SIGTERM' : 'SIGKILL';
    const tooLong = sleep(LONGEST_CYCLE_IN_MS, null, { ref: false });
    const result = await Promise.race([runCycle({ cycle, signal, service, clients, random }), tooLong]);
    if (result === null) throw new Error(`Cycle ${cycle} took more than ${LONGEST_CYCLE_IN_MS} ms.`);
    const before = results.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    result.acknowledged = sent().filter(({ acknowledgedIn }) => acknowledgedIn !== null).length - before;
    results.push(result);
    printCycle(result, result.acknowledged);
  }

  checks.push(['no reaction was given up', await parksNothing(service)]);
  checks.push(['a service at rest stops when told to', faultsOfStop(await service.end('SIGTERM'))]);
  const commands = sent();
  const events = await eventsIn(service.folder);
  const found = account(events, commands);
  for (const [kind, faults] of Object.entries(found.faults)) checks.push([`nothing in the log is ${kind}`, faults]);
  if (isSound(found)) checks.push(['a fault planted in the log is seen', unseenWhenPlanted(events, commands)]);
  checks.push(['the views made anew are the same', await rebuildsTheSame(service)]);
  return { results, checks, found, commands };
}

function report({ results, checks, found, commands }) {
  const { counts, faults } = found;
  const recoveries = results.filter(({ signal }) => signal === 'SIGKILL').map(({ recovered }) => recovered);
  const ms = (number) => (number === undefined || !Number.isFinite(number) ? '-' : `${Math.round(number)} ms`);
  const again = commands.filter(({ answers }) => answers.includes(null)).length;
  const rows = [
    ['cycles', results.length],
    ['commands acknowledged', counts.acknowledged],
    ['commands refused, as they should be', commands.filter(({ acknowledgedIn }) => acknowledgedIn === null).length],
    ['commands sent again', again],
    ['events in the log', counts.events],
    ['reactions due', counts.reactions],
    ['lost', faults.lost.length],
    ['doubled', faults.doubled.length],
    ['recovery after kill -9, median', ms(recoveries.length > 0 ? median(recoveries) : undefined)],
    ['recovery after kill -9, longest', ms(Math.max(...recoveries))],
    ['SIGTERM under load to exit', ms(results.at(-1)?.end?.milliseconds)],
  ];
  console.log();
  for (const [name, value] of rows) console.log(`${name.padEnd(38)}${cell(value, 10)}`);
  console.log();
  printChecks(checks);
  const failed = results.filter((result) => result.faults.length > 0).length;
  const failedChecks = checks.filter(([, list]) => list.length > 0).length;
  console.log(
    `\n${results.length - failed} of ${results.length} cycles and ${checks.length - failedChecks} of ${checks.length} checks`,
  );
  console.log(`${results.length + checks.length - failed - failedChecks} passed, ${failed + failedChecks} failed`);
  return failed + failedChecks === 0;
}

async function main() {
  let options;
  try {
    options = optionsFrom(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (options === null) {
    process.stdout.write(usage);
    return 0;
  }
  const longest = options.cycles * LONGEST_CYCLE_IN_MS + LONGEST_REST_IN_MS;
  setTimeout(() => {
    process.stderr.write(`It took more than ${longest} ms.\n`);
    process.exit(1);
  }, longest).unref();
  const folder = mkdtempSync(join(tmpdir(), 'tertial-crash-'));
  let isSoundRun = false;
  try {
    isSoundRun = report(await run(options, folder));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    console.log('0 passed, 1 failed');
  }
  if (isSoundRun) rmSync(folder, { recursive: true, force: true });
  else process.stderr.write(`What it left is in ${folder}\n`);
  return isSoundRun ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
// The exit ends the service too, should one still run.
process.exit(await main());
