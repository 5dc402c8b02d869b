import { type Kysely, sql } from 'kysely';
import { type AnyEvent, decode, type Fold, kindAndIdOf, NewerEvent, type Stored, streamOf } from '../../kernel/fold.js';
import { type Damage, damageBy, damageOf, isDeletion, keyOf } from '../event-store/damage.js';
import { type FoundEvent, isForeign } from '../event-store/foreign-event.js';
import { anyOf, type ReadStates, type ViewTables } from '../database/state-tables.view.js';

/** A fold of any kind of stream. The event has the type `never`, because only that type accepts all folds. */
export type AnyFold = Pick<Fold<unknown, AnyEvent>, 'kind' | 'initial' | 'events' | 'partOf'> & {
  evolve(state: unknown, event: never): unknown;
};

export interface StateRow {
  readonly kind: string;
  readonly id: string;
  /** Id of the parent entity, such as the plan of a goal. For an entity without a parent, its own id. */
  readonly whole: string;
  state: unknown;
  /** Length of the state's JSON in characters, when it was read or saved last. */
  characters: number;
  revision: number;
  position: number;
}

interface Whole {
  readonly streams: string[];
  characters: number;
}

/** Limit of all cached states, in characters of JSON. As objects they take a few times as much memory. */
const MOST_CHARACTERS = 12_000_000;

/**
 * Caches states, including unsaved changes. A whole is an entity with all its parts, such as a plan with its goals and
 * proposals. The cache loads and evicts each whole at once. Recently used wholes stay, because the next event is often
 * about one of them.
 */
export class StateCache {
  /** Cached wholes, such as plans, by id. The most recently used is the last. */
  readonly #wholes = new Map<string, Whole>();
  readonly #rows = new Map<string, StateRow>();
  readonly #changed = new Map<string, StateRow>();
  /** The faults of the events since the last save. */
  readonly #damage = new Map<string, Damage>();
  #characters = 0;

  constructor(private readonly folds: ReadonlyMap<string, AnyFold>) {}

  /** Number of streams that have changed since the last save. */
  get changes(): number {
    return this.#changed.size;
  }

