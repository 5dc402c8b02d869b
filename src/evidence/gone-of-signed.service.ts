import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { positionOf, type Position } from '../kernel/fold.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { type Damage, keyOf } from '../platform/event-store/damage.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { DamagedStreams } from '../platform/projections/damaged-streams.service.js';
import { indexIn } from '../platform/projections/log-index-tables.service.js';

/** An event that the tree holds and the log does not hold any more. */
export interface GoneEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/**
 * Looks whether the streams that are cut lack events that were signed. The tree alone does not tell: it is made of the
 * log once, and keeps the leaves of events that are gone.
 */
@Injectable()
export class GoneOfSigned {
  readonly #db: Kysely<ViewTables>;
  /** The event of the tree that each cut took first. Null: the tree never held it. */
  readonly #signed = new Map<string, GoneEvent | null>();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) { db }: Database<ViewTables>,
    private readonly damage: DamagedStreams,
  ) {
    this.#db = db;
  }

  /** Returns the first event of the tree that is gone; null when none is known to be. */
  async first(): Promise<GoneEvent | null> {
    const { cuts } = this.damage;
    const keys = new Set(cuts.map(keyOf));
    for (const key of this.#signed.keys()) if (!keys.has(key)) this.#signed.delete(key);
    for (const cut of cuts) {
      const known = this.#signed.get(keyOf(cut));
      const signed = known === undefined ? await this.signedIn(cut) : known;
      this.#signed.set(keyOf(cut), signed);
      if (signed !== null && (await this.store.eventAt(signed.position)) === null) return signed;
    }
    return null;
  }

  /** Finds the first event that the cut took among those of the tree. */
  private async signedIn({ stream, revision }: Damage): Promise<GoneEvent | null> {
    const row = await indexIn(this.#db)
      .selectFrom('entries')
      .select('position')
      .where('stream', '=', stream)
      .where('revision', '=', revision)
      .executeTakeFirst();
    return row === undefined ? null : { stream, revision, position: positionOf(row.position) };
  }
}
