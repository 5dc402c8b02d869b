import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createApplication, type ApplicationOptions } from './application.service.js';
import { copyOf } from './platform/projections/view-schemas.service.js';
import { Clock } from './platform/runtime/clock.service.js';
import { DATABASE, type Database } from './platform/database/database.service.js';
import { demoSignIn } from './platform/sign-in/demo-sign-in.service.js';
import { EVENT_STORE, type EventStore } from './platform/event-store/event-store.js';
import { requireSame } from './platform/projections/known-log.service.js';
import { LogIndex, type RebuiltIndex } from './platform/projections/log-index.service.js';
import { Projection } from './platform/projections/projection.service.js';
import { fill, Projector } from './platform/projections/projector.service.js';
import { check, rebuild } from './platform/projections/rebuild.service.js';
import type { CheckResult, RebuildProgress, RebuildResult } from './platform/projections/rebuild.service.js';
import type { ViewTables } from './platform/database/state-tables.view.js';
import type { Places } from './platform/open-stores.service.js';

/** Result of rebuilding the views, and the log index with the Merkle tree. */
export interface RebuiltAll extends RebuildResult {
  readonly index: RebuiltIndex;
}

/**
 * Rebuilds all views in a copy and then replaces the live views. Running services use the live views meanwhile. Then
 * rebuilds the log index with the Merkle tree in its place.
 */
export async function rebuildAll(places: Places, onProgress: (progress: RebuildProgress) => void): Promise<RebuiltAll> {
  return besideLive(places, async (live, store, index) => {
    const rebuilt = await rebuild(live, store, onProgress);
    const head = await store.head();
    return { ...rebuilt, index: await index.rebuild((position) => onProgress({ position, head })) };
  });
}

/** Rebuilds all views in a copy, compares it with the live views row by row, and drops the copy. */
export async function checkViews(
  places: Places,
  onProgress: (progress: RebuildProgress) => void,
): Promise<CheckResult> {
  return besideLive(places, (live, store) => check(live, store, onProgress));
}

async function besideLive<Result>(
  places: Places,
  work: (live: Projection, store: EventStore, index: LogIndex) => Promise<Result>,
): Promise<Result> {
  return offline(places, async (app) => {
    const store = app.get<EventStore>(EVENT_STORE);
    await app.get(Projector).prepare();
    const projection = app.get(Projection);
    const viewed = await projection.checkpoint();
    await requireSame(store, 'the views', viewed);
    const index = app.get(LogIndex);
    await index.create();
    // A damaged index is mended. Where the views tell nothing, it is all that tells whether the log is the right one.
    if (viewed.position === 0) await requireSame(store, 'the log index', await index.counted());
    const { election } = app.get<Database<ViewTables>>(DATABASE);
    await election.unlessLed(projection.schema, () => catchUp(projection, store));
    let done: { readonly result: Result } | undefined;
    const isAlone = await election.unlessLed(copyOf(projection.schema), async () => {
      done = { result: await work(projection, store, index) };
    });
    if (!isAlone || done === undefined) throw new Error('Somebody else makes these views anew. Wait until they have.');
    return done.result;
  });
}

/** Brings the live views up to date with the log, so that the comparison does not report rows that only lag behind. */
async function catchUp(projection: Projection, store: EventStore): Promise<void> {
  let { position } = await projection.checkpoint();
  if (position === 0) position = await fill(projection, store, await store.head());
  const positions = projection.follow(store.readAll(position), position);
  while ((await positions.next()).done !== true);
}

const inMemory: Places = { folder: 'memory', eventsUrl: null, viewsUrl: null };

/** Returns the text of the GraphQL schema, sorted alphabetically. */
export async function schemaText(): Promise<string> {
  return offline(inMemory, (app) => {
    const { schema } = app.get(GraphQLSchemaHost);
    return Promise.resolve(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });
}

/** Runs `use` with an application that neither follows the log nor listens on a port, then closes the application. */
export async function offline<Result>(
  places: Places,
  use: (app: NestFastifyApplication) => Promise<Result>,
  given: ApplicationOptions['given'] = [],
): Promise<Result> {
  const { tokens } = await demoSignIn();
  const clock = new Clock();
  const logger = ['warn' as const, 'error' as const, 'fatal' as const];
  const app = await createApplication({
    places,
    tokens,
    clock,
    isSimulated: false,
    demo: null,
    followsLog: false,
    logger,
    given,
  });
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}
