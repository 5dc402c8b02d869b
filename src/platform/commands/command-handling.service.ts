import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyEvent, decode, type Fold, type ReadState, type Recorded, streamOf } from '../../kernel/fold.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { type Change, isRefusal, Refusal, refusals } from '../../kernel/refusal.js';
import { StoreUnavailable, TooLarge } from '../runtime/store-unavailable.js';
import { requireMayGive } from './command-permission.service.js';
import { makerOf } from './command-id.service.js';
import { hashOf, type Hashed, toAppend } from './events-of-command.service.js';
import type { Decided, GatewayCommand } from './gateway.command.js';
import { type AppendOutcome, EVENT_STORE, type EventStore, type NewEvent } from '../event-store/event-store.js';
import { cutAtEnd, damageBy, type KnowsDamage, noDamage } from '../event-store/damage.js';
import { isForeign } from '../event-store/foreign-event.js';
import { CurrentStates } from '../projections/current-states.service.js';
import { DamagedStreams, refusalOf } from '../projections/damaged-streams.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { KeyedMutex } from '../runtime/keyed-mutex.service.js';

/** How long the service retries a command when other processes change its stream first. */
const PATIENCE_IN_MILLISECONDS = 5_000;

interface Folded<State, Event extends AnyEvent> {
  readonly state: State;
  readonly events: readonly Recorded<Event>[];
  /** Revision of the last event, Tertial's or not; -1 when the stream has none. */
  readonly revision: number;
}

/** The append threw an error, so its outcome may be unknown. */
interface Failed {
  readonly outcome: 'failed';
  readonly error: unknown;
}

/**
 * Decides commands. Calls the rule with the state in memory, and appends the rule's events at the revision of that
 * state. When the rule refuses or another command came first, calls the rule again with the state of the stored stream.
 */
