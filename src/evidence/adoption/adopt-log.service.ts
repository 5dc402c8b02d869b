import { type Kysely, sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import { v5 as uuidFrom } from 'uuid';
import { streamOf, versionOf } from '../../kernel/fold.js';
import { type Id, idOf } from '../../kernel/identity.js';
import type { Database, LeaderElection } from '../../platform/database/database.service.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import type { EventStore, NewEvent } from '../../platform/event-store/event-store.js';
import { indexSchemas } from '../../platform/projections/log-index-tables.service.js';
import { viewSchemas, waitingOn } from '../../platform/projections/view-schemas.service.js';
import { canonicalHash } from '../../platform/runtime/hashing.service.js';
import { base64Of } from '../encoding.js';
import { evidenceTables, keepAsFormer, type KeptCheckpoint, newestCheckpoint } from '../evidence-tables.service.js';
import { SALT_BYTES } from '../leaf.js';
import { adoptedLogFold, type LogAdoptedData } from '../adopted-log.js';
import { isAnother, type TwoSides } from './two-sides.js';
import { compareSides, type ComparisonProgress } from './two-sides.service.js';

/**
 * Adopts the log that is there instead of the one that the views know. Appends `LogAdopted` for each municipality, keeps
 * the checkpoints that the log contradicts as former ones, and drops the views, the log index with its tree and the
 * reactions, which the service makes anew when it starts. When it is stopped in its middle, it can be run again.
 *
 * @param isToLose The number of events that the operator agrees to lose, as the operator typed it
 * @throws Error with a sentence that says what to do, when the log is the one that is known, when the number is another,
 * or when a service uses the views. Nothing is changed then.
 */
export async function adoptLog(
  { db, election }: Database<ViewTables>,
  store: EventStore,
  isToLose: string | undefined,
  onProgress: (progress: ComparisonProgress) => void = () => undefined,
): Promise<TwoSides> {
  const live = [...new Set((await viewSchemas(db)).map(({ of }) => of))];
  let adopted: TwoSides | undefined;
  const isFree = await unlessAnyLed(election, [...live, ...live.map(waitingOn)], async () => {
    const sides = await compareSides(db, store, { onProgress });
    requireWord(sides, isToLose);
    await evidenceTables.create(db);
    await append(store, sides, await newestCheckpoint(db));
    await forget(db, sides);
    adopted = sides;
  });
  if (!isFree || adopted === undefined) {
    throw new Error(
      'A service runs on these views. Stop every process of it, then adopt the log. Nothing was changed.',
    );
  }
  return adopted;
}

function requireWord(sides: TwoSides, isToLose: string | undefined): void {
  if (!isAnother(sides)) throw new Error('The log holds all that the views know. There is nothing to adopt.');
  const { events } = sides.lost;
  if (isToLose === String(events)) return;
  const isGiven = isToLose === undefined ? '' : `, and not ${isToLose}`;
  throw new Error(
    `The log does not hold ${events} events that were recorded${isGiven}. To adopt it and lose them, give --yes-lose ${events}. Nothing was changed.`,
  );
}

/** Runs the work while no process holds any of these locks. Returns whether it ran. */
async function unlessAnyLed(
  election: LeaderElection,
  [name, ...others]: readonly string[],
  work: () => Promise<void>,
): Promise<boolean> {
  if (name === undefined) {
    await work();
    return true;
  }
  let isDone = false;
  const isFree = await election.unlessLed(name, async () => {
    isDone = await unlessAnyLed(election, others, work);
  });
  return isFree && isDone;
}

/** The namespace of the ids that are derived here. Nothing else derives ids in it. */
const ADOPTIONS = 'd5c1d3a8-5f0e-4a51-9d38-6b0a9f3a2c11';

/** Appends an event for each municipality on either side. Their ids derive from what was known, so it can be repeated. */
async function append(store: EventStore, sides: TwoSides, former: KeptCheckpoint | null): Promise<void> {
  const { municipalities, lost, known, newest } = sides;
  if (municipalities.length === 0) {
    throw new Error('Neither the views nor the log name a municipality. Begin a new log with other keys.');
  }
  const commandId = uuidFrom(JSON.stringify([newest, known.events, lost.events, former?.note ?? null]), ADOPTIONS);
  for (const name of municipalities) {
    const municipalityId = idOf('Municipality', name);
    const { events = 0, from = null, to = null } = lost.municipalities.get(name) ?? {};
    const data: LogAdoptedData = {
      lost: events,
      lostFrom: from,
      lostTo: to,
      formerCheckpoint: former && { origin: former.origin, size: former.size, root: base64Of(former.root) },
    };
    const event = adoptedEvent(municipalityId, commandId, data);
    const { outcome } = await store.append(streamOf(adoptedLogFold, municipalityId), 'any', [event]);
    if (outcome !== 'appended' && outcome !== 'repeated') {
      throw new Error(`The adoption could not be written to the log: ${outcome}. The views are as they were.`);
    }
  }
}

function adoptedEvent(municipalityId: Id<'Municipality'>, commandId: string, data: LogAdoptedData): NewEvent {
  return {
    id: uuidFrom(`${municipalityId} 0`, commandId),
    type: 'LogAdopted',
    version: versionOf(adoptedLogFold, 'LogAdopted'),
    data,
    metadata: {
      municipalityId,
      actor: 'system',
      role: 'SYSTEM',
      commandId,
      commandHash: canonicalHash({ commandName: 'adoptLog', data, by: 'system' }),
      correlationId: commandId,
      causationId: null,
      salt: randomBytes(SALT_BYTES).toString('base64'),
    },
  };
}

/** Drops everything that was derived from the former log, in one transaction. What people wrote beside the log stays. */
async function forget(db: Kysely<ViewTables>, { contradicted }: TwoSides): Promise<void> {
  const made = [...(await viewSchemas(db)).map(({ schema }) => schema), 'reactor', ...(await indexSchemas(db))];
  await db.transaction().execute(async (transaction) => {
    await keepAsFormer(transaction, contradicted);
    for (const schema of made) await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(transaction);
  });
}
