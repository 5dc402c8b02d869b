import type { INestApplication } from '@nestjs/common';
import { type Kysely } from 'kysely';
import { kindAndIdOf, positionOf } from '../kernel/fold.js';
import { offline } from '../offline.service.js';
import { VIEWS_DB, type ViewTables } from '../platform/database/state-tables.view.js';
import { isPassable } from '../platform/event-store/damage.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import type { Places } from '../platform/open-stores.service.js';
import { acceptDamage, damageIn, forgetDamage } from '../platform/projections/damage-tables.service.js';
import type { KeptDamage } from '../platform/projections/damage-tables.service.js';
import { Projector } from '../platform/projections/projector.service.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { unlessDamaged } from '../platform/runtime/platform-refusals.js';

/** Returns the damage that the services and commands on these places have found. */
export async function damagedStreams(places: Places): Promise<readonly KeptDamage[]> {
  return withViews(places, (db) => damageIn(db));
}

/**
 * Records that an operator has dealt with a damaged stream, and forgets the damage that is gone. The service then uses
 * the stream again, even if the stream still holds events that are not Tertial's. It does not use a stream that still
 * lacks events.
 *
 * @returns a sentence that tells the outcome
 * @throws Error when no damage of the stream is known
 */
export async function acceptDamagedStream(places: Places, stream: string): Promise<string> {
  return withViews(places, async (db, app) => {
    const found = (await damageIn(db)).filter((one) => one.stream === stream);
    if (found.length === 0)
      throw new Error(`The stream ${stream} is not damaged. tertial damage lists those that are.`);
    const store = app.get<EventStore>(EVENT_STORE);
    const isWhole = await isWholeAt(store, db, stream);
    const left: KeptDamage[] = [];
    for (const damage of found) {
      if (await isStill(store, damage, isWhole)) left.push(damage);
      else await forgetDamage(db, damage);
    }
    await acceptDamage(db, stream, app.get(Clock).now());
    if (left.length === 0)
      return `The stream ${stream} is whole. Run tertial rebuild if the views lack anything of it.`;
    if (left.every(isPassable))
      return `The stream ${stream} is used again, and what is not Tertial's stays passed over.`;
    return `The alarm about the stream ${stream} is over. What rests on it stays refused until its events are put back.`;
  });
}

/** Whether the stream has no gap and holds every event that the views have taken in. */
async function isWholeAt(store: EventStore, db: Kysely<ViewTables>, stream: string): Promise<boolean> {
  const [kind, id] = kindAndIdOf(stream);
  const row = await viewsOf(db).where('kind', '=', kind).where('id', '=', id).executeTakeFirst();
  const last = await unlessDamaged(async () => {
    let revision = -1;
    for await (const page of store.readStream(stream)) revision = page.at(-1)?.revision ?? revision;
    return revision;
  });
  return last !== null && last >= (row?.revision ?? 0);
}

function viewsOf(db: Kysely<ViewTables>) {
  return db.selectFrom('states').select('revision');
}

async function isStill(store: EventStore, damage: KeptDamage, isWhole: boolean): Promise<boolean> {
  const { kind, position, id } = damage;
  if (kind === 'cut') return !isWhole;
  // Whether a build can read an event shows when it reads it again.
  if (kind === 'unreadable') return false;
  return (await store.eventAt(positionOf(position)))?.id === id;
}

async function withViews<Result>(
  places: Places,
  use: (db: Kysely<ViewTables>, app: INestApplication) => Promise<Result>,
): Promise<Result> {
  return offline(places, async (app) => {
    await app.get(Projector).prepare();
    return use(app.get<Kysely<ViewTables>>(VIEWS_DB), app);
  });
}
