import { Inject, Injectable } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { type ColumnType, type Kysely, sql } from 'kysely';
import { checkpointOf, kindAndIdOf, positionOf } from '../../kernel/fold.js';
import type { Position, PositionOrStart, Stored } from '../../kernel/fold.js';
import { boardsWithin, type Reach } from '../../kernel/reach.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { DATABASE, type Database } from '../database/database.service.js';
import { DateTimeISO } from '../graphql-types/values.view.js';
import { eventAtPosition, type TakenIn } from '../projections/taken-in.js';
import { migrate } from '../database/migrations.service.js';
import type { Bigint, ViewTables } from '../database/state-tables.view.js';

interface DeadLettersTable {
  reaction: string;
  event_id: string;
  municipality_id: string;
  event: ColumnType<Stored, string, string>;
  error: string;
  attempts: number;
  failed_at: string;
}

export interface ReactorTables extends ViewTables {
  dead_letters: DeadLettersTable;
  reached: {
    position: Bigint;
    caused: Bigint;
    log: string | null;
    event: string | null;
    event_position: Bigint | null;
  };
}

/** The position in the log that the reactor has reached, and the event that stands there. */
export interface ReactorCheckpoint extends TakenIn {
  /** Position of the newest event that a reaction has caused. */
  readonly caused: number;
}

/** A reaction that failed repeatedly. The reactor tries it again every minute until it succeeds. */
@ObjectType({ description: 'A failed automatic reaction to an event. The service retries the reaction every minute.' })
export class DeadLetter {
  @Field()
  readonly reaction!: string;

  @Field()
  readonly eventType!: string;

  @Field()
  readonly stream!: string;

  @Field(() => Int)
  readonly attempts!: number;

  @Field(() => DateTimeISO)
  readonly failedAt!: IsoInstant;
}

/** Reads and writes the reactor's tables. They are in a schema that no rebuild of the views touches. */
@Injectable()
export class DeadLetters {
  readonly #db: Kysely<ReactorTables>;

  constructor(@Inject(DATABASE) { db }: Database<ViewTables>) {
    this.#db = db
      .withSchema('reactor')
      .$extendTables<{ dead_letters: DeadLettersTable; reached: ReactorTables['reached'] }>();
  }

