#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sideTables } from './app.module.js';
import { acceptDamagedStream, damagedStreams } from './audit/damaged-log.service.js';
import { printedEvent } from './audit/describe-event.js';
import { orderedBy, replayLog, type ReplayOptions } from './audit/replay-log.service.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { runDemo } from './demo/demo.service.js';
import { documentAsAsked } from './documents/making/document-command.service.js';
import { logAsAsked } from './evidence/adoption/log-command.service.js';
import { writeNoteKey } from './evidence/note-key.js';
import { addKey, EVIDENCE, evidenceAt, evidenceThere } from './evidence/signing-keys.service.js';
import { exportAsAsked } from './exports/export-command.service.js';
import { verifyAsAsked } from './exports/verify-command.service.js';
import { idOf } from './kernel/identity.js';
import { isRefusal } from './kernel/refusal.js';
import { checkViews, rebuildAll, schemaText } from './offline.service.js';
import { appointFirstAdministrator } from './people/first-administrator.service.js';
import { backUpPlaces, restorePlaces } from './platform/backup-places.service.js';
import { sentenceOf as printedDamage } from './platform/event-store/damage.js';
import { openViews } from './platform/open-stores.service.js';
import type { RebuildProgress } from './platform/projections/rebuild.service.js';
import { printedDifference } from './platform/projections/row-difference.service.js';
import { eachSecond, shareOfLog, tolerateClosedPipes } from './platform/runtime/command-output.service.js';

const usage = `Usage: tertial COMMAND

  demo [--exit] [--json] [--clock DAY] [--documents FOLDER]
                           play the sample municipality's case, to its end or through a day, and go on serving it;
                           with a folder, write the documents of the case to it
  rebuild                  make all views, the log index and its tree anew from the first event, and say what differs
  replay [--of ID] [--from POINT] [--to POINT] [--speed SPEED] [--language sv|en]
                           tell what has happened, event by event: to a thing, or all there is. A POINT is a position or
                           a time (2026-05-27T08:00:00Z), a SPEED events a second (5) or times as fast as it was (100x)
  replay --check           make all views anew from the first event beside the live ones, and say where they differ first
  damage [STREAM --accept]
                           list the streams that hold what is not Tertial's, or lack events; with a stream, say that
                           somebody has dealt with it: what rests on it is carried out again
  backup FILE              write the log to a new file; on PostgreSQL and KurrentDB also while the service runs
  restore FILE             put the log of such a file into an empty store, while no service runs on it
  export plan ID|matter ID|everything FILE [--format jsonl|cloudevents|ocel|csv] [--withhold EVENT_ID] [--since SIZE]
                           write it to a new file, with what proves it; while no service has the folder open
  verify EXPORT --key KEY [--checkpoint FILE] [--language sv] [--json]
                           say whether an export is what was logged; dist/verify.mjs does the same with nothing but Node
  document --matter DNR --kind report|summons|minutes|extract|notice --out FILE [--format text|html|docx|pdf-ua|pdf-a] [--language sv|en]
           [--as-of now|submitted|summoned|adjusted|posted] [--paragraph NUMBER]
                           write a document of a matter to a new file, as of a moment; while no service has the folder open
  document --check FILE    say which summoned, adjusted or posted document a file is, by the hash in the log, or that it is none
  administrator MUNICIPALITY_ID NAME BOARD_ID PERSON_ID NAME [--subject SUBJECT]
                           make somebody the first administrator of a municipality, while no service has the folder open
  keys                     print the public keys that the log's checkpoints are signed with
  key NAME                 make another such key; all of them sign when the service is started again
  log                      say whether the log is the one that the views know, and what it does not hold of it
  log save FILE            write what the views still know of the events that the log does not hold to a new file
  log adopt --yes-lose N   adopt the log that is there, and lose as many events; while no service runs on the views
  schema [--check]         write schema.gql, or say whether it is current

A command reads the same environment as the service; see docs/operating.md.
`;

const SCHEMA_FILE = 'schema.gql';

const isRead = tolerateClosedPipes();

async function run(): Promise<number> {
  const [first, ...rest] = process.argv.slice(2);
  const output = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
  if (first === 'verify') return verifyAsAsked(rest, output);
  if (first === 'export') return (await exportAsAsked(rest, output, signing)) ?? unknown();
  if (first === 'document') return (await documentAsAsked(rest, output)) ?? unknown();
  if (first === 'log') return (await logAsAsked(rest, output)) ?? unknown();
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      exit: { type: 'boolean' },
      json: { type: 'boolean' },
      clock: { type: 'string' },
      documents: { type: 'string' },
      check: { type: 'boolean' },
      accept: { type: 'boolean' },
      subject: { type: 'string' },
      of: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      speed: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const [command, file, ...others] = positionals;
  if (command === 'demo') {
    const { exit: exits = false, json = false, clock, documents } = values;
    return runDemo({ exits, json, clock, documents, config: readConfig(process.env) });
  }
  if (command === 'rebuild') return rebuild();
  if (command === 'replay') return values.check === true ? checkViewsNow() : replay(values);
  if (command === 'damage') return damage(file, values.accept === true);
  if (command === 'backup' && file !== undefined) return backup(file);
  if (command === 'restore' && file !== undefined) return restore(file);
  if (command === 'administrator' && others.length === 4) return administrator(file, others, values.subject);
  if (command === 'keys') return keys();
  if (command === 'key' && file !== undefined) return key(file);
  if (command === 'schema') return schema(values.check === true);
  return unknown();
}

function unknown(): number {
  process.stderr.write(usage);
  return 2;
}

