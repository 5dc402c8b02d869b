// The stores that are tampered with: the sample municipality's case played on each, and copies of it.

import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { CheckpointSigner } from '../../dist/evidence/checkpoint-signing.service.js';
import { EVIDENCE } from '../../dist/evidence/signing-keys.service.js';
import { playCase, START } from '../../dist/demo/case.service.js';
import { createApplication } from '../../dist/application.service.js';
import { SimulatedClock } from '../../dist/platform/runtime/clock.service.js';
import { demoSignIn } from '../../dist/platform/sign-in/demo-sign-in.service.js';
import { openEmbedded } from '../../dist/platform/database/embedded-database.service.js';
import { LogIndex } from '../../dist/platform/projections/log-index.service.js';
import { openPostgres } from '../../dist/platform/database/postgres-database.service.js';

/** Plays the case by real commands until everything is in the log, in its tree, and vouched for. */
async function play(places, evidence) {
  const clock = new SimulatedClock(START);
  const demo = await demoSignIn();
  const { tokens } = demo;
  const given = [{ provide: EVIDENCE, useValue: evidence }];
  const app = await createApplication({
    places,
    tokens,
    clock,
    isSimulated: true,
    demo: null,
    followsLog: true,
    logger: ['fatal'],
    given,
  });
  try {
    await playCase(app, clock);
    const head = await app.get('EVENT_STORE').head();
    await app.get(LogIndex).reached(head, 20_000);
    await app.get(CheckpointSigner, { strict: false }).sign();
  } finally {
    await app.close();
  }
}

/** A folder, which is copied as anybody could who can read it. */
export async function embeddedStore(home, evidence) {
  const folder = join(home, 'embedded');
  await play({ folder, eventsUrl: null, viewsUrl: null }, evidence);
  let copies = 0;
  return {
    name: 'embedded',
    copy: async () => {
      const copy = join(home, `embedded-${(copies += 1)}`);
      cpSync(folder, copy, { recursive: true });
      const database = await openEmbedded(copy);
      return {
        db: database.db,
        close: async () => {
          await database.close();
          rmSync(copy, { recursive: true, force: true });
        },
      };
    },
    stop: async () => undefined,
  };
}

/** A database of a real PostgreSQL, which is its copies' template. */
export async function postgresStore(evidence) {
  const script = resolve(import.meta.dirname, '../support/postgres.mjs');
  const server = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const address = await addressSaidBy(server);
  const of = (name) => Object.assign(new URL(address), { pathname: `/${name}` }).href;
  await execute(address, 'create database played');
  await play({ folder: 'memory', eventsUrl: null, viewsUrl: of('played') }, evidence);
  let copies = 0;
  return {
    name: 'PostgreSQL',
    copy: async () => {
      const name = `copy_${(copies += 1)}`;
      await execute(address, `create database ${name} template played`);
      const database = await openPostgres(of(name));
      return { db: database.db, close: () => database.close() };
    },
    stop: async () => {
      server.stdin.end();
      await new Promise((ended) => server.once('exit', ended));
    },
  };
}

async function addressSaidBy(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const said = /^listening on (postgres:\S+)$/.exec(line);
    if (said !== null) return said[1];
  }
  throw new Error('PostgreSQL did not start; see what it wrote to stderr above.');
}

async function execute(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