@Injectable()
export class CommandHandling {
  /** Runs this process's commands to one stream one after another, so that they do not conflict with each other. */
  readonly #mutex = new KeyedMutex();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly current: CurrentStates,
    @Inject(DamagedStreams) private readonly damage: KnowsDamage = noDamage,
  ) {}

  /** Reads the newest state of one entity. @throws Refusal `STREAM_DAMAGED` */
  readonly read: ReadState = async (fold, id) => {
    this.damage.require(streamOf(fold, id));
    const known = await this.current.at(fold, id);
    return known === null ? (await this.folded(fold, id)).state : known.state;
  };

  /**
   * Appends the events that the rule makes from the newest state. When another process changes the stream first, this
   * method calls the rule again with the new state. A command with an expected revision is then refused instead.
   *
   * @throws Refusal of the rule, which then changes nothing (rule 45), or `COMMAND_ID_REUSED`, `REVISION_CONFLICT`,
   * `BUSY`, `TOO_LARGE_TO_SAVE`, `STREAM_DAMAGED` or `OUTCOME_UNKNOWN`.
   * @throws StoreUnavailable when the store did not answer and nothing was written.
   */
  async decide<State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    id: string,
    command: GatewayCommand,
    rule: (state: State) => readonly Event[] | Promise<readonly Event[]>,
  ): Promise<Decided<Event>> {
    requireMayGive(command, id);
    const giveUpAt = performance.now() + PATIENCE_IN_MILLISECONDS;
    const { commandId, isFresh, actor } = command.stamp;
    const given = { command, commandHash: hashOf(command, actor.personId) };
    const maker = makerOf(commandId, given.commandHash);
    // Rule 41: an id that was made for another command is refused, wherever that command was given.
    if (maker === 'service, for another command' && command.dryRun !== true)
      throw new Refusal(refusals.COMMAND_ID_REUSED, { commandId });
    // A client that sends an id of the service again asks what became of the command. Only the stream can tell.
    const isSentAgain = maker === 'service' && isFresh !== true;
    return this.#mutex.runExclusive([streamOf(fold, id)], async () => {
      const decided =
        (command.dryRun === true || isSentAgain ? null : await this.decideFromMemory(fold, id, given, rule)) ??
        (await this.decideOnStream(giveUpAt, fold, id, given, rule));
      // Waits for the state in memory to include these events, because the next command to this stream is decided on
      // that state.
      await this.current.reached(decided.position, PATIENCE_IN_MILLISECONDS).catch(() => null);
      return decided;
    });
  }

  /** Looks whether the store takes the events at once, and writes nothing. @throws Refusal `TOO_LARGE_TO_SAVE` */
  private async requireFits(stream: string, events: readonly NewEvent[]): Promise<void> {
    // No stream comes to this revision. Only the store knows its limit, and it looks at the size first.
    const outcome = await this.store.append(stream, Number.MAX_SAFE_INTEGER, events).catch(failed);
    if (outcome.outcome === 'failed') throw outcome.error;
  }

  /** Returns null, and has written nothing, when the command must be decided on the stored stream. */
  private async decideFromMemory<State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    id: string,
    given: Hashed,
    rule: (state: State) => readonly Event[] | Promise<readonly Event[]>,
  ): Promise<Decided<Event> | null> {
    const { command } = given;
    const known = await this.current.at(fold, id);
    if (known === null || this.damage.has(streamOf(fold, id))) return null;
    const { expectedRevision } = command;
    if (typeof expectedRevision === 'number' && expectedRevision !== known.revision) return null;
    const decided = await unlessRefused(() => rule(known.state));
    if (decided.length === 0) return null;
    const expected = known.revision < 0 ? 'no stream' : known.revision;
    const events = toAppend(fold, id, given, decided);
    const outcome = await this.store.append(streamOf(fold, id), expected, events).catch(failed);
    if (outcome.outcome === 'wrong revision') return null;
    if (outcome.outcome !== 'appended') return this.answerInLog(fold, id, given, outcome);
    return { events: decided, position: outcome.position, revision: outcome.revision };
  }

  private async decideOnStream<State, Event extends AnyEvent>(
    giveUpAt: number,
    fold: Fold<State, Event>,
    id: string,
    given: Hashed,
    rule: (state: State) => readonly Event[] | Promise<readonly Event[]>,
  ): Promise<Decided<Event>> {
    const { command, commandHash } = given;
    // The rule may also read other entities, which another process may have changed just now.
    await this.current.upToDate(PATIENCE_IN_MILLISECONDS).catch(unavailable);
    for (let attempt = 0; ; attempt += 1) {
      const known = (await this.current.at(fold, id))?.revision ?? -1;
      const before = await this.folded(fold, id);
      // Rule 41: a repeated command has one effect and gets the first answer.
      const answered = answeredBefore(before.events, command, commandHash);
      if (answered !== undefined) return answered;
      this.requireWhole(streamOf(fold, id), before.revision, known);
      requireExpectedRevision(before, command);
      const decided = await tellingLatest(() => rule(before.state), before.events);
      // Rule 124: a dry run asks the rule and appends nothing.
      if (decided.length === 0) return nothingToDo(before.events);
      const events = toAppend(fold, id, given, decided);
      if (command.dryRun === true) {
        await this.requireFits(streamOf(fold, id), events);
        return nothingToDo(before.events);
      }
      const expected = before.revision < 0 ? 'no stream' : before.revision;
      const outcome = await this.store.append(streamOf(fold, id), expected, events).catch(failed);
      if (outcome.outcome === 'appended') {
        return { events: decided, position: outcome.position, revision: outcome.revision };
      }
      if (outcome.outcome !== 'wrong revision') return this.answerInLog(fold, id, given, outcome);
      if (performance.now() > giveUpAt) throw new Refusal(platformRefusals.BUSY, {});
      await sleep(Math.random() * Math.min(2 ** attempt, 50));
    }
  }

  /**
   * Answers from the log when the event ids were in the log already, or when the append failed, because a failed append
   * can still have been written. The log shows whether this command or another with its id wrote the events (rule 41).
   */
  private async answerInLog<State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    id: string,
    { command, commandHash }: Hashed,
    outcome: AppendOutcome | Failed,
  ): Promise<Decided<Event>> {
    const { commandId } = command.stamp;
    if (outcome.outcome === 'failed' && isKnownUndone(outcome.error)) throw outcome.error;
    const unknown = (cause: unknown) => new Refusal(platformRefusals.OUTCOME_UNKNOWN, { commandId }, { cause });
    const { events } = await this.folded(fold, id).catch((error: unknown) => {
      throw unknown(outcome.outcome === 'failed' ? outcome.error : error);
    });
    const answered = answeredBefore(events, command, commandHash);
    if (answered !== undefined) return answered;
    throw outcome.outcome === 'failed'
      ? unknown(outcome.error)
      : new Refusal(refusals.COMMAND_ID_REUSED, { commandId });
  }

  private async folded<State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    id: string,
  ): Promise<Folded<State, Event>> {
    const events: Recorded<Event>[] = [];
    let [state, revision] = [fold.initial, -1];
    for await (const page of this.store.readStream(streamOf(fold, id))) {
      for (const stored of page) {
        ({ revision } = stored);
        if (isForeign(stored)) continue;
        const event = decode(fold, stored);
        events.push(event);
        state = this.evolved(fold, state, event);
      }
    }
    return { state, events, revision };
  }

  /** @throws Refusal `STREAM_DAMAGED` for an event that is not what its type says */
  private evolved<State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    state: State,
    event: Recorded<Event>,
  ): State {
    try {
      return fold.evolve(state, event);
    } catch {
      const damage = damageBy(event, 'unreadable');
      this.damage.note(damage);
      throw refusalOf(damage);
    }
  }

  /** @throws Refusal `STREAM_DAMAGED` when the stream holds what is not Tertial's, or ends before what is known of it. */
  private requireWhole(stream: string, revision: number, known: number): void {
    this.damage.require(stream);
    if (revision >= known) return;
    this.damage.note(cutAtEnd(stream, revision + 1));
    this.damage.require(stream);
  }
}

