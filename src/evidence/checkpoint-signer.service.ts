import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  Optional,
} from '@nestjs/common';
import type { Kysely } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { Alarms } from '../platform/telemetry/alarms.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { Leader } from '../platform/processes/leader.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { type Signing, signNext } from './checkpoint-signing.service.js';
import { EVIDENCE, type Evidence, passingEvidence } from './signing-keys.service.js';

const PAUSE_IN_MILLISECONDS = 1_000;

/** The alarm that the log is not what was signed. */
export const LOG_REWRITTEN = 'log rewritten';

/** Signs a checkpoint when the log has grown, in the process that leads, and none that does not follow on the last. */
@Injectable()
export class CheckpointSigner implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(CheckpointSigner.name);
  readonly #stopping = new AbortController();
  readonly #db: Kysely<ViewTables>;
  #signing: Promise<void> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) { db }: Database<ViewTables>,
    private readonly leader: Leader,
    private readonly alarms: Alarms,
    // Nothing that lasts is served without them: see main.ts.
    @Optional() @Inject(EVIDENCE) private readonly evidence: Evidence = passingEvidence(),
  ) {
    this.#db = db;
  }

  onApplicationBootstrap(): void {
    if (this.evidence.signers.length > 0) this.#signing = this.run(this.#stopping.signal);
    else
      this.#log.warn('No checkpoint of the log is signed, so that nobody can prove what it holds. Give EVIDENCE_KEYS.');
  }

  /** Before the stores are closed. */
  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await this.#signing;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.leader.isLeading) {
        await this.sign().catch((error: unknown) => {
          this.#log.warn('No checkpoint could be signed. It will be tried again.', error);
        });
      }
      await sleep(PAUSE_IN_MILLISECONDS, undefined, { signal }).catch(() => null);
    }
  }

  /** Signs what there is, unless that would deny what was signed before. */
  async sign(): Promise<Signing> {
    const signing = await signNext(this.#db, this.evidence, await this.store.head());
    if (signing.outcome === 'refused') this.alarm(signing.reason);
    else if (signing.outcome !== 'behind') this.alarms.clear(LOG_REWRITTEN);
    return signing;
  }

  private alarm(reason: string): void {
    if (!this.alarms.raised.includes(LOG_REWRITTEN)) {
      this.#log.error(`${reason} No checkpoint is signed. Compare the log with a backup: tertial verify says where.`);
    }
    this.alarms.raise(LOG_REWRITTEN);
  }
}
