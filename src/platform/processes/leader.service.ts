import { Inject, Injectable, Logger } from '@nestjs/common';
import { once } from 'node:events';
import { NewerEvent } from '../../kernel/fold.js';
import { copyOf, viewSchemas, waitingOn } from '../projections/view-schemas.service.js';
import { DATABASE, type Database } from '../database/database.service.js';
import { EVENT_STORE, type EventStore } from '../event-store/event-store.js';
import { Admission } from '../event-store/admission.service.js';
import { LogIndex } from '../projections/log-index.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { LogTail } from '../projections/log-tail.service.js';
import { Projection } from '../projections/projection.service.js';
import { DamagedStreams } from '../projections/damaged-streams.service.js';
import { KnownLog } from '../projections/known-log.service.js';
import { Projector } from '../projections/projector.service.js';
import { Retries } from '../runtime/retries.service.js';
import { DeadLetters } from './dead-letters.view.js';
import { Reactor } from './reactor.service.js';
import { Scheduler } from './scheduler.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

const PAUSES = { firstInMilliseconds: 1_000, longestInMilliseconds: 5_000 };

/**
 * Makes one of the processes with the same views the leader, which projects, reacts, runs timers and indexes the log.
 * When the leader ends, another process continues from its checkpoints.
 */
@Injectable()
export class Leader {
  readonly #log = new Logger(Leader.name);
  readonly #stopping = new AbortController();
  #starting: Promise<void> | undefined;
  #looking: Promise<unknown> | undefined;
  #leading: Promise<void> | undefined;
  #catchingUp: Promise<void> | undefined;
  #isLeading = false;
  readonly #overtaken = new AbortController();
  #hasCaughtUp = false;

