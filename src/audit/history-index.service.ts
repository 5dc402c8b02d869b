import { type Position, positionOf, type PositionOrStart } from '../kernel/fold.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { Refusal, refusals } from '../kernel/refusal.js';
import { type Id, idOf, isId, municipalityOfBoardless } from '../kernel/identity.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import { anyOf, type ViewTables } from '../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { eventsAround, INDEX_SCHEMA, indexesOf } from '../platform/projections/log-index-tables.service.js';
import { LogIndex } from '../platform/projections/log-index.service.js';
import type { EventsAbout } from './events-behind.js';
import type { AskedEvent, TimelinePlace } from './timeline.js';

/** Limits the events of a history: to some entities or persons, and to the boards that the reader may read. */
export interface Scope {
  /**
   * The key of an entity or person in the log index. The history has only events that refer to that entity or person.
   * Null: no limit.
   */
  readonly thing: string | null;
  /** The history has only events of these boards. Null: all events of the municipality, or of the log without one. */
  readonly boardIds: readonly Id<'Board'>[] | null;
  /**
   * With boards, the history also has the events of this municipality that belong to no board, such as those of a
   * steering model. Null: the history has no such events.
   */
  readonly municipalityId: Id<'Municipality'> | null;
}

/**
 * Returns the scope of an entity's history. A board's history has all events of the board. The history of a steering
 * model or of a municipality has the events that refer to it and belong to its municipality and to no board. The history of any other
 * entity has the events of the entity's board that refer to the entity.
 */
export function scopeOf(id: string): Scope {
  const municipalityId = municipalityOfBoardless(id);
  if (municipalityId !== null) return { thing: id, boardIds: [], municipalityId };
  const boardId = idOf('Board', id.split('.', 2).join('.'));
  return { thing: id === boardId ? null : id, boardIds: [boardId], municipalityId: null };
}

/** The scope that selects every event of the log. */
export const everything: Scope = { thing: null, boardIds: null, municipalityId: null };

/** The beginning or the end of a replay: a position in the log or a time of recording. */
export type Point = { readonly position: number } | { readonly at: IsoInstant };

/** The speed of a replay: events per second, or a multiple of the original speed. */
export type Pace = { readonly perSecond: number } | { readonly times: number };

const POSITION = /^[0-9]{1,15}$/;
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/;
const SPEED = /^(?<number>[0-9]{1,9}(?:\.[0-9]{1,3})?)(?<times>x?)$/;

/** Parses a position or a time such as `2026-05-27T08:00:00Z`. @throws Refusal `INVALID_INPUT` for other texts. */
export function pointOf(field: 'from' | 'to', text: string): Point {
  if (POSITION.test(text)) return { position: Number(text) };
  const time = TIME.test(text) ? new Date(text) : undefined;
  if (time === undefined || Number.isNaN(time.getTime()))
    throw unfit(field, 'a position, or a time: 2026-05-27T08:00:00Z');
  return { at: time.toISOString() };
}

/**
 * Parses a speed. `5` is five events per second, and `100x` is a hundred times the original speed.
 *
 * @throws Refusal `INVALID_INPUT` for zero and for other texts.
 */
export function paceOf(text: string): Pace {
  const { number = '', times = '' } = SPEED.exec(text)?.groups ?? {};
  const value = Number(number);
  if (number === '' || value <= 0) throw unfit('speed', 'events a second: 5, or times as fast as it happened: 100x');
  return times === 'x' ? { times: value } : { perSecond: value };
}

function unfit(field: string, problem: string): Refusal {
  return new Refusal(refusals.INVALID_INPUT, { fields: [{ field, problem }] });
}

/**
 * Returns the pause in milliseconds between two events that were recorded at `previous` and `next`. The pause is 0 when
 * `pace` is null, and when `pace` is a multiple of the original speed and `next` is before `previous`.
 */
export function pauseBefore(pace: Pace | null, previous: IsoInstant, next: IsoInstant): number {
  if (pace === null) return 0;
  if ('perSecond' in pace) return 1_000 / pace.perSecond;
  return Math.max(0, Date.parse(next) - Date.parse(previous)) / pace.times;
}

export interface Filter {
  /**
   * The first and the last time of recording, both included. The filter uses for each event the latest time of
   * recording of that event and all earlier ones. A clock that is set back therefore changes no answer (rule 50).
   */
  readonly from?: IsoInstant | null;
  readonly to?: IsoInstant | null;
  /** `fromPosition` and `toPosition` are positions in the log, both included. */
  readonly fromPosition?: number;
  readonly toPosition?: number;
  /** The key of a person in the log index. The filter selects only events that refer to the person. */
  readonly person?: string | null;
  readonly types?: readonly string[] | null;
}