  async create(): Promise<void> {
    await migrate(this.#db, 'reactor', {
      '0001_reached_and_parked': createTables,
      '0002_log': addLog,
      '0003_dead_letters': renameParked,
      '0004_event': addEvent,
    });
  }

  async checkpoint(): Promise<ReactorCheckpoint> {
    const row = await this.#db.selectFrom('reached').selectAll().executeTakeFirst();
    return {
      position: checkpointOf(row?.position ?? 0),
      caused: Number(row?.caused ?? 0),
      log: row?.log ?? null,
      event: row === undefined ? null : eventAtPosition(row),
    };
  }

  async saveCheckpoint({ position, caused, log, event }: ReactorCheckpoint): Promise<void> {
    const row = { position, caused, log, event, event_position: event === null ? null : position };
    const { numUpdatedRows } = await this.#db.updateTable('reached').set(row).executeTakeFirst();
    if (numUpdatedRows === 0n) await this.#db.insertInto('reached').values(row).execute();
  }

  /**
   * Returns the position up to which all reactions to a log's events have succeeded, or 0 when it is unknown.
   *
   * @param positionBefore Finds the position of the event before the one at a position; 0 when there is none
   */
  async reactedTo(
    log: string,
    positionBefore: (position: Position) => Promise<PositionOrStart>,
  ): Promise<PositionOrStart> {
    const { rows: tables } = await sql<{ there: boolean }>`
      select to_regclass('reactor.reached') is not null as there`.execute(this.#db);
    if (tables[0]?.there !== true) return 0;
    // Reads the checkpoint first, because the reactor saves a dead letter before its checkpoint passes the event.
    const reached = await this.checkpoint();
    if (reached.log !== log) return 0;
    const { rows } = await sql<{ first: Bigint | null }>`
      select min((event->>'position')::bigint) as first from reactor.dead_letters`.execute(this.#db);
    const oldest = rows[0]?.first ?? null;
    if (oldest === null) return reached.position;
    const before = await positionBefore(positionOf(Number(oldest)));
    return before < reached.position ? before : reached.position;
  }

  /** Saves a failed reaction to an event. @param attempts Number of new failures, added to the stored number. */
  async add(reaction: string, event: Stored, error: unknown, at: IsoInstant, attempts: number): Promise<void> {
    const values = {
      reaction,
      event_id: event.id,
      municipality_id: event.metadata.municipalityId,
      event: JSON.stringify(event),
      error: String(error),
      attempts,
      failed_at: at,
    };
    await this.#db
      .insertInto('dead_letters')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['reaction', 'event_id'])
          .doUpdateSet({ error: values.error, attempts: sql`dead_letters.attempts + excluded.attempts` }),
      )
      .execute();
  }

  async remove(reaction: string, { id }: Stored): Promise<void> {
    await this.#db.deleteFrom('dead_letters').where('reaction', '=', reaction).where('event_id', '=', id).execute();
  }

  async all(): Promise<{ reaction: string; event: Stored }[]> {
    return this.#db.selectFrom('dead_letters').select(['reaction', 'event']).orderBy('failed_at').execute();
  }

  async count(): Promise<number> {
    const { rows } = await sql<{ count: Bigint }>`select count(*) as count from reactor.dead_letters`.execute(this.#db);
    return Number(rows[0]?.count ?? 0);
  }

  /** Lists the dead letters of the boards within reach. Those of no board need every board to be within reach. */
  async of(reach: Reach): Promise<DeadLetter[]> {
    const rows = await this.#db
      .selectFrom('dead_letters')
      .selectAll()
      .where('municipality_id', '=', reach.municipalityId)
      .orderBy('failed_at')
      .execute();
    const reached = rows.filter(
      ({ event }) => reach.boardIds === null || boardsWithin(reach, placeOf(event)).length > 0,
    );
    return reached.map(({ reaction, event, attempts, failed_at: failedAt }) => ({
      reaction,
      eventType: event.type,
      stream: event.stream,
      attempts,
      failedAt,
    }));
  }
}

/** Returns the first two parts of the id of the event's entity, which are the id of its board if it has one. */
function placeOf({ stream }: Stored): string {
  const [, id] = kindAndIdOf(stream);
  return id.split('.', 2).join('.');
}

async function createTables(db: Kysely<never>): Promise<void> {
  const { schema } = db.withSchema('reactor');
  await schema
    .createTable('reached')
    .ifNotExists()
    .addColumn('position', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('dead_letters')
    .ifNotExists()
    .addColumn('reaction', 'text', (column) => column.notNull())
    .addColumn('event_id', 'uuid', (column) => column.notNull())
    .addColumn('municipality_id', 'text', (column) => column.notNull())
    .addColumn('event', 'json', (column) => column.notNull())
    .addColumn('error', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('failed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dead_letters_key', ['reaction', 'event_id'])
    .execute();
}

async function addLog(db: Kysely<never>): Promise<void> {
  await db
    .withSchema('reactor')
    .schema.alterTable('reached')
    .addColumn('caused', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('log', 'uuid')
    .execute();
}

async function addEvent(db: Kysely<never>): Promise<void> {
  await db
    .withSchema('reactor')
    .schema.alterTable('reached')
    .addColumn('event', 'uuid')
    .addColumn('event_position', 'bigint')
    .execute();
}

/** Renames the table of older builds, so that their dead letters are kept. */
async function renameParked(db: Kysely<never>): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('reactor.parked') is not null as there`.execute(db);
  if (rows[0]?.there !== true) return;
  await sql`alter table reactor.parked rename to dead_letters`.execute(db);
  await sql`alter table reactor.dead_letters rename column parked_at to failed_at`.execute(db);
}
