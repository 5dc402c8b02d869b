import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { Leader } from '../platform/processes/leader.service.js';
import { indexCheckpointIn, indexIn } from '../platform/projections/log-index-tables.service.js';
import { sha256, verifiesEd25519 } from '../platform/runtime/hashing.service.js';
import { Retries } from '../platform/runtime/retries.service.js';
import { KnownLog } from '../platform/projections/known-log.service.js';
import { Alarms } from '../platform/telemetry/alarms.service.js';
import { type Checkpoint, mayFollow, writeCheckpoint } from './checkpoint.js';
import { evidenceIn, evidenceTables, type KeptCheckpoint, newestCheckpoint } from './evidence-tables.service.js';
import type { TreeHead } from './merkle-tree.js';
import { type GoneEvent, GoneOfSigned } from './gone-of-signed.service.js';
import { requireUnsigned } from './log-missing.service.js';
import type { NoteKey } from './note-key.js';
import { checkNote, parseNote, signedNote, writeNote } from './signed-note.js';
import { type Evidence, EVIDENCE, passingEvidence } from './signing-keys.service.js';
import { consistencyIn, treeHead } from './tree-tables.service.js';

/** The result of an attempt to sign a checkpoint. */
export type Signing =
  | { readonly outcome: 'signed'; readonly size: number }
  /** Nothing is left to sign: the newest checkpoint covers the Merkle tree, or the tree is empty, or no key exists. */
  | { readonly outcome: 'vouched for' }
  /** The Merkle tree is being rebuilt from the log and is still smaller than the newest checkpoint. */
  | { readonly outcome: 'behind' }
  /** The log is another than the one that the views know. */
  | { readonly outcome: 'another log' }
  /** The log or its origin contradicts the newest checkpoint. The service signs nothing until they agree again. */
  | { readonly outcome: 'refused'; readonly reason: string };

/** The log as its signer has read it. */
export interface ReadLog {
  /** Position of the log's newest event, read before the tree. */
  readonly head: number;
  /** Fires when the log turns out to be another since it was read. */
  readonly whileSame: AbortSignal;
}

/**
 * Signs the log's Merkle tree if the tree has grown since the newest checkpoint and begins with the checkpoint's tree.
 * Nothing is signed any more once `whileSame` has fired.
 */
export async function signNext(
  db: Kysely<ViewTables>,
  evidence: Evidence,
  { head, whileSame }: ReadLog,
): Promise<Signing> {
  return db.transaction().execute(async (transaction) => {
    // Builds with different views have different leaders, and all leaders sign the same log. The lock makes them take
    // turns.
    await sql`select pg_advisory_xact_lock(hashtext('evidence'))`.execute(transaction);
    // A store that was away answers long after it was asked, and the log may have become another meanwhile.
    if (whileSame.aborted) return { outcome: 'another log' };
    // Reads the position before the tree, because in the other order an incomplete tree could look complete.
    const { position } = await indexCheckpointIn(transaction);
    const [last, tree] = [await newestCheckpoint(transaction), await treeHead(transaction)];
    const origin = originOf(evidence, last);
    if (origin === null || (last === null && tree.size === 0)) return { outcome: 'vouched for' };
    const next = { ...tree, origin, extensions: [] };
    if (last !== null) {
      const verdict = await judge(transaction, last, next, position >= head);
      if (verdict !== null) return verdict;
    }
    await keep(transaction, tree, writeNote(signedNote(writeCheckpoint(next), evidence.signers)));
    return { outcome: 'signed', size: tree.size };
  });
}

/** Returns the configured origin, else the newest checkpoint's, else the oldest key's name. Null when no key exists. */
function originOf({ origin, signers }: Evidence, last: KeptCheckpoint | null): string | null {
  const [oldest] = signers;
  if (oldest === undefined) return null;
  return origin ?? last?.origin ?? oldest.key.name;
}

/** Returns null when `next` may be signed, else the outcome. `isCounted`: the tree contains all events of the log. */
async function judge(
  db: Kysely<ViewTables>,
  last: KeptCheckpoint,
  next: Checkpoint,
  isCounted: boolean,
): Promise<Signing | null> {
  if (next.size < last.size) {
    if (!isCounted) return { outcome: 'behind' };
    return refused(last, `It has ${next.size} events.`);
  }
  const older = { ...last, extensions: [] };
  const proof = await consistencyIn(db, last.size, next.size);
  if (mayFollow(sha256, older, next, proof)) return next.size === last.size ? { outcome: 'vouched for' } : null;
  if (next.origin !== last.origin) return refused(last, `Its origin is to be ${next.origin}: see EVIDENCE_ORIGIN.`);
  return refused(last, 'Some of them have been changed.');
}

function refused({ origin, size }: KeptCheckpoint, what: string): Signing {
  return {
    outcome: 'refused',
    reason: `The log is not the one of ${origin} that was signed with ${size} events. ${what}`,
  };
}

function lacking({ stream, revision, position }: GoneEvent): Signing {
  const which = `The event ${revision} of the stream ${stream}, at position ${position},`;
  return { outcome: 'refused', reason: `${which} is in the signed tree, and the log does not hold it any more.` };
}

