import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Moment } from '../kernel/moment.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { AsOfArgs } from './as-of.view.js';
import { Clock } from './clock.service.js';
import { DATABASE, type Database } from './database.service.js';
import { EVENT_STORE, type EventStore } from './event-store.js';
import { indexIn } from './log-index-tables.service.js';
import { LogIndex } from './log-index.service.js';
import { StatesAsOf } from './states-as-of.service.js';
import { type ReadStates, States, VIEWS_DB, type ViewTables } from './states.view.js';

/**
 * So long after a moment nothing is recorded any more with an earlier time, however the clocks of a cluster's nodes
 * differ: from then on what was known at the moment is the same for ever (rule 49).
 */
const SETTLED_AFTER_MILLISECONDS = 10_000;
const PATIENCE_IN_MILLISECONDS = 5_000;

/** Finds moments in the log, and the states as they were then. */
@Injectable()
export class Moments {
  readonly #db: Kysely<ViewTables>;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(VIEWS_DB) private readonly views: Kysely<ViewTables>,
    private readonly index: LogIndex,
    private readonly clock: Clock,
  ) {
    this.#db = db;
  }

  /**
   * The moment that is asked about; null: now.
   *
   * @throws Refusal `INVALID_INPUT` when it is given both by its time and by its position.
   * @throws Refusal `MOMENT_NOT_YET` when what is known then can still become more.
   */
  async of({ asOf }: AsOfArgs): Promise<Moment | null> {
    const { knownAt = null, position = null, validOn = null } = asOf ?? {};
    if (knownAt !== null && position !== null) {
      throw new Refusal('INVALID_INPUT', { fields: [{ field: 'asOf', problem: 'knownAt or position' }] });
    }
    if (knownAt !== null) return { position: await this.knownAt(new Date(knownAt).toISOString()), validOn };
    if (position !== null) return { position: await this.recorded(position), validOn };
    return validOn === null ? null : { position: await this.recorded(await this.store.head()), validOn };
  }

  /** The states that hold now, or as of a moment. */
  states(moment: Moment | null): ReadStates {
    return moment === null ? new States(this.views) : this.statesAsOf(moment);
  }

  statesAsOf(moment: Moment): StatesAsOf {
    return new StatesAsOf(this.store, this.#db, moment);
  }

  private async recorded(position: number): Promise<number> {
    const head = await this.store.head();
    if (position > head) throw new Refusal('MOMENT_NOT_YET', { latest: String(head) });
    await this.index.reached(position, PATIENCE_IN_MILLISECONDS);
    return position;
  }

  private async knownAt(instant: IsoInstant): Promise<number> {
    const settled = new Date(Date.parse(this.clock.now()) - SETTLED_AFTER_MILLISECONDS).toISOString();
    await this.index.reached(await this.store.head(), PATIENCE_IN_MILLISECONDS);
    const { knownAt } = await this.index.counted();
    // Rule 49: once something later is recorded, nothing comes before it any more, since positions go by the log's order.
    if (instant > settled && (knownAt === null || instant >= knownAt)) {
      throw new Refusal('MOMENT_NOT_YET', { latest: settled });
    }
    const row = await indexIn(this.#db)
      .selectFrom('entries')
      .select('position')
      .where('known_at', '<=', new Date(instant))
      .orderBy('known_at', 'desc')
      .orderBy('index', 'desc')
      .limit(1)
      .executeTakeFirst();
    return Number(row?.position ?? 0);
  }
}
