import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { boot } from './boot.service.js';
import { Clock } from './clock.service.js';
import { demoSignIn } from './demo-sign-in.service.js';
import { EVENT_STORE, type EventStore } from './event-store.js';
import { Projection } from './projection.service.js';
import { rebuild, type RebuildProgress, type Rebuilt } from './rebuild.service.js';

/** Makes all views of a data folder anew, while no service runs on it. */
export async function rebuildViews(folder: string, onProgress: (progress: RebuildProgress) => void): Promise<Rebuilt> {
  return offline(folder, async (app) => {
    const projection = app.get(Projection);
    const store = app.get<EventStore>(EVENT_STORE);
    await projection.create();
    await catchUp(projection, store);
    return rebuild(projection, store, onProgress);
  });
}

/** A service that was killed has events that its views do not show yet, which is no difference between rows. */
async function catchUp(projection: Projection, store: EventStore): Promise<void> {
  const { position, isOfThisBuild } = await projection.checkpoint();
  if (!isOfThisBuild) return;
  for await (const page of store.readAll(position)) await projection.apply(page);
}

/** The API's schema, in the order of the alphabet. */
export async function schemaText(): Promise<string> {
  return offline('memory', (app) => {
    const { schema } = app.get(GraphQLSchemaHost);
    return Promise.resolve(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });
}

/** Puts the service together without following the log or listening. */
async function offline<Result>(folder: string, use: (app: NestFastifyApplication) => Promise<Result>): Promise<Result> {
  const { tokens } = await demoSignIn();
  const clock = new Clock();
  const logLevels = ['warn' as const, 'error' as const, 'fatal' as const];
  const app = await boot({ folder, tokens, clock, isSimulated: false, demo: null, followsLog: false, logLevels });
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}