  get damage(): readonly Damage[] {
    return [...this.#damage.values()];
  }

  forget(): void {
    this.#damage.clear();
    this.#wholes.clear();
    this.#rows.clear();
    this.#changed.clear();
    this.#characters = 0;
  }

  fold(kind: string): AnyFold {
    const fold = this.folds.get(kind);
    if (fold === undefined) throw new NewerEvent(`streams of the kind ${kind}`);
    return fold;
  }

  /** Caches a whole that has no states yet. */
  begin(whole: string): void {
    this.#wholes.set(whole, { streams: [], characters: 0 });
  }

  /** Loads the states of the events' streams that are not cached, each with all states of its whole. */
  async bringFor(events: readonly FoundEvent[], db: Kysely<ViewTables>): Promise<void> {
    await this.bring(new Set(events.map(({ stream }) => this.wholeOf(stream))), db);
  }

  /** Loads the states of streams that are not cached, each with all states of its whole. */
  async bringStreams(streams: ReadonlySet<string>, db: Kysely<ViewTables> | null): Promise<void> {
    await this.bring(new Set([...streams].map((stream) => this.wholeOf(stream))), db);
  }

  private async bring(wholes: ReadonlySet<string>, db: Kysely<ViewTables> | null): Promise<void> {
    const missing = [...wholes].filter((whole) => !this.use(whole));
    if (missing.length === 0) return;
    if (db === null) throw new Error(`A view reads states of ${missing.join(', ')}, which has not changed.`);
    const rows = await db
      .selectFrom('states')
      .select(['kind', 'id', 'part_of as whole', 'state', 'revision'])
      .select(sql<number>`length(state::text)`.as('characters'))
      .where('part_of', '=', anyOf(missing))
      .execute();
    for (const whole of missing) this.begin(whole);
    for (const row of rows) this.remember(`${row.kind}-${row.id}`, { ...row, position: 0 });
    for (const whole of missing) this.weigh(whole);
  }

  private use(name: string): boolean {
    const whole = this.#wholes.get(name);
    if (whole === undefined) return false;
    this.#wholes.delete(name);
    this.#wholes.set(name, whole);
    return true;
  }

  private remember(stream: string, row: StateRow): StateRow {
    this.#rows.set(stream, row);
    this.#wholes.get(row.whole)?.streams.push(stream);
    return row;
  }

  private weigh(name: string): void {
    const whole = this.#wholes.get(name);
    if (whole === undefined) return;
    const characters = whole.streams.reduce((sum, stream) => sum + (this.#rows.get(stream)?.characters ?? 0), 0);
    this.#characters += characters - whole.characters;
    whole.characters = characters;
  }

  /**
   * Applies an event to the state of its stream. The caller has loaded the stream. An event that is not Tertial's only
   * takes its revision. After a gap, and after an event that is not what its type says, nothing of the stream counts.
   *
   * @throws NewerEvent for an event that this build does not know.
   */
  apply(event: FoundEvent): void {
    const { stream } = event;
    const [kind] = kindAndIdOf(stream);
    const fold = isForeign(event) ? this.folds.get(kind) : this.fold(kind);
    const row = this.#rows.get(stream) ?? this.newRow(stream);
    const damage = damageOf(event, row.revision);
    for (const one of damage) this.note(one);
    if (fold === undefined || isDeletion(event) || damage.some((one) => one.kind === 'cut')) return;
    if (!isForeign(event)) {
      const after = evolved(fold, row.state, event);
      if (after === null) {
        this.note(damageBy(event, 'unreadable'));
        return;
      }
      row.state = after.state;
    }
    row.revision = event.revision;
    row.position = event.position;
    if (!this.#rows.has(stream)) this.remember(stream, row);
    this.changing(stream);
  }

  private note(damage: Damage): void {
    const key = keyOf(damage);
    if (!this.#damage.has(key)) this.#damage.set(key, damage);
  }

  /** Returns the row of a loaded stream and marks it as changed. A stream without events gets a new row. */
  changing(stream: string): StateRow {
    const row = this.#rows.get(stream) ?? this.remember(stream, this.newRow(stream));
    this.#changed.set(stream, row);
    return row;
  }

  private newRow(stream: string): StateRow {
    const [kind, id] = kindAndIdOf(stream);
    const state = this.folds.get(kind)?.initial ?? null;
    return { kind, id, whole: this.wholeOf(stream), state, characters: 0, revision: -1, position: 0 };
  }

  /** Returns the id of the stream's parent entity, such as the plan of a goal, or else the stream's own id. */
  wholeOf(stream: string): string {
    const known = this.#rows.get(stream);
    if (known !== undefined) return known.whole;
    return wholeOfStream(this.folds, stream);
  }

  /**
   * Returns the changed rows in groups. All rows of one whole are in one group. Each group but the last has at least
   * `streamsInAGroup` rows.
   */
  changed(streamsInAGroup: number): StateRow[][] {
    const groups: StateRow[][] = [];
    let group: StateRow[] = [];
    for (const rows of Map.groupBy(this.#changed.values(), ({ whole }) => whole).values()) {
      group.push(...rows);
      if (group.length < streamsInAGroup) continue;
      groups.push(group);
      group = [];
    }
    return group.length > 0 ? [...groups, group] : groups;
  }

  /** Call it when the changed rows and the damage are saved. It evicts the least recently used wholes while the cache is too large. */
  saved(): void {
    for (const whole of new Set(this.#changed.values().map((row) => row.whole))) this.weigh(whole);
    this.#changed.clear();
    this.#damage.clear();
    for (const [name, { streams, characters }] of this.#wholes) {
      if (this.#characters <= MOST_CHARACTERS) return;
      for (const stream of streams) this.#rows.delete(stream);
      this.#wholes.delete(name);
      this.#characters -= characters;
    }
  }

  /** Returns a reader of states for the views. The reader loads missing states from `db`. Null: no state is missing. */
  reader(db: Kysely<ViewTables> | null): ReadStates {
    const load: ReadStates['load'] = async (fold, ids) => {
      const streams = ids.map((id) => streamOf(fold, id));
      await this.bringStreams(new Set(streams), db);
      return this.statesIn(fold, streams);
    };
    return {
      load,
      one: async (fold, id) => (await load(fold, [id]))[0] ?? fold.initial,
      parts: async (fold, wholes) => {
        await this.bring(new Set(wholes), db);
        const streams = wholes.flatMap((whole) => this.#wholes.get(whole)?.streams ?? []);
        return this.statesIn(fold, streams);
      },
    };
  }

  private statesIn<State, Event extends AnyEvent>(fold: Fold<State, Event>, streams: readonly string[]): State[] {
    const rows = streams.flatMap((stream) => this.#rows.get(stream) ?? []);
    return rows.flatMap((row) => (isOf(fold, row) && row.state !== null ? [row.state] : []));
  }
}

/**
 * Returns the id of the stream's parent entity, or else the stream's own id. A name that somebody else has given to a
 * stream has no parent.
 */
export function wholeOfStream(folds: ReadonlyMap<string, Pick<AnyFold, 'partOf'>>, stream: string): string {
  const [kind, id] = kindAndIdOf(stream);
  try {
    return folds.get(kind)?.partOf?.(id) ?? id;
  } catch {
    return id;
  }
}

/** Whether a fold has made the row's state. The kind decides, because each kind of stream has only one fold. */
function isOf<State, Event extends AnyEvent>(
  { kind }: Fold<State, Event>,
  row: StateRow,
): row is StateRow & { readonly state: State } {
  return row.kind === kind;
}

/** Returns null when the fold cannot work with the event. @throws NewerEvent */
export function evolved(fold: AnyFold, state: unknown, event: Stored): { readonly state: unknown } | null {
  try {
    return { state: fold.evolve(state, decode(fold, event)) };
  } catch (error) {
    if (error instanceof NewerEvent) throw error;
    return null;
  }
}
