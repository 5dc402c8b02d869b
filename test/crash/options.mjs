// The options of the command line, and how they are shared out among the stores.

import { parseArgs } from 'node:util';
import { clusterFaults } from './cluster-faults.mjs';
import { pointsOfRebuild, points } from './kills.mjs';
import { usage as usageOfNode } from '../support/kurrentdb-node.mjs';
import { checkCommand, isOfCluster, nodeFaults, usage as usageOfNodes } from './nodes.mjs';
import { faults } from './proxy.mjs';
import { swaps } from './swaps.mjs';

export const usage = `Usage: node test/crash/crash.mjs [--store embedded|postgres|kurrentdb|kurrentdb-cluster|all] [--cycles N] …

  --store S         the store to try, or all (default)
  --cycles N        how often the service is ended under load at any moment, the last time on each store by SIGTERM
                    (1 to 1000, default 20). Of those on all stores a tenth, or one, is on the double of KurrentDB; the
                    embedded store and PostgreSQL share the others. Every store gets one at least.
  --acknowledged N  how many commands are acknowledged before that, on average (1 to 10000, default 320)
  --points N        how often it dies at a named point: all points in turn, each time on another store
                    (0 to 1000, default as many as cycles, from 10 to 45)
  --cuts N          how often the network to a store breaks: all its faults in turn, each time to another store
                    (0 to 1000, default as many as cycles, from 5 to 20). As often, something happens to the leader of
                    three nodes of KurrentDB: it resigns, ends, freezes, loses the others or the services.
  --swaps N         how often the log becomes another one and comes back, on PostgreSQL and on the double of KurrentDB: an
                    older copy that has grown, an older copy, an unrelated log, an empty one (0 to 100, default 1 each)
  --takeovers N     how often the leader of three processes on PostgreSQL is killed
                    (0 to 1000, default a tenth of the cycles, from 1 to 10)
  --only KINDS      tries these faults alone, with commas between: cycles, points, cuts, swaps, takeovers, disk
  --at-once N       how many trials go on at the same time, of the stores, the takeovers and the disk (1 to 5, default 2)
  --clients N       how many send commands at the same time (1 to 256, default 64)
${usageOfNode}
${usageOfNodes}
                    The store kurrentdb is the double's beside it.
  --seed N          plays the faults and the works of an earlier run again, though not its timing (default: chance)

Needs the service built (npm run build). Exits with 1 when anything is lost, doubled or otherwise wrong.
`;

const CLUSTER = 'kurrentdb-cluster';
const kinds = ['cycles', 'points', 'cuts', 'swaps', 'takeovers', 'disk'];
const stores = ['embedded', 'postgres', 'kurrentdb', CLUSTER];

/** Null when only the usage is asked for. @throws Error with a sentence. */
export function optionsFrom(parameters) {
  const text = { type: 'string' };
  const names = [
    'store',
    'cycles',
    'acknowledged',
    'points',
    'cuts',
    'swaps',
    'takeovers',
    'only',
    'at-once',
    'clients',
    'seed',
    'kurrentdb',
    'signal',
  ];
  const { values } = parseArgs({
    args: parameters,
    options: { ...Object.fromEntries(names.map((name) => [name, text])), help: { type: 'boolean' } },
  });
  if (values.help) return null;
  const number = (name, least, most, otherwise) => wholeNumber(name, values[name] ?? String(otherwise), least, most);
  const { store = 'all' } = values;
  if (store !== 'all' && !stores.includes(store))
    throw new Error(`--store is ${store}. Give ${stores.join(', ')} or all.`);
  const only = values.only?.split(',') ?? kinds;
  const unknown = only.find((kind) => !kinds.includes(kind));
  if (unknown !== undefined) throw new Error(`--only has ${unknown}. Give some of ${kinds.join(', ')}.`);
  if (isOfCluster(values.kurrentdb ?? null)) checkCommand(values.kurrentdb);
  const cycles = number('cycles', 1, 1000, 20);
  /** Returns the number of times that a kind of fault is tried. */
  const times = (kind, otherwise, most = 1000) => (only.includes(kind) ? number(kind, 0, most, otherwise) : 0);
  return {
    stores: store === 'all' ? stores : [store],
    cycles: only.includes('cycles') ? cycles : 0,
    acknowledged: number('acknowledged', 1, 10_000, 320),
    points: times('points', between(10, cycles, 45)),
    cuts: times('cuts', between(5, cycles, 20)),
    swaps: times('swaps', 1, 100),
    takeovers: times('takeovers', between(1, Math.round(cycles / 10), 10)),
    hasDisk: only.includes('disk'),
    atOnce: number('at-once', 1, 5, 2),
    clients: number('clients', 1, 256, 64),
    kurrentdb: values.kurrentdb ?? null,
    signal: values.signal ?? null,
    seed: number('seed', 0, 2 ** 32 - 1, Math.floor(Math.random() * 2 ** 31)),
  };
}

function between(least, number, most) {
  return Math.min(Math.max(least, number), most);
}

function wholeNumber(name, text, least, most) {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new Error(`--${name} is ${text}. Give a whole number from ${least} to ${most}.`);
}

/** How many cycles each store gets. */
export function cyclesOf(store, { stores: tried, cycles }) {
  if (cycles === 0) return 0;
  if (store === CLUSTER) return 1;
  if (tried.length === 1) return cycles;
  const ofDouble = Math.max(1, Math.round(cycles / 10));
  if (store === 'kurrentdb') return ofDouble;
  const others = cycles - ofDouble;
  return Math.max(1, store === 'postgres' ? Math.floor(others / 2) : Math.ceil(others / 2));
}

/** The points at which the service dies on a store, in order. */
export function pointsOf(store, { stores: tried, points: times }) {
  const alone = tried.filter((one) => one !== CLUSTER);
  return inTurn(times, [...Object.keys(points), ...pointsOfRebuild], alone)
    .filter(([, on]) => on === store)
    .map(([point]) => point);
}

const networks = [
  ['postgres', 'PostgreSQL events'],
  ['postgres', 'PostgreSQL views'],
  ['kurrentdb', 'KurrentDB'],
];

/** How the network of a store breaks, in order: `[{ fault, to }]`. */
export function cutsOf(store, { stores: tried, cuts }) {
  const there = networks.filter(([to]) => tried.includes(to));
  return inTurn(cuts, faults, there)
    .filter(([, [on]]) => on === store)
    .map(([fault, [, to]]) => ({ fault, to }));
}

/** The logs that the log of a store becomes, in order. Where it is tried once, each store gets another kind. */
export function swapsOf(store, { swaps: times, kurrentdb }) {
  const isDouble = kurrentdb === null || isOfCluster(kurrentdb);
  const there = ['postgres', ...(isDouble ? ['kurrentdb'] : [])];
  const at = there.indexOf(store);
  if (at < 0) return [];
  return Array.from({ length: times }, (_, time) => swaps[(time + at) % swaps.length]);
}

/** The faults of the leader of a cluster, in order. */
export function leaderFaultsOf(store, { cuts, kurrentdb }) {
  if (store !== CLUSTER) return [];
  const faultsThere = isOfCluster(kurrentdb) ? nodeFaults : clusterFaults;
  return Array.from({ length: cuts }, (_, time) => faultsThere[time % faultsThere.length]);
}

/** So many pairs of the one and the other, such that each comes with each as soon as there are enough. */
function inTurn(times, these, those) {
  if (those.length === 0) return [];
  return Array.from({ length: times }, (_, time) => [
    these[time % these.length],
    those[((time % these.length) + Math.floor(time / these.length)) % those.length],
  ]);
}
