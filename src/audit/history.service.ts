import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { NAMES, type ReadNames } from '../people/names.js';
import { type Connection, openedAfter, type PageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { type Feature, FEATURES } from '../platform/feature.service.js';
import type { HistoryEntryRow } from './history.view.js';
import { type Filter, HistoryIndex, type Place } from './history-index.service.js';
import type { Scope } from './scope.js';
import { Teller, type ToldEvent } from '../platform/as-of/teller.service.js';
import { type Named, personsOf, roleWords, sentenceOfEvent, validOnIn } from './told-event.js';

/** An event that has been told, and how many there are before it in the log. */
export interface ToldAt extends ToldEvent {
  readonly index: number;
}

/** Tells what has happened, event by event, each with the states around it. */
@Injectable()
export class History {
  constructor(
    private readonly index: HistoryIndex,
    @Inject(FEATURES) private readonly features: readonly Feature[],
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(NAMES) private readonly names: ReadNames,
  ) {}

  async page(scope: Scope, filter: Filter, page: PageArgs): Promise<Connection<HistoryEntryRow>> {
    const after = openedAfter(page);
    await this.index.caughtUp();
    const places = await this.index.places(scope, filter, after, page.first + 1);
    const told = await this.told(places.slice(0, page.first), this.teller());
    return this.pageOf(await this.rows(told), page, places.length > page.first);
  }

  /** The first page of these events; persons have no names in what is told as of a moment. */
  async connection(
    told: readonly ToldAt[],
    page: PageArgs,
    moment: Moment | null,
  ): Promise<Connection<HistoryEntryRow>> {
    const shown = told.slice(0, page.first);
    // Rule 49: names are not in the log, and can be changed and erased.
    const rows = moment === null ? await this.rows(shown) : rowsOf(shown, new Map());
    return this.pageOf(rows, page, told.length > page.first);
  }

  private pageOf(rows: readonly HistoryEntryRow[], page: PageArgs, hasNextPage: boolean) {
    const { edges, pageInfo } = pageOf(
      rows.map((row) => ({ opened: row.index, row })),
      page,
    );
    return { edges, pageInfo: { hasNextPage, endCursor: pageInfo.endCursor } };
  }

  /** Tells events that are in the log now. */
  teller(): Teller {
    const narrations = this.features.flatMap((feature) => feature.narrations);
    return new Teller(new Map(narrations.map((narration) => [narration.kind, narration])), this.store);
  }

  /** The events at some places, in the log's order: each of their streams is read once. */
  async told(places: readonly Place[], teller: Teller): Promise<ToldAt[]> {
    const told: ToldAt[] = [];
    for (const [stream, inStream] of Map.groupBy(places, (place) => place.stream)) {
      const indexes = new Map(inStream.map(({ revision, index }) => [revision, index]));
      for await (const one of teller.tellOf(stream, new Set(indexes.keys()))) {
        told.push({ ...one, index: indexes.get(one.event.revision) ?? 0 });
      }
    }
    return told.sort((one, other) => one.index - other.index);
  }

  /** As they are shown, with the names that people have now. */
  async rows(told: readonly ToldAt[]): Promise<HistoryEntryRow[]> {
    return rowsOf(told, await this.namesIn(told));
  }

  private async namesIn(told: readonly ToldAt[]): Promise<ReadonlyMap<string, string | null>> {
    const names = new Map<string, string | null>();
    for (const [municipalityId, here] of Map.groupBy(told, ({ event }) => event.metadata.municipalityId)) {
      const ids = here.flatMap(({ event }) => Object.values(personsOf(event)).filter((id) => id !== null));
      for (const { id, name } of await this.names.names(municipalityId, [...new Set(ids)])) {
        names.set(`${municipalityId} ${id}`, name);
      }
    }
    return names;
  }
}

function rowsOf(told: readonly ToldAt[], names: ReadonlyMap<string, string | null>): HistoryEntryRow[] {
  return told.map(({ index, event, telling }) => {
    const { id: eventId, position, type, stream, revision, recordedAt, metadata } = event;
    const { role, municipalityId, correlationId, causationId } = metadata;
    const { actor, actingFor } = personsOf(event);
    const named = (personId: Id<'Person'> | null): Named | null =>
      personId === null ? null : { personId, name: names.get(`${municipalityId} ${personId}`) ?? null };
    const doer = { person: named(actor), role, actingFor: named(actingFor) };
    return {
      index,
      position,
      eventId,
      type,
      stream,
      revision,
      recordedAt,
      validOn: validOnIn(event),
      actor: { ...doer, roleLabel: roleWords(role) },
      sentences: sentenceOfEvent(doer, telling),
      changes: telling.changes,
      reason: telling.reason,
      correlationId,
      causationId,
    };
  });
}