async function keep(db: Kysely<ViewTables>, { size }: TreeHead, note: string): Promise<void> {
  const { position } = await indexIn(db)
    .selectFrom('entries')
    .select('position')
    .where('index', '=', size - 1)
    .executeTakeFirstOrThrow();
  await evidenceIn(db)
    .insertInto('checkpoints')
    .values({ size, position: Number(position), note })
    .execute();
}

function isSignedBy(signers: Evidence['signers'], { note }: KeptCheckpoint): boolean {
  const keys = signers.map(({ key }) => key);
  return checkNote(parseNote(note), keys, verifiesEd25519).verdict === 'signed';
}

const UNSIGNED = 'No checkpoint of the log is signed, so that nobody can prove what it holds. Give EVIDENCE_KEYS.';
const PAUSE_IN_MILLISECONDS = 1_000;
const PAUSES = { firstInMilliseconds: PAUSE_IN_MILLISECONDS, longestInMilliseconds: 30_000 };

/** The name of the alarm for a log that contradicts a signed checkpoint. */
export const LOG_REWRITTEN = 'log rewritten';

/** The alarm for a log that was signed, and is not signed now because its keys are missing. */
export const KEYS_MISSING = 'signing keys missing';
/** The alarm for a log whose newest checkpoint was signed with none of the keys that sign it now. */
export const KEYS_CHANGED = 'signing keys changed';

/** Signs a checkpoint in the leader process, at most once a second, when the log has grown. */
@Injectable()
export class CheckpointSigner implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(CheckpointSigner.name);
  readonly #stopping = new AbortController();
  readonly #db: Kysely<ViewTables>;
  #signing: Promise<void> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) { db }: Database<ViewTables>,
    private readonly leader: Leader,
    private readonly alarms: Alarms,
    private readonly known: KnownLog,
    private readonly gone: GoneOfSigned,
    // The default key ends with the process, so it suits only a log in memory. main.ts provides lasting keys.
    @Optional() @Inject(EVIDENCE) private evidence: Evidence = passingEvidence(),
  ) {
    this.#db = db;
  }

  /** Checks the keys and the log before anything follows the log. @throws LogMissing */
  async onModuleInit(): Promise<void> {
    await evidenceTables.create(this.#db);
    const last = await newestCheckpoint(this.#db);
    if ((await this.store.head()) === 0) requireUnsigned(this.evidence, last);
    this.evidence = this.withKeysFor(last);
  }

  /** The public keys that sign the log now. */
  get keys(): readonly NoteKey[] {
    return this.evidence.signers.map(({ key }) => key);
  }

  onApplicationBootstrap(): void {
    if (this.evidence.signers.length > 0) this.#signing = this.run(this.#stopping.signal);
  }

  /** Makes a first key only for a log that was never signed. Raises an alarm when the keys did not sign the log. */
  private withKeysFor(last: KeptCheckpoint | null): Evidence {
    const { signers, folder } = this.evidence;
    if (last === null) {
      if (signers.length === 0 && folder?.makeFirst !== undefined) {
        return { ...this.evidence, signers: folder.makeFirst() };
      }
      if (signers.length === 0) this.#log.warn(UNSIGNED);
      return this.evidence;
    }
    if (signers.length === 0) {
      this.alarms.raise(KEYS_MISSING);
      this.#log.error(`${UNSIGNED} It was signed before. Put the keys back that signed it, and start again.`);
    } else if (folder !== undefined && !isSignedBy(signers, last)) {
      this.alarms.raise(KEYS_CHANGED);
      this.#log.error(
        `The keys in ${folder.path} are not those that signed the newest checkpoint. If this was not meant, put those back.`,
      );
    }
    return this.evidence;
  }

  /** Stops signing and signs what is left, before the databases close. */
  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await this.#signing;
    // The service stops all the same when the store does not answer.
    if (this.#signing !== undefined && this.leader.isLeading) await this.sign().catch(() => null);
  }

  private async run(signal: AbortSignal): Promise<void> {
    const retries = new Retries(this.#log, 'Signing a checkpoint', PAUSES);
    while (!signal.aborted) {
      let pause = PAUSE_IN_MILLISECONDS;
      try {
        if (this.leader.isLeading) await this.sign();
        retries.succeeded();
      } catch (error) {
        pause = retries.failed(error);
      }
      await sleep(pause, undefined, { signal }).catch(() => null);
    }
  }

  /**
   * Tries to sign a checkpoint. The outcome `refused` raises the alarm; `signed` and `vouched for` clear the alarm. Signs
   * nothing while the log is another than the one that the tree was made of.
   */
  async sign(): Promise<Signing> {
    if (!(await this.known.look())) return { outcome: 'another log' };
    const { whileSame } = this.known;
    const head = await this.store.head();
    if (head > 0) this.evidence.folder?.use();
    const gone = await this.gone.first();
    const signing = gone === null ? await signNext(this.#db, this.evidence, { head, whileSame }) : lacking(gone);
    if (signing.outcome === 'refused') this.alarm(signing.reason);
    else if (signing.outcome === 'signed' || signing.outcome === 'vouched for') this.alarms.clear(LOG_REWRITTEN);
    return signing;
  }

  private alarm(reason: string): void {
    if (!this.alarms.raised.includes(LOG_REWRITTEN)) {
      this.#log.error(`${reason} No checkpoint is signed. Compare the log with a backup: tertial verify says where.`);
    }
    this.alarms.raise(LOG_REWRITTEN);
  }
}