async function rebuild(): Promise<number> {
  const { places } = readConfig(process.env);
  const { events, differing, index } = await rebuildAll(places, printProgress);
  console.log(`All views are made anew from ${events} events. ${differing.length} rows came out otherwise.`);
  for (const row of differing) console.log(row);
  const how = index.isOtherwise ? 'came out otherwise' : 'are as they were';
  console.log(`The log index and its tree are made anew from ${index.events} events, and ${how}.`);
  return differing.length === 0 && !index.isOtherwise ? 0 : 1;
}

async function replay(options: ReplayOptions): Promise<number> {
  const order = orderedBy(options);
  const { places } = readConfig(process.env);
  const progress = eachSecond(printProgress);
  await replayLog(places, order, ({ entry, head }) => {
    if (!isRead()) return 'stop';
    console.log(printedEvent(entry, order.language));
    progress({ position: entry.position, head });
    return 'go on';
  });
  return 0;
}

/** Rule 48: rebuilds all views and compares them with the live views. If rows differ, prints one and returns 1. */
async function checkViewsNow(): Promise<number> {
  const { places } = readConfig(process.env);
  const { events, differing, first } = await checkViews(places, eachSecond(printProgress));
  if (first === null) {
    console.log(`Made anew from ${events} events, the views are the same, row by row.`);
    return 0;
  }
  console.log(`ALARM: made anew from ${events} events, ${differing} rows come out otherwise. The first:`);
  console.log(printedDifference(first));
  return 1;
}

/** Lists the damaged streams, or accepts one. Returns 1 when damage is left that nobody has dealt with. */
async function damage(stream: string | undefined, isAccepted: boolean): Promise<number> {
  const { places } = readConfig(process.env);
  if (stream !== undefined && isAccepted) {
    console.log(await acceptDamagedStream(places, stream));
    return 0;
  }
  const found = (await damagedStreams(places)).filter((one) => stream === undefined || one.stream === stream);
  for (const one of found) console.log(`${printedDamage(one)}${one.isAccepted ? ' (accepted)' : ''}`);
  if (found.length === 0) console.log('No stream is damaged, as far as it has been read.');
  return found.every((one) => one.isAccepted) ? 0 : 1;
}

async function backup(file: string): Promise<number> {
  const { places } = readConfig(process.env);
  const { events, rows } = await backUpPlaces(places, sideTables, file, eachSecond(printProgress));
  console.log(`The log's ${events} events are in ${file}, with ${rows ?? 0} rows of what is kept beside it.`);
  if (rows === null) {
    const { folder } = places;
    process.stderr.write(
      `The register of people, the drafts and the signed checkpoints are not: nobody has kept any in ${folder}, or a service has it open. Then stop it, and back up again.\n`,
    );
  }
  return 0;
}

async function restore(file: string): Promise<number> {
  const { places } = readConfig(process.env);
  const progress = eachSecond<{ readonly written: number; readonly all: number }>(({ written, all }) =>
    process.stderr.write(`${written} of ${all} events\n`),
  );
  const { events, rows } = await restorePlaces(places, sideTables, file, (written, all) => progress({ written, all }));
  console.log(
    `${events} events are restored, and ${rows ?? 0} rows of what is kept beside them. The views are made anew when the service starts.`,
  );
  return 0;
}

/** Makes a person the first administrator of a municipality. That person then grants all other roles. */
async function administrator(
  municipality = '',
  [municipalityName = '', board = '', person = '', name = '']: readonly string[],
  subject?: string,
): Promise<number> {
  const { places, tokens } = readConfig(process.env);
  if (tokens === null) throw new ConfigError(['Nobody could sign in. Give TOKENS_ISSUER, who says who somebody is.']);
  const municipalityId = idOf('Municipality', municipality);
  const [boardId, personId] = [idOf('Board', board), idOf('Person', person)];
  const given = { municipalityName, boardId, personId, name, ...(subject !== undefined && { subject }) };
  const views = await openViews(places);
  try {
    const { issuer } = tokens;
    await appointFirstAdministrator(views.db, { municipalityId, issuer }, given);
  } finally {
    await views.close();
  }
  console.log(`${name} (${personId}) is administrator of ${municipalityName} (${municipalityId}).`);
  return 0;
}

function signing({ keys: place }: Config) {
  return [{ provide: EVIDENCE, useValue: evidenceThere(place) }];
}

function keys(): number {
  const { signers } = evidenceAt({ ...placeOfKeys(), isMade: false });
  for (const { key: publicKey } of signers) console.log(writeNoteKey(publicKey));
  return 0;
}

function key(name: string): number {
  const { folder } = placeOfKeys();
  console.log(writeNoteKey(addKey(folder, name)));
  process.stderr.write(`Its private half is in ${folder}: keep a copy where the data is not.\n`);
  return 0;
}

function placeOfKeys() {
  const { folder, origin } = readConfig(process.env).keys;
  if (folder === null) throw new ConfigError(['Nothing is signed. Give EVIDENCE_KEYS, the folder of the keys.']);
  return { folder, origin };
}

function printProgress(progress: RebuildProgress): void {
  process.stderr.write(`${shareOfLog(progress)}\n`);
}

async function schema(isCheck: boolean): Promise<number> {
  const text = await schemaText();
  if (!isCheck) {
    writeFileSync(SCHEMA_FILE, text);
    return 0;
  }
  const isCurrent = readFileSync(SCHEMA_FILE, 'utf8') === text;
  process.stderr.write(
    isCurrent ? `${SCHEMA_FILE} is current.\n` : `${SCHEMA_FILE} is not current. Run npm run golden.\n`,
  );
  return isCurrent ? 0 : 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // A person reads the error, so the output is one sentence without a stack trace.
    process.stderr.write(`${isRefusal(error) ? error.sentence('en') : messageOf(error)}\n`);
    process.exitCode = 1;
  },
);
