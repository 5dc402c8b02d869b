import type { SerializedEvent } from '../append-queue.js';
import { AnotherLog, StoreRefused, StoreUnavailable, TooLarge } from '../../runtime/store-unavailable.js';
import type { AppendOutcome, ExpectedRevision } from '../event-store.js';
import type { FoundEvent } from '../foreign-event.js';
import type { Claim, Claims } from './claims.service.js';
import type { SentRevision } from './batch-append.service.js';
import type { Connection } from './connection.service.js';
import { Backoff, isRefused, NoAnswer, NotWritten, UnusableRecord } from './errors.service.js';
import { sentenceOf } from './reasons.js';
import { type StreamNames, positionAt, proposed } from './records.service.js';
import { NOTHING_RESTORED, type RestoredLog } from './restored-log.js';

export interface AppendDependencies {
  readonly connection: Connection;
  readonly claims: Claims;
  readonly names: StreamNames;
  readStream(stream: string): AsyncIterable<readonly FoundEvent[]>;
  /** Returns the part of the log that was restored. */
  restored(): Promise<RestoredLog>;
  /** Returns the generation of the client that reaches the known log. @throws AnotherLog */
  confirmed(): Promise<number | null>;
}

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerializedEvent[];
  /** Deadline in milliseconds, on the clock of `performance.now()`. */
  readonly giveUpAt: number;
}

/** One append. It retries until its outcome is known or its deadline has passed. */
export class Append {
  /** Whether this append has sent its events. If so, events with these ids in the log may be from this append. */
  #isSent = false;
  /** Generation of the client that reaches the known log; null: any log will do. */
  #generation: number | null = null;
  #restored = NOTHING_RESTORED;

  constructor(
    private readonly at: AppendDependencies,
    private readonly request: AppendRequest,
  ) {}

  /** Runs the append. @throws Error when the events are too large, access is denied or the outcome stays unknown. */
  async outcome(): Promise<AppendOutcome> {
    const { stream, giveUpAt } = this.request;
    const backoff = new Backoff(giveUpAt - performance.now());
    let reason: unknown = null;
    for (;;) {
      // Silence in a time that was too short for an answer tells nothing. The attempt before tells why.
      const isShort = this.#remaining() < this.at.connection.deadline;
      try {
        return await this.#attempt();
      } catch (error) {
        if (!(isShort && error instanceof NoAnswer)) reason = error;
        await backoff.after(error).catch((last: unknown) => {
          throw failure(stream, last instanceof StoreUnavailable && !isLasting(last) ? reason : last, this.#isSent);
        });
      }
    }
  }

  async #attempt(): Promise<AppendOutcome> {
    const { stream, events } = this.request;
    this.#generation = await this.at.confirmed();
    this.#restored = await this.at.restored();
    if (events.every(({ isFresh }) => isFresh)) return this.#writeFresh();
    const claims = await Promise.all(
      events.map(({ id }) => this.at.claims.claim(id, stream, this.#remaining, this.#generation)),
    );
    if (claims.some((claim) => claim.stream !== stream)) return this.#release(claims, { outcome: 'ids taken' });
    if (claims.every(({ isNew }) => isNew)) return this.#write(claims, true);
    const found = await this.#look();
    if (found !== null) return this.#release(found.outcome === 'ids taken' ? claims : [], found);
    const joined = await Promise.all(
      claims.map(async (claim) =>
        claim.isNew ? claim : this.at.claims.join(claim, this.#remaining, this.#generation),
      ),
    );
    const own = joined.filter((claim) => claim !== null);
    if (own.length < joined.length) throw new Error('Another process is appending the same events.');
    // The process that made the claims may have written the events before this process took over the claims.
    const again = await this.#look();
    return again ?? this.#write(own, false);
  }

  /** Nobody else has these ids, so only an earlier attempt of this append can have written the events. */
  async #writeFresh(): Promise<AppendOutcome> {
    const found = this.#isSent ? await this.#look() : null;
    return found ?? this.#write([], true);
  }

  /** @param isFirst True when no other process can have sent these events before. */
  async #write(claims: readonly Claim[], isFirst: boolean): Promise<AppendOutcome> {
    const { stream, events, expected } = this.request;
    const isAlone = isFirst && !this.#isSent;
    // Always sends a concrete revision, because the server reliably detects a repeated append only then.
    let revision: SentRevision = expected === 'any' ? 'no stream' : expected;
    for (;;) {
      const wasSent = this.#isSent;
      this.#isSent = true;
      const answer = await this.at.connection
        .append(this.at.names.of(stream), revision, events.map(proposed), this.#remaining(), this.#generation)
        .catch(async (error: unknown) => {
          if (error instanceof NotWritten || error instanceof TooLarge) this.#isSent = wasSent;
          if (error instanceof TooLarge) await this.at.claims.release(claims, this.#generation);
          throw error;
        });
      if ('revision' in answer && answer.position !== null && isAlone) {
        const position = positionAt(answer.position, this.#restored);
        return { outcome: 'appended', revision: answer.revision, position };
      }
      if ('revision' in answer || !isAlone) {
        const found = await this.#look();
        if (found !== null) return found;
      }
      if ('revision' in answer) throw new Error('KurrentDB does not return the events that it reported as written.');
      if (expected !== 'any') return this.#release(claims, { outcome: 'wrong revision', actual: answer.actual });
      revision = answer.actual;
    }
  }

  /** Looks for the events in the stream. Returns their outcome, or null when the stream contains none of them. */
  async #look(): Promise<AppendOutcome | null> {
    const wanted = this.request.events.map(({ id }) => id);
    const ids = new Set(wanted);
    const there: FoundEvent[] = [];
    for await (const page of this.at.readStream(this.request.stream)) {
      there.push(...page.filter(({ id }) => ids.has(id)));
    }
    return this.#judge(wanted, there);
  }

  #judge(wanted: readonly string[], there: readonly FoundEvent[]): AppendOutcome | null {
    const [first] = there;
    const end = there.at(-1);
    if (first === undefined || end === undefined) return null;
    const isWhole = wanted.every((id, n) => there[n]?.id === id) && end.revision - first.revision === wanted.length - 1;
    if (!isWhole) return { outcome: 'ids taken' };
    return { outcome: this.#isSent ? 'appended' : 'repeated', revision: end.revision, position: end.position };
  }

  async #release(claims: readonly Claim[], outcome: AppendOutcome): Promise<AppendOutcome> {
    await this.at.claims.release(claims, this.#generation);
    return outcome;
  }

  readonly #remaining = (): number => {
    return Math.max(0, this.request.giveUpAt - performance.now());
  };
}

function failure(stream: string, error: unknown, isSent: boolean): Error {
  if (error instanceof TooLarge || error instanceof UnusableRecord) return error;
  if (error instanceof AnotherLog) return new AnotherLog(error.message, { isNothingDone: !isSent });
  if (!isSent && isRefused(error)) return new StoreRefused(sentenceOf(error), { cause: error });
  const isTemporary = error instanceof NotWritten ? !error.isFinal : !isLasting(error);
  if (!isSent) return new StoreUnavailable(sentenceOf(error), { isTemporary, cause: error });
  return new StoreUnavailable(
    `It is not known whether the events for the stream ${stream} were written: ${sentenceOf(error)} ` +
      'Append them again with the same ids to find out.',
    { isNothingDone: false, cause: error },
  );
}

function isLasting(error: unknown): boolean {
  return error instanceof StoreUnavailable && !error.isTemporary;
}
