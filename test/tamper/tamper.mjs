// Rewrites the log in copies of each SQL store, in every way that somebody can who may do anything there, and demands that
// whoever verifies an export of it sees it and is told where it begins.
//
//   npm run test:tamper
//
// The auditor holds the public key, two checkpoints and an older export, which were taken before. Each change is made
// three times over: the tables of the tree left as they were; made anew to fit; and with a checkpoint that the server's
// own key has signed anew. The checkpoints alone must show that something is wrong and between which positions; so must
// the older export, and name the very position.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exportLog } from '../../dist/exports/exporting.service.js';
import { writeNoteKey } from '../../dist/evidence/note-key.js';
import { passingEvidence } from '../../dist/evidence/signing-keys.service.js';
import { verifyAsAsked } from '../../dist/exports/verify-command.service.js';
import { LogWitness } from '../../dist/evidence/witness.service.js';
import { SqlEventStore } from '../../dist/platform/event-store/sql-event-store.service.js';
import { changesOf, withoutTrigger } from './changes.mjs';
import { embeddedStore, postgresStore } from './stores.mjs';
import { eventsIn, makeTreeAnew, noteOf, signAnew } from './tree.mjs';

const EVENTS_HELD = 60;
const bundle = resolve(import.meta.dirname, '../../dist/verify.mjs');
const home = mkdtempSync(join(tmpdir(), 'tertial-tamper-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

let files = 0;
const newFile = () => join(home, `file-${(files += 1)}`);

async function exported(db) {
  const file = newFile();
  const vouched = { store: new SqlEventStore(db), witness: new LogWitness({ db }) };
  const scope = { kind: 'everything' };
  await exportLog(vouched, file, { scope, withhold: new Set(), since: null, takenAt: new Date().toISOString() });
  return file;
}

async function verified(file, key, held) {
  const [said, errors] = [[], []];
  const args = [file, '--key', key, ...held.flatMap((one) => ['--checkpoint', one]), '--json'];
  const code = await verifyAsAsked(args, { out: (line) => said.push(line), err: (line) => errors.push(line) });
  return { code, ...(code === 2 ? { error: errors.join('\n') } : JSON.parse(said.join('\n'))) };
}

/** The evidence that an auditor takes aside while all is well. */
async function takeAside(db, evidence) {
  const [{ key }] = evidence.signers;
  const events = await eventsIn(db);
  const notes = [EVENTS_HELD, events.length].map((size) => {
    const file = newFile();
    writeFileSync(file, noteOf(events.slice(0, size), key.name, evidence.signers));
    return file;
  });
  const victim = events.find(({ type }) => type === 'ActivityStatusReported').position;
  return {
    key: writeNoteKey(key),
    notes,
    export: await exported(db),
    log: { victim, held: events[EVENTS_HELD - 1].position, events: events.length },
  };
}

/** The file that verifies, alone in a folder. */
function verifyAlone(file, key, held) {
  const folder = join(home, 'alone');
  mkdirSync(folder, { recursive: true });
  cpSync(bundle, join(folder, 'verify.mjs'));
  const args = ['verify.mjs', file, '--key', key, ...held.flatMap((one) => ['--checkpoint', one])];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: {} });
}

const ways = [
  { name: 'tree left', make: async () => undefined },
  { name: 'tree made anew', make: (db) => makeTreeAnew(db) },
  { name: 'and signed anew', make: (db, { name, signers }) => signAnew(db, name, signers) },
];

function rowOf(store, change, way, byNotes, byExport) {
  const isBetween = ({ after, upTo }) => after <= change.wrongAfter && (upTo === null || upTo > change.wrongAfter);
  const isSeen = byNotes.code === 1 && byExport.code === 1;
  const isNamed = isSeen && byNotes.firstBad !== null && isBetween(byNotes.firstBad);
  const isExact = isSeen && byExport.firstBad?.after === change.wrongAfter;
  return { store, change, way, byNotes, byExport, isDetected: isNamed && isExact };
}

async function tryChange(store, change, aside, evidence) {
  const copy = await store.copy();
  const rows = [];
  try {
    await withoutTrigger(copy.db, () => change.change(copy.db));
    const [{ key }] = evidence.signers;
    for (const way of ways) {
      await way.make(copy.db, { name: key.name, signers: evidence.signers });
      const file = await exported(copy.db);
      const byNotes = await verified(file, aside.key, aside.notes);
      const byExport = await verified(file, aside.key, [aside.export]);
      rows.push(rowOf(store.name, change, way.name, byNotes, byExport));
    }
  } finally {
    await copy.close();
  }
  return rows;
}

async function tryStore(store, evidence) {
  const untouched = await store.copy();
  const aside = await takeAside(untouched.db, evidence).finally(() => untouched.close());
  const { status, stdout, stderr } = verifyAlone(aside.export, aside.key, aside.notes);
  console.log(`${store.name}, untouched:\n${stdout}${stderr}`);
  const rows = [];
  for (const change of changesOf(aside.log)) rows.push(...(await tryChange(store, change, aside, evidence)));
  await store.stop();
  return { isSound: status === 0, rows };
}

function placeOf({ firstBad, error }) {
  if (firstBad === undefined || firstBad === null) return error ?? 'nowhere';
  const { after, upTo } = firstBad;
  if (upTo === null) return `after ${after}`;
  return after === upTo - 1 ? `${upTo}` : `${after + 1}–${upTo}`;
}

function print({ store, change, way, byNotes, byExport, isDetected }) {
  const columns = [store.padEnd(11), change.name.padEnd(29), way.padEnd(16), `${change.wrongAfter + 1}`.padStart(5)];
  const found = [placeOf(byNotes).padStart(10), placeOf(byExport).padStart(10)];
  console.log([...columns, ...found, isDetected ? 'detected' : 'NOT DETECTED'].join('  '));
}

const evidence = passingEvidence();
const stores = await Promise.all([embeddedStore(home, evidence), postgresStore(evidence)]);
const tried = await Promise.all(stores.map((store) => tryStore(store, evidence)));
const rows = tried.flatMap((one) => one.rows);
console.log('store        change                         way               wrong  checkpoint    older export');
for (const row of rows) print(row);
const detected = rows.filter(({ isDetected }) => isDetected).length;
console.log(`${detected} of ${rows.length} detected`);
process.exit(detected === rows.length && tried.every(({ isSound }) => isSound) ? 0 : 1);
