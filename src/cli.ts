#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from './config.js';
import { runDemo } from './demo/demo.service.js';
import { backUpPlaces, restorePlaces } from './platform/backup-places.service.js';
import { rebuildViews, schemaText } from './platform/offline.service.js';
import type { RebuildProgress } from './platform/rebuild.service.js';

const usage = `Usage: tertial COMMAND

  demo [--exit] [--json]   play the sample municipality's case and go on serving it
  rebuild                  make all views anew from the first event, and say which rows differ
  backup FILE              write the log to a new file; on PostgreSQL also while the service runs
  restore FILE             put the log of such a file into an empty store, while no service runs on it
  schema [--check]         write schema.gql, or say whether it is current

A command reads the same environment as the service; see README.md.
`;

const SCHEMA_FILE = 'schema.gql';

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { exit: { type: 'boolean' }, json: { type: 'boolean' }, check: { type: 'boolean' } },
  });
  const [command, file] = positionals;
  if (command === 'demo') {
    return runDemo({ exits: values.exit === true, json: values.json === true, config: readConfig(process.env) });
  }
  if (command === 'rebuild') return rebuild();
  if (command === 'backup' && file !== undefined) return backup(file);
  if (command === 'restore' && file !== undefined) return restore(file);
  if (command === 'schema') return schema(values.check === true);
  process.stderr.write(usage);
  return 2;
}

async function rebuild(): Promise<number> {
  const { places } = readConfig(process.env);
  const { events, differing } = await rebuildViews(places, printProgress);
  console.log(`All views are made anew from ${events} events. ${differing.length} rows came out otherwise.`);
  for (const row of differing) console.log(row);
  return differing.length === 0 ? 0 : 1;
}

async function backup(file: string): Promise<number> {
  const { places } = readConfig(process.env);
  const { events } = await backUpPlaces(places, file, eachSecond(printProgress));
  console.log(`The log's ${events} events are in ${file}.`);
  return 0;
}

async function restore(file: string): Promise<number> {
  const { places } = readConfig(process.env);
  const { events } = await restorePlaces(places, file, eachSecond(printProgress));
  console.log(`${events} events are restored. The views are made anew when the service starts.`);
  return 0;
}

function printProgress({ position, head }: RebuildProgress): void {
  process.stderr.write(`${position} of ${head} events\n`);
}

/** Short work says nothing on its way. */
function eachSecond<Value>(print: (value: Value) => void): (value: Value) => void {
  let last = performance.now();
  return (value) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    print(value);
  };
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

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // A person reads this: what is wrong is said in a sentence, without a stack trace.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
