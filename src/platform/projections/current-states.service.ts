import { Inject, Injectable, Logger } from '@nestjs/common';
import { type AnyEvent, type Fold, kindAndIdOf, streamOf } from '../../kernel/fold.js';
import { type ReadStates, States } from '../database/state-tables.view.js';
import { LogTail } from './log-tail.service.js';
import { damageBy, damageOf, isDeletion, noDamage, type NotesDamage } from '../event-store/damage.js';
import { type FoundEvent, isForeign } from '../event-store/foreign-event.js';
import { DamagedStreams } from './damaged-streams.service.js';
import { type AnyFold, evolved, wholeOfStream } from './state-cache.service.js';

/** Injection token of the folds of all features. */
export const FOLDS = 'FOLDS';

/** Limit of all states in memory, in characters of JSON. As objects, states take a few times as much memory. */
const MOST_CHARACTERS = 32_000_000;

/** The state of one stream, with the revision and the position of the newest event that it includes. */
export interface CurrentState<State> {
  readonly state: State;
  /** -1: the stream has no events. */
  readonly revision: number;
  /** 0: the stream has no events. */
  readonly position: number;
}

interface Row extends CurrentState<unknown> {
  readonly kind: string;
}

/** The tables from which the states are loaded. */
type StateTables = ReadStates & Pick<States, 'wholes'>;

/** A whole: the states of an entity and of all its parts, such as a plan with its goals and proposals. */
interface Whole {
  readonly rows: Map<string, Row>;
  characters: number;
}

/** Wholes that one question to the tables loads. */
interface Batch {
  readonly asked: Set<string>;
  readonly loading: Promise<ReadonlyMap<string, Whole> | null>;
}

/**
 * The newest states, in memory. Each process decides commands and answers queries from them, and does not wait for the
 * tables. A whole is loaded from the state tables and from the later events in the log's tail. Then it gets each new
 * event from the tail. Above a limit, the cache drops the least recently used wholes.
 */
@Injectable()
export class CurrentStates implements ReadStates {
  readonly #log = new Logger(CurrentStates.name);
  readonly #folds: ReadonlyMap<string, AnyFold>;
  /** The most recently used whole is last. */
  readonly #wholes = new Map<string, Whole>();
  readonly #loading = new Map<string, Promise<Whole | null>>();
  readonly #listeners = new Map<string, Set<() => void>>();
  /** The wholes that are about to be loaded; null when none are. */
  #next: Batch | null = null;
  #characters = 0;

  constructor(
    @Inject(States) private readonly tables: StateTables,
    @Inject(FOLDS) folds: readonly AnyFold[],
    private readonly tail: LogTail,
    @Inject(DamagedStreams) private readonly damage: NotesDamage = noDamage,
  ) {
    this.#folds = new Map(folds.map((fold) => [fold.kind, fold]));
    tail.onEvents((events) => this.take(events));
  }

  /**
   * Returns the state of a stream. Null: some events are neither in the tables nor in the tail, so that the caller must
   * read the stream from the store.
   */
  async at<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<CurrentState<State> | null> {
    const whole = await this.whole(wholeOf(fold, id));
    if (whole === null) return null;
    const row = whole.rows.get(streamOf(fold, id));
    return row !== undefined && isOf(fold, row) ? row : { state: fold.initial, revision: -1, position: 0 };
  }

  async one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State> {
    const current = await this.at(fold, id);
    return current === null ? this.tables.one(fold, id) : current.state;
  }

