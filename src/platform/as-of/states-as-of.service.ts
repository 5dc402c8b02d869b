import { type Kysely, sql } from 'kysely';
import { type AnyEvent, decode, type Fold, kindAndIdOf, streamOf } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import { spanOf, type Span, pageOf, pageSoFar } from '../graphql-types/connection.view.js';
import type { Connection, Listed, OrderedPageArgs } from '../graphql-types/connection.view.js';
import type { EventStore } from '../event-store/event-store.js';
import { isForeign } from '../event-store/foreign-event.js';
import { indexIn } from '../projections/log-index-tables.service.js';
import { anyOf, type ReadStates, type ViewTables } from '../database/state-tables.view.js';

/** Maximum number of streams that `load` reads at the same time. */
const STREAMS_AT_ONCE = 16;

/** A page ends early after this many streams, because each must be folded before the filter can judge its row. */
const MOST_LOOKED_AT_FOR_A_PAGE = 500;

/** A stream that had events at the requested past moment. */
export interface Opened {
  readonly id: string;
  /** Log position of the stream's first event, or of an event of the type {@link ListedThings.by}. */
  readonly position: number;
}

/** A list of a board's entities: the streams to read, and the function that makes their rows. */
export interface ListedThings<State, Event extends AnyEvent, Node> {
  readonly fold: Fold<State, Event>;
  readonly boardId: Id<'Board'>;
  /** The event type that opens an entity in a stream with several entities. Absent: each stream is one entity. */
  readonly by?: Event['type'];
  /** Makes the rows of the streams with these ids. Leaves out the rows that the filter rejects. */
  rows(ids: readonly string[]): Promise<readonly Listed<Node>[]>;
}

/** Reads states as of a past moment. Folds the events of each stream up to the moment's position. */
export class StatesAsOf implements ReadStates {
  constructor(
    private readonly store: EventStore,
    private readonly db: Kysely<ViewTables>,
    readonly moment: Moment,
  ) {}

  async one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State> {
    return (await this.folded(fold, id))?.state ?? fold.initial;
  }

  async load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]> {
    const states: State[] = [];
    for (let first = 0; first < ids.length; first += STREAMS_AT_ONCE) {
      const some = ids.slice(first, first + STREAMS_AT_ONCE);
      const folded = await Promise.all(some.map((id) => this.folded(fold, id)));
      states.push(...folded.filter((one) => one !== null).map(({ state }) => state));
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

  /** Returns the streams that a board had at the requested moment, in the order of their first events. */
  async streamsOf<State, Event extends AnyEvent>(fold: Fold<State, Event>, boardId: Id<'Board'>): Promise<Opened[]> {
    return openedIn(await this.begun(fold).where('board_id', '=', boardId).orderBy('position').execute());
  }

  /** Like {@link streamsOf}, for entities that belong to a municipality and to no board. */
  async streamsIn<State, Event extends AnyEvent>(
    fold: Fold<State, Event>,
    municipalityId: Id<'Municipality'>,
  ): Promise<Opened[]> {
    const rows = await this.begun(fold)
      .where('board_id', 'is', null)
      .where('municipality_id', '=', municipalityId)
      .orderBy('position')
      .execute();
    return openedIn(rows);
  }

  /**
   * Returns a page of a board's entities. The cursors are the same as in a list of the present
   * entities. When the filter rejects many rows, the page can be short and still have a next page.
   */
  async page<State, Event extends AnyEvent, Node>(
    things: ListedThings<State, Event, Node>,
    page: OrderedPageArgs,
  ): Promise<Connection<Node>> {
    const found: Listed<Node>[] = [];
    const limit = page.first + 1;
    const sign = page.order === 'OLDEST_FIRST' ? 1 : -1;
    for (let [span, lookedAt] = [spanOf(page), 0]; ;) {
      const opened = await this.openedIn(things, span, limit);
      lookedAt += opened.length;
      const positions = new Set(opened.map(({ position }) => position));
      const rows = await things.rows([...new Set(opened.map(({ id }) => id))]);
      found.push(
        ...rows.filter((row) => positions.has(row.opened)).toSorted((one, other) => sign * (one.opened - other.opened)),
      );
      const last = opened.at(-1);
      if (last === undefined || opened.length < limit || found.length >= limit) return pageOf(found, page);
      if (lookedAt >= MOST_LOOKED_AT_FOR_A_PAGE) return pageSoFar(found, page, last.position);
      span = { ...span, key: last.position };
    }
  }

  private async openedIn<State, Event extends AnyEvent>(
    { fold, boardId, by }: Pick<ListedThings<State, Event, never>, 'fold' | 'boardId' | 'by'>,
    { operator, key, direction }: Span,
    limit: number,
  ): Promise<Opened[]> {
    if (by === undefined) {
      const streams = this.begun(fold).where('board_id', '=', boardId).where('position', operator, key);
      return openedIn(await streams.orderBy('position', direction).limit(limit).execute());
    }
    const entries = this.entriesOfType(fold, by).where('board_id', '=', boardId).where('position', operator, key);
    return openedIn(await entries.orderBy('index', direction).limit(limit).execute());
  }

  private begun<State, Event extends AnyEvent>({ kind }: Fold<State, Event>) {
    return indexIn(this.db)
      .selectFrom('streams')
      .select(['stream', 'position'])
      .where('kind', '=', kind)
      .where('position', '<=', this.moment.position);
  }

  private entriesOfType<State, Event extends AnyEvent>(fold: Fold<State, Event>, type: Event['type']) {
    return indexIn(this.db)
      .selectFrom('entries')
      .select(['stream', 'position'])
      .where('type', '=', type)
      .where(sql<boolean>`starts_with(stream, ${streamOf(fold, '')})`)
      .where('position', '<=', this.moment.position);
  }

  /** Returns the state at the requested moment; null when the stream had no events yet. */
  private async folded<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<Folded<State>> {
    const { position: last, validOn } = this.moment;
    let state = fold.initial;
    let isThere = false;
    for await (const page of this.store.readStream(streamOf(fold, id))) {
      for (const event of page) {
        if (event.position > last) break;
        if (isForeign(event)) continue;
        state = fold.evolve(state, decode(fold, event));
        isThere = true;
      }
      if ((page.at(-1)?.position ?? last) >= last) break;
    }
    if (!isThere) return null;
    return { state: validOn !== null && fold.validOn ? fold.validOn(state, validOn) : state };
  }
}

type Folded<State> = { readonly state: State } | null;

function openedIn(rows: readonly { readonly stream: string; readonly position: number | bigint | string }[]): Opened[] {
  return rows.map(({ stream, position }) => ({ id: idIn(stream), position: Number(position) }));
}

function idIn(stream: string): string {
  const [, id] = kindAndIdOf(stream);
  return id;
}
