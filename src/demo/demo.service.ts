import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Config, ConfigError } from '../config.js';
import { KEEPS_DOCUMENTS } from '../documents/making/keeping.service.js';
import { EVIDENCE, evidenceAt } from '../evidence/signing-keys.service.js';
import { addDays } from '../kernel/days.js';
import { isDate, type IsoDate } from '../kernel/tertial.js';
import { createApplication, listen } from '../application.service.js';
import { dayInStockholm, SimulatedClock } from '../platform/runtime/clock.service.js';
import { type DemoSignIn, demoPeople, demoSignIn } from '../platform/sign-in/demo-sign-in.service.js';
import { discardDatabase } from '../platform/database/embedded-folder.service.js';
import { moveClock, playCase, START } from './case.service.js';
import { countsOf, printed } from './counts.js';
import { writeDocuments } from './documents.service.js';
import { NOTICE_BOARD, publishCase } from './publishing.service.js';
import { fillRegister } from './register.service.js';

export interface DemoOptions {
  readonly config: Config;
  /** True: the demonstration ends after printing. False: it then serves the API. */
  readonly exits: boolean;
  /** True: the demonstration prints the counts as one JSON document. False: it prints a text. */
  readonly json: boolean;
  /** The last day of the case that is played, as YYYY-MM-DD. When absent, the case is played to its end. */
  readonly clock: string | undefined;
  /** The folder that the documents of the case are written to. When absent, none are written. */
  readonly documents: string | undefined;
}

/** The loopback address, because anybody who reaches the demonstration can sign in as any of its people. */
const HOST = '127.0.0.1';
const FOLDER = '.tertial/demo';
const KEYS = `${FOLDER}.keys`;

/**
 * Plays the demonstration on an empty embedded store, prints the result, and serves the API unless `exits` is true.
 *
 * @throws ConfigError in production, because the demonstration signs people in without credentials, and for a `clock`
 *   that is no day or is before the case begins.
 * @throws FolderInUse when another process has the demonstration's folder open.
 */
export async function runDemo({ config, exits, json, clock: lastDay, documents }: DemoOptions): Promise<number> {
  if (config.isProduction) {
    throw new ConfigError(['The demo signs anybody in. It does not run with NODE_ENV=production; unset it to try it.']);
  }
  if (lastDay !== undefined) requireDay(lastDay, dayInStockholm(START));
  if (!exits) console.error(`Pages: http://${HOST}:${config.port}/ as soon as the case is played.\n`);
  discardDatabase(FOLDER);
  rmSync(KEYS, { recursive: true, force: true });
  const clock = new SimulatedClock(START);
  const demo = await demoSignIn();
  const logger = ['warn' as const, 'error' as const, 'fatal' as const];
  const { tokens } = demo;
  const places = { folder: FOLDER, eventsUrl: null, viewsUrl: null };
  const keys = evidenceAt({ folder: KEYS, isMade: true, origin: null });
  const given = [
    { provide: EVIDENCE, useValue: keys },
    { provide: KEEPS_DOCUMENTS, useValue: !exits },
  ];
  const app = await createApplication({
    places,
    tokens,
    clock,
    isSimulated: true,
    demo,
    followsLog: true,
    logger,
    given,
  });
  try {
    await fillRegister(app, clock);
    const { before, after } = await playCase(app, clock, lastDay);
    const counts = { before: before === null ? null : countsOf(before), after: countsOf(after) };
    console.log(json ? JSON.stringify(counts, null, 2) : printed(after));
    if (documents !== undefined) for (const line of await writeDocuments(app, documents)) console.error(line);
    if (!exits) {
      await publishCase(app, clock);
      await serve(app, config.port, demo, clock.today());
      moveClockAsTyped(app, clock);
    }
  } catch (error) {
    await app.close();
    throw error;
  }
  if (exits) await app.close();
  return 0;
}

/** @throws ConfigError for a text that is no day, or a day before the first one. */
function requireDay(text: string, first: IsoDate): void {
  if (isDate(text) && text >= first) return;
  throw new ConfigError([`The clock is ${text}. Give a day from ${first}, such as 2026-05-20.`]);
}

/** Moves the clock forward to each day that is typed. Nothing else of the case is played. */
function moveClockAsTyped(app: NestFastifyApplication, clock: SimulatedClock): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const day = line.trim();
    if (!isDate(day) || day <= clock.today()) {
      console.error(`It is ${clock.today()}. Type a later day, such as ${addDays(clock.today(), 1)}.`);
      return;
    }
    moveClock(app, clock, day).then(
      () => console.error(`It is ${day}.`),
      (error: unknown) => console.error(`It is ${day}, and something that was due failed: ${String(error)}`),
    );
  });
}

async function serve(app: NestFastifyApplication, port: number, demo: DemoSignIn, today: IsoDate): Promise<void> {
  const url = await listen(app, port, HOST);
  console.error(`
Pages: ${url}/    Notice board: ${url}${NOTICE_BOARD}    GraphiQL: ${url}/graphiql    API: ${url}/graphql

It is ${today}. Type a later day to move the clock. Stop with Ctrl+C.

Somebody for each role. Send the token as the header  Authorization: Bearer TOKEN
`);
  for (const person of demoPeople) {
    const { id, name, role } = person;
    console.error(`${name} (${id}, ${role})\n${await demo.tokenFor(person)}\n`);
  }
}
