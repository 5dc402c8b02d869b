import { Injectable, Logger } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Retries } from '../runtime/retries.service.js';
import { Refusal } from '../../kernel/refusal.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { createSchema } from '../database/schemas.service.js';
import type { Database } from '../database/database.service.js';
import type { EventStore } from '../event-store/event-store.js';
import { type FoundEvent, ownIn } from '../event-store/foreign-event.js';
import {
  indexCheckpointIn,
  moveIndexCheckpoint,
  createIndexTables,
  INDEX_SCHEMA,
  indexSchemas,
  knownBefore,
  settleAt,
} from './log-index-tables.service.js';
import type { IndexCheckpoint, Indexed, LogFollower } from './log-index-tables.service.js';
import { requireSame } from './known-log.service.js';
import { type WholeOf, writeRows } from './log-index-rows.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { CheckpointMoved } from './taken-in.js';
import { type AnyFold, wholeOfStream } from './state-cache.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

/** Pause at the end of the log. The index then processes more events at once. Only queries for recent events wait. */
const PAUSE_IN_MILLISECONDS = 250;
const PAUSES = { firstInMilliseconds: 2 * PAUSE_IN_MILLISECONDS, longestInMilliseconds: 5_000 };
const LOOK_AGAIN_AFTER_MILLISECONDS = 50;
const PATIENCE_IN_MILLISECONDS = 5_000;

/** How long a rebuild waits for the service that has taken the indexing over. */
const PATIENCE_WITH_SERVICE_IN_MILLISECONDS = 600_000;

/** Result of indexing the log anew. */
export interface RebuiltIndex {
  readonly events: number;
  /** Whether the new rows differ from the old ones. Also false when the log has grown meanwhile: nothing is compared then. */
  readonly isOtherwise: boolean;
}

/** The part of a feature that the index uses. */
export interface IndexedFeature {
  readonly folds: readonly AnyFold[];
  readonly followers?: readonly LogFollower[];
}

/**
 * Numbers the events of the log and records which entities each event refers to. All builds with the same format of the
 * index share one index.
 */
@Injectable()
export class LogIndex {
  readonly #log = new Logger(LogIndex.name);
  readonly #db: Kysely<ViewTables>;
  readonly #folds: ReadonlyMap<string, AnyFold>;
  readonly #followers: readonly LogFollower[];

  constructor(
    features: readonly IndexedFeature[],
    private readonly store: EventStore,
    { db }: Database<ViewTables>,
    private readonly requireKnown: () => void = () => undefined,
  ) {
    this.#db = db;
    this.#folds = new Map(features.flatMap(({ folds }) => folds).map((fold) => [fold.kind, fold]));
    this.#followers = features.flatMap(({ followers = [] }) => followers);
  }

