import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { Alarms } from '../telemetry/alarms.service.js';
import { ClockWatch } from '../projections/clock-watch.service.js';
import { DATABASE, type Database } from '../database/database.service.js';
import { Admission } from '../event-store/admission.service.js';
import { EVENT_STORE, type EventStore } from '../event-store/event-store.js';
import { Leader } from '../processes/leader.service.js';
import { Lag, type LagOf } from '../processes/lag.service.js';
import { Stop } from '../processes/stop.service.js';
import { KnownLog } from '../projections/known-log.service.js';
import { StoreRefused } from '../runtime/store-unavailable.js';
import type { ViewTables } from '../database/state-tables.view.js';

/**
 * Whether a store answers. `unwritable`: the log answers, and takes no events, so that no command can be carried out.
 * `refused`: the store answers, and denies the account of this service a right, or does not know the account. It contains
 * no error text, because anybody may read the health endpoints.
 */
type StoreState = 'up' | 'failed' | 'silent' | 'unwritable' | 'refused';

export interface Readiness {
  readonly status:
    'ready' | 'starting' | 'behind' | 'store down' | 'refused' | 'another log' | 'newer build' | 'stopping';
  readonly stores: { readonly events: StoreState; readonly views: StoreState };
  /** The lag. Null when the service could not measure it within two seconds. */
  readonly behind: LagOf | null;
  /** The ones of the two that are so far behind that the process is not ready. */
  readonly lagging: readonly (keyof LagOf)[];
  /** Names of the raised alarms for the operator. Most alarms do not change the status. */
  readonly alarms: readonly string[];
}

const LONGEST_ANSWER_IN_MILLISECONDS = 2_000;
/** The longest lag of a process that is ready. A command waits for its effects as long as this, and then gives up. */
const MOST_SECONDS_BEHIND = 10;

/** Reports whether a proxy should send requests to this process. */
@Injectable()
export class Health {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) private readonly database: Database<ViewTables>,
    private readonly leader: Leader,
    private readonly lag: Lag,
    private readonly alarms: Alarms,
    private readonly admission: Admission,
    private readonly clockWatch: ClockWatch,
    private readonly known: KnownLog,
    private readonly stop: Stop,
  ) {}

  get isStopping(): boolean {
    return this.stop.isBegun;
  }

  async readiness(): Promise<Readiness> {
    const [answering, writing, views, behind] = await Promise.all([
      answers(() => this.store.head()),
      answers(() => this.admission.check()),
      answers(() => sql`select 1`.execute(this.database.db)),
      within(() => this.lag.measure()).catch(() => null),
    ]);
    this.clockWatch.look();
    const events = eventsOf(answering, writing);
    const { raised: alarms } = this.alarms;
    const lagging = laggingOf(behind);
    return { status: this.status(events, views, behind), stores: { events, views }, behind, lagging, alarms };
  }

  private status(events: StoreState, views: StoreState, behind: Readiness['behind']): Readiness['status'] {
    if (this.isStopping) return 'stopping';
    // The states of the stores are told beside it: another log can be one that takes no events.
    if (this.known.isAnother) return 'another log';
    if (events === 'refused' || views === 'refused') return 'refused';
    if (events !== 'up' || views !== 'up') return 'store down';
    if (this.leader.isOvertaken) return 'newer build';
    if (!this.leader.hasCaughtUp) return 'starting';
    return behind === null || laggingOf(behind).length > 0 ? 'behind' : 'ready';
  }
}

function eventsOf(answering: StoreState, writing: StoreState): StoreState {
  if (answering !== 'up' || writing === 'up') return answering;
  return writing === 'refused' ? 'refused' : 'unwritable';
}

function laggingOf(behind: Readiness['behind']): readonly (keyof LagOf)[] {
  const followers = ['views', 'reactions'] as const;
  return followers.filter((follower) => (behind?.[follower].seconds ?? 0) > MOST_SECONDS_BEHIND);
}

class Silence extends Error {}

async function answers(ask: () => Promise<unknown>): Promise<StoreState> {
  return within(ask).then(
    () => 'up',
    (error: unknown) => {
      if (error instanceof StoreRefused) return 'refused';
      return error instanceof Silence ? 'silent' : 'failed';
    },
  );
}

async function within<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const over = new AbortController();
  const silence = sleep(LONGEST_ANSWER_IN_MILLISECONDS, undefined, { signal: over.signal }).then(() => {
    throw new Silence();
  });
  try {
    return await Promise.race([ask(), silence]);
  } finally {
    over.abort();
    // Ignores the rejection of the aborted timer.
    silence.catch(() => null);
  }
}
