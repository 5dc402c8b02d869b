import type { Kysely } from 'kysely';
import { type AnyEvent, decode, type Fold, kindAndIdOf, streamOf } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { EventStore } from './event-store.js';
import { indexIn } from './log-index-tables.service.js';
import { anyOf, type ReadStates, type ViewTables } from './states.view.js';

/** So many streams are read at the same time. */
const STREAMS_AT_ONCE = 16;

/** Something that a board had at a moment. */
export interface Opened {
  readonly id: string;
  /** Of its first event. */
  readonly position: number;
}

/** States as of a moment: the folds of the live ones, stopped earlier. What it costs depends on the streams that are read. */
export class StatesAsOf implements ReadStates {
  constructor(
    private readonly store: EventStore,
    private readonly db: Kysely<ViewTables>,
    readonly moment: Moment,
  ) {}

  async one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State> {
    return (await this.folded(fold, id)) ?? fold.initial;
  }

  async load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]> {
    const states: State[] = [];
    for (let first = 0; first < ids.length; first += STREAMS_AT_ONCE) {
      const some = ids.slice(first, first + STREAMS_AT_ONCE);
      const folded = await Promise.all(some.map((id) => this.folded(fold, id)));
      states.push(...folded.filter((state) => state !== null));
    }
    return states;
  }

  async parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, wholes: readonly string[]): Promise<State[]> {
    if (wholes.length === 0) return [];
    const rows = await this.begun(fold).where('whole', '=', anyOf(wholes)).orderBy('stream').execute();
    return this.load(
      fold,
      rows.map(({ stream }) => idIn(stream)),
    );
  }

  /** The things of a board that there were at the moment, in the order in which they came to be, after a position. */
  async opened<State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    boardId: Id<'Board'>,
    after: number,
    limit: number,
  ): Promise<Opened[]> {
    const rows = await this.begun(fold)
      .where('board_id', '=', boardId)
      .where('position', '>', after)
      .orderBy('position')
      .limit(limit)
      .execute();
    return rows.map(({ stream, position }) => ({ id: idIn(stream), position: Number(position) }));
  }

  private begun<State, Event extends AnyEvent>({ kind }: Fold<State, Event>) {
    return indexIn(this.db)
      .selectFrom('entries')
      .select(['stream', 'position'])
      .where('revision', '=', 0)
      .where('kind', '=', kind)
      .where('position', '<=', this.moment.position);
  }

  /** Null: there were no events of it yet. */
  private async folded<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State | null> {
    const { position: last, validOn } = this.moment;
    let state = fold.initial;
    let isThere = false;
    for await (const page of this.store.readStream(streamOf(fold, id))) {
      for (const event of page) {
        if (event.position > last) break;
        state = fold.evolve(state, decode(fold, event));
        isThere = true;
      }
      if ((page.at(-1)?.position ?? last) >= last) break;
    }
    if (!isThere) return null;
    return validOn !== null && fold.heldBy ? fold.heldBy(state, validOn) : state;
  }
}

function idIn(stream: string): string {
  const [, id] = kindAndIdOf(stream);
  return id;
}