  async load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]> {
    const wholes = await this.wholes(ids.map((id) => wholeOf(fold, id)));
    if (wholes === null) return this.tables.load(fold, ids);
    return ids.flatMap((id, at) => statesIn(fold, [wholes[at]?.rows.get(streamOf(fold, id))]));
  }

  async parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, names: readonly string[]): Promise<State[]> {
    const wholes = await this.wholes(names);
    if (wholes === null) return this.tables.parts(fold, names);
    return wholes.flatMap(({ rows }) => statesIn(fold, rows.values()));
  }

  /**
   * Resolves when the states include every event that was in the log when the call began.
   *
   * @throws as {@link LogTail}
   */
  upToDate(withinMilliseconds: number): Promise<void> {
    return this.tail.upToDate(withinMilliseconds);
  }

  /** Resolves when the states include the event at a position. @throws TimedOut after `withinMilliseconds` */
  async reached(position: number, withinMilliseconds: number): Promise<void> {
    if (this.tail.isFollowing) await this.tail.reached(position, withinMilliseconds);
  }

  /** Returns the position of the newest event of a whole, 0 for none. Null: only the store knows it. */
  async positionOf(name: string): Promise<number | null> {
    const whole = await this.whole(name);
    if (whole === null) return null;
    return whole.rows.values().reduce((newest, { position }) => Math.max(newest, position), 0);
  }

  /** Calls the listener after each change of a whole. Returns the function that unsubscribes. */
  onChange(whole: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(whole) ?? new Set();
    this.#listeners.set(whole, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(whole);
    };
  }

  /** Returns the wholes in the order of their names; null when one of them cannot be loaded. */
  private async wholes(names: readonly string[]): Promise<Whole[] | null> {
    for (;;) {
      const missing = [...new Set(names)].filter((name) => !this.use(name));
      const absent = missing.filter((name) => !this.#loading.has(name));
      if (absent.length > 0) this.startLoading(absent);
      const loaded = new Map<string, Whole>();
      for (const name of missing) {
        const whole = this.#wholes.get(name) ?? (await this.#loading.get(name)) ?? null;
        if (whole === null) return null;
        loaded.set(name, whole);
      }
      const wholes = names.flatMap((name) => this.#wholes.get(name) ?? loaded.get(name) ?? []);
      // Loading one whole can drop another whole of this list. The loop then loads the missing whole.
      if (wholes.length === names.length) return wholes;
    }
  }

  private async whole(name: string): Promise<Whole | null> {
    const [whole] = (await this.wholes([name])) ?? [];
    return whole ?? null;
  }

  private use(name: string): boolean {
    const whole = this.#wholes.get(name);
    if (whole === undefined) return false;
    this.#wholes.delete(name);
    this.#wholes.set(name, whole);
    return true;
  }

  private startLoading(names: readonly string[]): void {
    const loading = this.loadedTogether(names);
    for (const name of names) {
      const one = loading.then((wholes) => wholes?.get(name) ?? null).finally(() => this.#loading.delete(name));
      // Prevents an unhandled rejection. Each caller that waits for the whole gets the error.
      one.catch(() => null);
      this.#loading.set(name, one);
    }
  }

  /** Loads wholes together with all others that are asked for at once: a list asks for each of its things alone. */
  private async loadedTogether(names: readonly string[]): Promise<ReadonlyMap<string, Whole> | null> {
    this.#next ??= this.loadedNext(new Set());
    const { asked, loading } = this.#next;
    for (const name of names) asked.add(name);
    return loading;
  }

  private loadedNext(asked: Set<string>): Batch {
    const loading = Promise.resolve().then(() => {
      this.#next = null;
      return this.loaded([...asked]);
    });
    return { asked, loading };
  }

  private async loaded(names: readonly string[]): Promise<ReadonlyMap<string, Whole> | null> {
    if (!this.tail.isFollowing) return null;
    const { checkpoint, rows } = await this.tables.wholes(names);
    const since = this.tail.eventsAfter(checkpoint);
    if (since === null) return null;
    const wholes = new Map(names.map((name): [string, Whole] => [name, { rows: new Map(), characters: 0 }]));
    for (const { kind, id, whole: name, state, revision, position, characters } of rows) {
      const whole = wholes.get(name);
      if (whole === undefined) continue;
      whole.rows.set(`${kind}-${id}`, { kind, state, revision, position });
      whole.characters += characters;
    }
    for (const event of since) {
      const whole = wholes.get(this.wholeOfStream(event.stream) ?? '');
      if (whole !== undefined) this.apply(event, whole);
    }
    for (const [name, whole] of wholes) this.keep(name, whole);
    return wholes;
  }

  private keep(name: string, whole: Whole): void {
    this.#wholes.set(name, whole);
    this.#characters += whole.characters;
    this.evict();
  }

  private evict(): void {
    for (const [oldest] of this.#wholes) {
      if (this.#characters <= MOST_CHARACTERS) return;
      this.drop(oldest);
    }
  }

  private drop(name: string): void {
    this.#characters -= this.#wholes.get(name)?.characters ?? 0;
    this.#wholes.delete(name);
  }

  private take(events: readonly FoundEvent[]): void {
    const changed = new Set<string>();
    for (const event of events) {
      const name = this.wholeOfStream(event.stream);
      if (name === null) continue;
      changed.add(name);
      const whole = this.#wholes.get(name);
      if (whole === undefined) continue;
      const before = whole.characters;
      try {
        this.apply(event, whole);
        this.#characters += whole.characters - before;
      } catch (error) {
        // The next reader loads the whole again, and gets the error if it happens again.
        this.drop(name);
        this.#log.error(`The state of ${event.stream} could not take in the event at ${event.position}.`, error);
      }
    }
    this.evict();
    for (const name of changed) for (const listener of this.#listeners.get(name) ?? []) listener();
  }

  private apply(event: FoundEvent, whole: Whole): void {
    const { stream, revision, position } = event;
    const [kind] = kindAndIdOf(stream);
    const fold = this.#folds.get(kind);
    if (fold === undefined) return;
    const row = whole.rows.get(stream) ?? { kind, state: fold.initial, revision: -1, position: 0 };
    if (revision <= row.revision) return;
    const damage = damageOf(event, row.revision);
    for (const one of damage) this.damage.note(one);
    // After a gap nothing of the stream counts.
    if (isDeletion(event) || damage.some((one) => one.kind === 'cut')) return;
    if (isForeign(event)) {
      whole.rows.set(stream, { ...row, revision, position });
      return;
    }
    const after = evolved(fold, row.state, event);
    if (after === null) {
      this.damage.note(damageBy(event, 'unreadable'));
      return;
    }
    whole.rows.set(stream, { kind, state: after.state, revision, position });
    // Estimates the state's new size, because measuring it takes long. An event adds about its own size.
    whole.characters += JSON.stringify(event.data).length;
  }

  /** Returns the name of the whole that contains a stream. Null: this build does not know streams of that kind. */
  private wholeOfStream(stream: string): string | null {
    const [kind] = kindAndIdOf(stream);
    return this.#folds.has(kind) ? wholeOfStream(this.#folds, stream) : null;
  }
}

function wholeOf({ partOf }: Pick<AnyFold, 'partOf'>, id: string): string {
  return partOf?.(id) ?? id;
}

function statesIn<State, Event extends AnyEvent>(fold: Fold<State, Event>, rows: Iterable<Row | undefined>): State[] {
  const states: State[] = [];
  for (const row of rows) if (row !== undefined && isOf(fold, row) && row.state !== null) states.push(row.state);
  return states;
}

/** Whether a fold has made the row's state. The kind decides, because each kind of stream has only one fold. */
function isOf<State, Event extends AnyEvent>({ kind }: Fold<State, Event>, row: Row): row is Row & CurrentState<State> {
  return row.kind === kind;
}