  /** Creates missing tables. Recreates an index that lacks rows of this build's followers. */
  async prepare(): Promise<void> {
    await this.create();
    if (await this.isWhole()) return;
    this.#log.warn('The log index lacks rows of this build. Rebuilding it from the first event.');
    await sql`drop schema if exists ${sql.id(INDEX_SCHEMA)} cascade`.execute(this.#db);
    await this.create();
  }

  /** Drops the log indexes of builds whose tables differ. Such a build rebuilds its index when it starts again. */
  async dropOtherFormats(): Promise<void> {
    for (const schema of await indexSchemas(this.#db)) {
      if (schema === INDEX_SCHEMA) continue;
      this.#log.log(`No process uses the log index ${schema} any more. Dropping it.`);
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(this.#db);
    }
  }

  /** Whether each follower has processed all indexed events. An older build may have lacked a follower. */
  private async isWhole(): Promise<boolean> {
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (db) => {
        const { events } = await indexCheckpointIn(db);
        for (const follower of this.#followers) {
          if ((await follower.counted(db)) !== events) return false;
        }
        return true;
      });
  }

  /** Creates missing tables, and drops none: the log may be another than the one that was indexed. */
  async create(): Promise<void> {
    await this.#db.transaction().execute((db) => this.createIn(db));
  }

  private async createIn(db: Kysely<ViewTables>): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtext(${INDEX_SCHEMA}))`.execute(db);
    await createSchema(db, INDEX_SCHEMA);
    await createIndexTables(db);
    for (const follower of this.#followers) await follower.create(db);
  }

  /**
   * Indexes the log anew from its first event, and says whether other rows came out. A service that runs goes on with
   * the new rows. Meanwhile, queries for the history and for proofs wait. The caller knows that the log is the right one.
   */
  async rebuild(onPosition?: (position: number) => void): Promise<RebuiltIndex> {
    const before = await this.fingerprint();
    await this.#db.transaction().execute(async (db) => {
      await sql`drop schema if exists ${sql.id(INDEX_SCHEMA)} cascade`.execute(db);
      await this.createIn(db);
    });
    const { events } = await this.catchUp(onPosition).catch(async (error: unknown) => {
      if (!(error instanceof CheckpointMoved)) throw error;
      // A service that runs indexes the same events.
      await this.reached(await this.store.head(), PATIENCE_WITH_SERVICE_IN_MILLISECONDS);
      return this.counted();
    });
    const after = await this.fingerprint();
    return { events, isOtherwise: before.events === after.events && before.rows !== after.rows };
  }

  /** Sums up all rows, whatever their order. Leaves out `known_at`, which questions about a moment can have moved. */
  private async fingerprint(): Promise<{ readonly events: number; readonly rows: string }> {
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = ${INDEX_SCHEMA} and table_name <> 'counted' order by 1`.execute(this.#db);
    const sums: string[] = [];
    for (const { name } of tables) {
      const { rows } = await sql<{ sum: string }>`
        select count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t) - 'known_at')::text, 0)), 0) as sum
        from ${sql.id(INDEX_SCHEMA, name)} t`.execute(this.#db);
      sums.push(`${name} ${rows[0]?.sum ?? ''}`);
    }
    const { events } = tables.length === 0 ? { events: 0 } : await this.counted();
    return { events, rows: sums.join() };
  }

  /** Reads the checkpoint of the index, which any process may have moved. */
  async counted(): Promise<IndexCheckpoint> {
    return indexCheckpointIn(this.#db);
  }

  /** Indexes the log until the signal fires. It retries after each failure. */
  async run(signal: AbortSignal): Promise<void> {
    const retries = new Retries(this.#log, 'Indexing the log', PAUSES);
    while (!signal.aborted) {
      try {
        await this.prepare();
        let counted = await this.counted();
        for await (const page of this.store.subscribe(counted.position, signal)) {
          if (page === 'caught up') await sleep(PAUSE_IN_MILLISECONDS, undefined, { signal }).catch(() => null);
          else counted = await this.take(page, counted);
          retries.succeeded();
        }
      } catch (error) {
        await retries.after(error, signal);
      }
    }
  }

  /**
   * Indexes the log up to its present end, for programs that do not run the service.
   *
   * @throws AnotherLog when the log is another than the one that was indexed.
   */
  async catchUp(onPosition: (position: number) => void = () => undefined): Promise<IndexCheckpoint> {
    await this.create();
    await requireSame(this.store, 'the log index', await this.counted());
    await this.prepare();
    let counted = await this.counted();
    for await (const page of this.store.readAll(counted.position)) {
      counted = await this.take(page, counted);
      onPosition(counted.position);
    }
    return counted;
  }

  /** Catches up as `catchUp` does. A running service that indexes the same events meanwhile is no fault. */
  async catchUpBesideService(): Promise<void> {
    try {
      await this.catchUp();
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) throw error;
    }
  }

  /**
   * Keeps the answer to a query as of an instant stable. Events that are recorded later count as known after it, even
   * if somebody sets the clock back (rule 50). Only the index stores this, so a rebuilt index uses the recorded times.
   */
  async settle(instant: IsoInstant): Promise<void> {
    await settleAt(this.#db, instant);
  }

  /**
   * Waits until the event at a position is indexed.
   *
   * @throws Refusal `STARTING` after five seconds, NewerEvent when the index stands still.
   */
  async awaited(position: number): Promise<void> {
    this.requireKnown();
    try {
      await this.reached(position, PATIENCE_IN_MILLISECONDS);
    } catch (error) {
      if (error instanceof TimedOut) throw new Refusal(platformRefusals.STARTING, {}, { cause: error });
      throw error;
    }
  }

  /** Resolves when the event at a position is indexed. @throws TimedOut after `withinMilliseconds`. */
  async reached(position: number, withinMilliseconds: number): Promise<void> {
    const giveUpAt = performance.now() + withinMilliseconds;
    while ((await this.counted()).position < position) {
      if (performance.now() > giveUpAt)
        throw new TimedOut(`Position ${position} was not indexed within ${withinMilliseconds} ms.`);
      await sleep(LOOK_AGAIN_AFTER_MILLISECONDS);
    }
  }

  private async take(page: readonly FoundEvent[], from: IndexCheckpoint): Promise<IndexCheckpoint> {
    const [first, last] = [page[0], page.at(-1)];
    if (first === undefined || last === undefined) return from;
    const events = ownIn(page).map((event, at): Indexed => ({ ...event, index: from.events + at }));
    const to = {
      events: from.events + events.length,
      position: last.position,
      event: last.id,
      log: from.log ?? first.id,
    };
    return this.#db.transaction().execute(async (transaction) => {
      const before = await knownBefore(transaction, from);
      const wholeOf: WholeOf = (stream) => wholeOfStream(this.#folds, stream);
      const counted = { ...to, knownAt: await writeRows(transaction, events, before, wholeOf) };
      await moveIndexCheckpoint(transaction, counted);
      for (const follower of this.#followers) await follower.take(events, transaction);
      return counted;
    });
  }
}
