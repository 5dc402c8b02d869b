import { Inject, Injectable } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { type ColumnType, type Kysely, sql } from 'kysely';
import type { Stored } from '../../kernel/fold.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { DATABASE, type Database } from '../database/database.service.js';
import { DateTimeISO } from '../graphql-types/dates.view.js';
import { migrate } from '../database/migrations.service.js';
import type { Bigint, ViewTables } from '../database/state-tables.view.js';

interface ParkedTable {
  reaction: string;
  event_id: string;
  municipality_id: string;
  event: ColumnType<Stored, string, string>;
  error: string;
  attempts: number;
  parked_at: string;
}

export interface ReactorTables extends ViewTables {
  parked: ParkedTable;
  reached: { position: Bigint; caused: Bigint; log: string | null };
}

/** How far the reactions have come. */
export interface ReactorCheckpoint {
  readonly position: number;
  /** Of the newest event that a reaction has caused. */
  readonly caused: number;
  /** The id of the log's first event, by which it is told from another log. */
  readonly log: string | null;
}

/** A reaction that keeps failing and waits for somebody to see why. */
@ObjectType({ description: 'A consequence of an event that could not be carried out. It is tried again every minute.' })
export class ParkedReaction {
  @Field()
  readonly reaction!: string;

  @Field()
  readonly eventType!: string;

  @Field()
  readonly stream!: string;

  @Field(() => Int)
  readonly attempts!: number;

  @Field(() => DateTimeISO)
  readonly parkedAt!: IsoInstant;
}

/** What the reactor remembers. Not a view of the log, so it has a schema of its own that no rebuild touches. */
@Injectable()
export class ParkedReactions {
  readonly #db: Kysely<ReactorTables>;

  constructor(@Inject(DATABASE) { db }: Database<ViewTables>) {
    this.#db = db.withSchema('reactor').$extendTables<{ parked: ParkedTable; reached: ReactorTables['reached'] }>();
  }

  async create(): Promise<void> {
    await migrate(this.#db, 'reactor', { '0001_reached_and_parked': createTables, '0002_log': addLog });
  }

  async checkpoint(): Promise<ReactorCheckpoint> {
    const row = await this.#db.selectFrom('reached').selectAll().executeTakeFirst();
    return { position: Number(row?.position ?? 0), caused: Number(row?.caused ?? 0), log: row?.log ?? null };
  }

  async saveCheckpoint(checkpoint: ReactorCheckpoint): Promise<void> {
    const { numUpdatedRows } = await this.#db.updateTable('reached').set(checkpoint).executeTakeFirst();
    if (numUpdatedRows === 0n) await this.#db.insertInto('reached').values(checkpoint).execute();
  }

  /** All that follows from a log's events up to this position has been done; 0 when nothing is known of it. */
  async reactedTo(log: string): Promise<number> {
    const { rows: tables } = await sql<{ there: boolean }>`
      select to_regclass('reactor.reached') is not null as there`.execute(this.#db);
    if (tables[0]?.there !== true) return 0;
    // Before what is parked: a reaction is parked before the checkpoint passes its event.
    const reached = await this.checkpoint();
    if (reached.log !== log) return 0;
    const { rows } = await sql<{ first: Bigint | null }>`
      select min((event->>'position')::bigint) as first from reactor.parked`.execute(this.#db);
    const parked = rows[0]?.first ?? null;
    return parked === null ? reached.position : Math.min(reached.position, Number(parked) - 1);
  }

  /** Parks a reaction after so many failed attempts, which count on from those before when it is parked already. */
  async park(reaction: string, event: Stored, error: unknown, at: IsoInstant, attempts: number): Promise<void> {
    const values = {
      reaction,
      event_id: event.id,
      municipality_id: event.metadata.municipalityId,
      event: JSON.stringify(event),
      error: String(error),
      attempts,
      parked_at: at,
    };
    await this.#db
      .insertInto('parked')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['reaction', 'event_id'])
          .doUpdateSet({ error: values.error, attempts: sql`parked.attempts + excluded.attempts` }),
      )
      .execute();
  }

  async unpark(reaction: string, { id }: Stored): Promise<void> {
    await this.#db.deleteFrom('parked').where('reaction', '=', reaction).where('event_id', '=', id).execute();
  }

  async all(): Promise<{ reaction: string; event: Stored }[]> {
    return this.#db.selectFrom('parked').select(['reaction', 'event']).orderBy('parked_at').execute();
  }

  async count(): Promise<number> {
    const { rows } = await sql<{ count: Bigint }>`select count(*) as count from reactor.parked`.execute(this.#db);
    return Number(rows[0]?.count ?? 0);
  }

  async of(municipalityId: string): Promise<ParkedReaction[]> {
    const rows = await this.#db
      .selectFrom('parked')
      .selectAll()
      .where('municipality_id', '=', municipalityId)
      .orderBy('parked_at')
      .execute();
    return rows.map(({ reaction, event, attempts, parked_at: parkedAt }) => ({
      reaction,
      eventType: event.type,
      stream: event.stream,
      attempts,
      parkedAt,
    }));
  }
}

async function createTables(db: Kysely<never>): Promise<void> {
  const { schema } = db.withSchema('reactor');
  await schema
    .createTable('reached')
    .ifNotExists()
    .addColumn('position', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('parked')
    .ifNotExists()
    .addColumn('reaction', 'text', (column) => column.notNull())
    .addColumn('event_id', 'uuid', (column) => column.notNull())
    .addColumn('municipality_id', 'text', (column) => column.notNull())
    .addColumn('event', 'json', (column) => column.notNull())
    .addColumn('error', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('parked_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('parked_key', ['reaction', 'event_id'])
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