  constructor(
    private readonly projection: Projection,
    private readonly projector: Projector,
    private readonly reactor: Reactor,
    private readonly scheduler: Scheduler,
    private readonly index: LogIndex,
    private readonly checkpoints: Checkpoints,
    private readonly tail: LogTail,
    private readonly known: KnownLog,
    private readonly damage: DamagedStreams,
    private readonly admission: Admission,
    deadLetters: DeadLetters,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) private readonly database: Database<ViewTables>,
  ) {
    known.knows('the views', () => projection.checkpoint());
    known.knows('the log index', () => index.counted());
    known.knows('the reactions', () => deadLetters.checkpoint());
  }

  /** Whether this process is the leader. */
  get isLeading(): boolean {
    return this.#isLeading;
  }

  /** Whether a newer build has written an event that this one does not know, so that this process stands still. */
  get isOvertaken(): boolean {
    return this.#overtaken.signal.aborted;
  }

  /** Whether the views include all events that the log had when this process started. */
  get hasCaughtUp(): boolean {
    return this.#hasCaughtUp;
  }

  /**
   * Prepares the tables and joins the leader election. It does not wait until the views have caught up. When the log is
   * another than the one that the views know, it joins when the right log is back.
   *
   * @throws Error when the log is another, and a process with these views runs: then the address of one is wrong.
   */
  async start(): Promise<void> {
    await this.projector.prepare();
    await this.reactor.prepare();
    await this.index.create();
    await this.damage.look();
    const isSame = await this.known.look();
    if (isSame) await this.join();
    else await this.refuseBesideOthers();
    const { signal } = this.#stopping;
    this.#looking = Promise.all([this.known.run(signal), this.damage.run(signal)]);
    if (!isSame) this.#starting = this.waitForLog();
  }

  /** Follows the log, and competes for the lead. */
  private async join(): Promise<void> {
    await this.tail.start();
    this.checkpoints.follow();
    const { election } = this.database;
    const over = AbortSignal.any([this.#stopping.signal, this.#overtaken.signal]);
    this.#leading = election.lead(this.projection.schema, (signal) => this.lead(signal), over);
    this.#catchingUp = this.checkpoints.reached(await this.store.head()).then(async () => {
      // Another process may have found what is the matter with events that this one does not read.
      await this.damage.look();
      this.#hasCaughtUp = true;
    });
    void this.#catchingUp
      .then(() => this.dropForsaken())
      .catch((error: unknown) => {
        this.#log.warn('The views that no process uses could not be dropped.', error);
      });
  }

  /** Nobody adopts the log meanwhile, and drops the tables that this process knows the log by. */
  private async waitForLog(): Promise<void> {
    const joined = new AbortController();
    const waiting = AbortSignal.any([this.#stopping.signal, joined.signal]);
    const held = this.database.election.lead(waitingOn(this.projection.schema), untilAborted, waiting);
    try {
      await this.joinWhenSame();
    } finally {
      joined.abort();
      await held;
    }
  }

  private async joinWhenSame(): Promise<void> {
    const { signal } = this.#stopping;
    const isOver = (): boolean => signal.aborted;
    const retries = new Retries(this.#log, 'Joining the others on the log', PAUSES);
    for (let isJoined = false; !isJoined;) {
      await this.known.same(signal);
      if (isOver()) return;
      try {
        await this.join();
        isJoined = true;
        retries.succeeded();
      } catch (error) {
        await retries.after(error, signal);
      }
    }
  }

  private async refuseBesideOthers(): Promise<void> {
    const { db, election } = this.database;
    for (const { of } of await viewSchemas(db)) {
      if (await election.unlessLed(of, () => Promise.resolve())) continue;
      throw new Error(
        'The views belong to another log, and a service on that log runs on them. Give each log views of its own: see EVENTS_URL and VIEWS_URL.',
      );
    }
  }

  /** Resolves when the views include all events that the log had when this process started. */
  async caughtUp(): Promise<void> {
    await this.#catchingUp;
  }

  private async lead(signal: AbortSignal): Promise<void> {
    this.#isLeading = true;
    this.#log.log('This process keeps the views up with the log.');
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      await this.known.same(signal);
      if (!isOver()) await this.followLog(AbortSignal.any([signal, this.known.whileSame]));
    }
    this.#isLeading = false;
  }

  private async followLog(signal: AbortSignal): Promise<void> {
    const { projector, reactor, scheduler } = this;
    await Promise.all([
      projector.run(signal).catch((error: unknown) => this.giveUp(error)),
      ...[reactor, scheduler].map((follower) => follower.run(signal)),
      this.indexAfterViews(signal),
    ]);
  }

  /** Leaves the lead to a process that knows the events, for good: this one learns nothing while it runs. */
  private giveUp(error: unknown): void {
    if (!(error instanceof NewerEvent)) throw error;
    this.#log.error(
      `${error.message} A newer version of Tertial wrote it. This process stands still and lets another lead: run the newer version.`,
    );
    this.admission.overtake(error);
    this.#overtaken.abort();
  }

  /**
   * Indexes the log as soon as the views include all events of this moment. The views come first, because more requests
   * wait for the views than for the index.
   */
  private async indexAfterViews(signal: AbortSignal): Promise<void> {
    const viewed = this.store.head().then((head) => this.checkpoints.reached(head));
    const stopped = once(signal, 'abort', { signal });
    await Promise.race([viewed, stopped].map((either) => either.catch(() => null)));
    await this.index.run(signal);
  }

  /**
   * Drops the views that no process uses. The build that made such views makes them anew when it starts again. When no
   * process uses other views, this method also drops the log indexes of other formats.
   */
  private async dropForsaken(): Promise<void> {
    const { db, election } = this.database;
    let isOnlyBuild = true;
    for (const { schema, of } of await viewSchemas(db)) {
      if (of === this.projection.schema) continue;
      const isDropped = await election.unlessLed(of, async () => {
        await election.unlessLed(copyOf(of), () => this.projection.beside(schema).drop());
      });
      isOnlyBuild &&= isDropped;
    }
    if (isOnlyBuild) await this.index.dropOtherFormats();
  }

  /** Ends the leadership of this process and waits for the work in progress. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#starting;
    await this.#leading;
    await this.#looking;
    await this.tail.stop();
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