/** The first and the last position of a part of the log, both included. */
export type Positions = Required<Pick<Filter, 'fromPosition' | 'toPosition'>>;

/** The place of an event: its number in the log index, its position in the log and its revision in its stream. */
export interface Place {
  readonly index: number;
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
}

/** A 64-bit number as a database driver returns it. */
type LargeNumber = number | bigint | string;

/** A row of the log index. */
interface PlaceRow extends Pick<Place, 'stream' | 'revision'> {
  readonly index: LargeNumber;
  readonly position: LargeNumber;
}

interface TimelinePlaceRow extends Readonly<Record<'position' | 'previous' | 'next', LargeNumber | null>> {
  readonly count: LargeNumber;
  readonly number: LargeNumber;
  readonly at: Date | null;
}

const entries = sql.id(INDEX_SCHEMA, 'entries');
const streams = sql.id(INDEX_SCHEMA, 'streams');
const things = sql.id(INDEX_SCHEMA, 'things');

/** Finds the places of events in the log index by the entities that the events refer to, without reading the log. */
@Injectable()
export class HistoryIndex {
  readonly #db: Kysely<ViewTables>;

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly index: LogIndex,
  ) {
    this.#db = db;
  }

  /**
   * Waits until the log index has reached the newest event, and returns the position of that event.
   *
   * @throws Refusal `STARTING` when that takes longer than five seconds.
   */
  async caughtUp(): Promise<number> {
    const head = await this.store.head();
    await this.index.awaited(head);
    return head;
  }

  /** Returns the places of the selected events with an index above `after`, at most `limit` of them, in log order. */
  async places(scope: Scope, filter: Filter, after: number, limit: number): Promise<Place[]> {
    // To find a person's events in a board, the search reads the events that refer to the person. A person has few
    // events compared with a large board.
    const thing = scope.thing ?? filter.person ?? null;
    const conditions = [...boardsOf(scope), ...chosenBy(filter)];
    if (thing === null) return this.chosen([sql`e.index > ${after}`, ...conditions], limit);
    const places: Place[] = [];
    // This scope selects no event. Without this check, the search would read all events that refer to the thing.
    if (scope.boardIds?.length === 0 && scope.municipalityId === null) return places;
    for await (const indexes of indexesOf(this.#db, thing, after)) {
      const among = sql`e.index = any(${indexes}::bigint[])`;
      places.push(...(await this.chosen([among, ...conditions], limit - places.length)));
      if (places.length === limit) break;
    }
    return places;
  }

  /**
   * Returns an event that refers to a thing, with the events around it. The database counts the events, so that a long
   * history takes no memory here. A scope without a thing has no time line.
   */
  async timelinePlace({ thing, ...places }: Scope, { at, position, number }: AskedEvent): Promise<TimelinePlace> {
    const conditions = [sql`t.thing = ${thing}`, ...boardsOf({ thing, ...places })];
    const { rows } = await sql<TimelinePlaceRow>`
      with events as (
        select e.position, e.known_at, row_number() over (order by e.index) as number
        from ${things} t cross join unnest(t.indexes) i join ${entries} e on e.index = i
        where ${sql.join(conditions, sql` and `)}),
      chosen as (
        select count(*) as count, least(count(*), coalesce(${number}::bigint, count(*) filter (where
          (${at}::timestamptz is null or known_at <= ${at}::timestamptz)
          and (${position}::bigint is null or position <= ${position}::bigint)))) as number
        from events)
      select c.count, c.number,
        max(e.known_at) filter (where e.number = c.number) as at,
        max(e.position) filter (where e.number = c.number) as position,
        max(e.position) filter (where e.number = c.number - 1) as previous,
        max(e.position) filter (where e.number = c.number + 1) as next
      from chosen c left join events e on e.number between c.number - 1 and c.number + 1
      group by c.count, c.number`.execute(this.#db);
    const [row] = rows;
    const placed = (one: LargeNumber | null | undefined) => (isGiven(one) ? Number(one) : null);
    return {
      ...{ count: Number(row?.count ?? 0), number: Number(row?.number ?? 0), at: row?.at?.toISOString() ?? null },
      ...{ position: placed(row?.position), previous: placed(row?.previous), next: placed(row?.next) },
    };
  }

  private async chosen(conditions: readonly RawBuilder<unknown>[], limit: number): Promise<Place[]> {
    const { rows } = await sql<PlaceRow>`
      select e.index, e.position, e.stream, e.revision from ${entries} e
      where ${sql.join(conditions, sql` and `)} order by e.index limit ${limit}`.execute(this.#db);
    return rows.map(placeOf);
  }

  /** Returns the places of a board's events that any of the groups selects, in log order. */
  async placesOfAny(groups: readonly EventsAbout[], boardId: Id<'Board'>): Promise<Place[]> {
    const each = groups.map(
      (group) => sql`
        select e.index, e.position, e.stream, e.revision
        from ${things} t cross join unnest(t.indexes) i join ${entries} e on e.index = i
        where t.thing = ${anyOf(group.things)} and e.type = ${anyOf(group.types)} and e.board_id = ${boardId}`,
    );
    const { rows } = await sql<PlaceRow>`${sql.join(each, sql` union `)} order by index`.execute(this.#db);
    return rows.map(placeOf);
  }

  /** Accepts any board, and each entity that an event refers to. @throws Refusal `NOT_FOUND` for another id. */
  async requireKnown(thing: string): Promise<void> {
    if (isId('Board', thing)) return;
    const { rows } = await sql`select 1 from ${things} where thing = ${thing} limit 1`.execute(this.#db);
    // Rule 43: an id that nobody has used gets the same refusal as an id of another board.
    if (rows.length === 0) throw new Refusal(refusals.NOT_FOUND, { id: thing });
  }

  /** Converts two points to positions. A null `from` means the first event; a null or later `to` means `head`. */
  async between(from: Point | null, to: Point | null, head: number): Promise<Positions> {
    const first = from === null ? 0 : 'position' in from ? from.position : await this.firstSince(from.at);
    const last = to === null ? head : 'position' in to ? to.position : await this.lastUntil(to.at);
    return { fromPosition: first, toPosition: Math.min(last, head) };
  }

  /**
   * Returns the position of the event before a place; 0 for the first event of the log. A reading of the log begins
   * after it. Some stores refuse a position that is not an event's, so this looks it up and does not subtract.
   */
  async positionBefore({ index }: Place): Promise<PositionOrStart> {
    const [before] = await this.chosen([sql`e.index = ${index - 1}`], 1);
    return before?.position ?? 0;
  }

  private async firstSince(at: IsoInstant): Promise<number> {
    const { rows } = await sql<Pick<PlaceRow, 'position'>>`
      select position from ${entries} where known_at >= ${at}::timestamptz order by known_at, index limit 1`.execute(
      this.#db,
    );
    return Number(rows[0]?.position ?? Number.MAX_SAFE_INTEGER);
  }

  private async lastUntil(at: IsoInstant): Promise<number> {
    const { rows } = await sql<Pick<PlaceRow, 'position'>>`
      select position from ${entries} where known_at <= ${at}::timestamptz order by known_at desc, index desc limit 1
      `.execute(this.#db);
    return Number(rows[0]?.position ?? -1);
  }
}

function placeOf({ index, position, stream, revision }: PlaceRow): Place {
  return { index: Number(index), position: positionOf(position), stream, revision };
}

function boardsOf({ boardIds, municipalityId }: Scope): RawBuilder<unknown>[] {
  const inMunicipality = sql`
    exists (select 1 from ${streams} s where s.stream = e.stream and s.municipality_id = ${municipalityId})`;
  if (boardIds === null) return municipalityId === null ? [] : [inMunicipality];
  const ofBoards = boardIds.length === 1 ? sql`e.board_id = ${boardIds[0]}` : sql`e.board_id = ${anyOf(boardIds)}`;
  if (municipalityId === null) return [ofBoards];
  return [sql`(${ofBoards} or e.board_id is null and ${inMunicipality})`];
}

function chosenBy({ from, to, fromPosition, toPosition, person, types }: Filter): RawBuilder<unknown>[] {
  return [
    isGiven(from) && sql`e.known_at >= ${from}::timestamptz`,
    isGiven(to) && sql`e.known_at <= ${to}::timestamptz`,
    isGiven(fromPosition) && sql`e.position >= ${fromPosition}`,
    isGiven(toPosition) && sql`e.position <= ${toPosition}`,
    isGiven(person) && sql`e.index = any(${eventsAround(person, sql`e.index`)})`,
    isGiven(types) && sql`e.type = ${anyOf(types)}`,
  ].filter((condition) => condition !== false);
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