/** Returns no events when the rule refuses. The stored stream then shows whether the command is a repeat. */
async function unlessRefused<Event>(decide: () => readonly Event[] | Promise<readonly Event[]>) {
  try {
    return await decide();
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  }
}

/** Whether the store refused the append, so that the log does not have its events. */
function isKnownUndone(error: unknown): boolean {
  return error instanceof StoreUnavailable && error.isNothingDone;
}

/** @throws StoreUnavailable, because a rule would refuse, wrongly, by a state that may be old */
function unavailable(error: unknown): never {
  if (error instanceof TimedOut)
    throw new StoreUnavailable('The log was not read to its end in time.', { cause: error });
  throw error;
}

/** @throws Refusal when the events are too large for the store */
function failed(error: unknown): Failed {
  if (error instanceof TooLarge) {
    throw new Refusal(platformRefusals.TOO_LARGE_TO_SAVE, { bytes: error.bytes, most: error.most });
  }
  return { outcome: 'failed', error };
}

function answeredBefore<Event extends AnyEvent>(
  stream: readonly Recorded<Event>[],
  { stamp: { commandId } }: GatewayCommand,
  commandHash: string,
): Decided<Event> | undefined {
  // Compares in lower case, because the case of letters does not change a UUID.
  const given = commandId.toLowerCase();
  const events = stream.filter(({ metadata }) => metadata.commandId.toLowerCase() === given);
  const last = events.at(-1);
  if (last === undefined) return undefined;
  // Rule 41: the service refuses a repeated id with other content.
  if (last.metadata.commandHash !== commandHash) throw new Refusal(refusals.COMMAND_ID_REUSED, { commandId });
  return { events, position: last.position, revision: last.revision };
}

function nothingToDo<Event extends AnyEvent>(stream: readonly Recorded<Event>[]): Decided<Event> {
  const last = stream.at(-1);
  return { events: [], position: last?.position ?? 0, revision: last?.revision ?? 0 };
}

function requireExpectedRevision(
  { events, revision: actual }: Pick<Folded<unknown, AnyEvent>, 'events' | 'revision'>,
  { expectedRevision }: GatewayCommand,
): void {
  // Rule 42: a conflict lists each change since the revision that the client read. Null means no expected revision.
  if (typeof expectedRevision === 'number' && expectedRevision !== actual) {
    const changes = events.filter(({ revision }) => revision > expectedRevision).map(changeIn);
    throw new Refusal(refusals.REVISION_CONFLICT, { expected: expectedRevision, actual, changes });
  }
}

function changeIn({ type, metadata, recordedAt }: Recorded): Change {
  return { event: type, actor: metadata.actor, role: metadata.role, at: recordedAt };
}

/** Adds the stream's last event to a refusal, so that a client that lost a race sees what changed. */
async function tellingLatest<Result>(decide: () => Result | Promise<Result>, stream: readonly Recorded[]) {
  try {
    return await decide();
  } catch (error) {
    const last = stream.at(-1);
    if (!isRefusal(error) || last === undefined) throw error;
    throw error.after(changeIn(last));
  }
}
