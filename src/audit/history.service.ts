import { Inject, Injectable } from '@nestjs/common';
import { type Called, lineInWords, mentionedIn } from '../kernel/history.js';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { NAMES, type ReadNames } from '../people/register.js';
import { HistoryRenderer, type RenderedEvent } from '../platform/as-of/history-renderer.service.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { type Feature, FEATURES } from '../platform/feature.service.js';
import { type Connection, openedAfter, type PageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import { type Named, personsOf, roleWords, sentenceOfEvent, validOnIn } from './describe-event.js';
import { type Filter, HistoryIndex, type Place, type Scope } from './history-index.service.js';
import type { HistoryEntryRow } from './history.view.js';

/** A rendered event, with the number of events before it in the log. */
export interface PlacedEvent extends RenderedEvent {
  readonly index: number;
}

/** Reads pages of the history, with each event as a sentence. */
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
    const rendered = await this.rendered(places.slice(0, page.first), this.renderer());
    return this.pageOf(await this.rows(rendered), page, places.length > page.first);
  }

  /** Makes a page of the first `page.first` rendered events. With a `moment`, the page has no names of people. */
  async connection(
    rendered: readonly PlacedEvent[],
    page: PageArgs,
    moment: Moment | null,
  ): Promise<Connection<HistoryEntryRow>> {
    const shown = rendered.slice(0, page.first);
    // Rule 49: an answer as of a moment must stay the same, so it has no names, which somebody can change or erase.
    const rows = moment === null ? await this.rows(shown) : rowsOf(shown, new Map());
    return this.pageOf(rows, page, rendered.length > page.first);
  }

  private pageOf(rows: readonly HistoryEntryRow[], page: PageArgs, hasNextPage: boolean) {
    const { edges, pageInfo } = pageOf(
      rows.map((row) => ({ opened: row.index, row })),
      page,
    );
    return { edges, pageInfo: { hasNextPage, endCursor: pageInfo.endCursor } };
  }

  /** Makes a renderer for the events that are in the log now. */
  renderer(): HistoryRenderer {
    const histories = this.features.flatMap((feature) => feature.histories);
    return new HistoryRenderer(new Map(histories.map((history) => [history.kind, history])), this.store);
  }

  /** Renders the events at these places and returns them in log order. Reads each stream once. */
  async rendered(places: readonly Place[], renderer: HistoryRenderer): Promise<PlacedEvent[]> {
    const rendered: PlacedEvent[] = [];
    for (const [stream, inStream] of Map.groupBy(places, (place) => place.stream)) {
      const indexes = new Map(inStream.map(({ revision, index }) => [revision, index]));
      for await (const one of renderer.renderSome(stream, new Set(indexes.keys()))) {
        rendered.push({ ...one, index: indexes.get(one.event.revision) ?? 0 });
      }
    }
    return rendered.sort((one, other) => one.index - other.index);
  }

  /** Returns the events as history entries, with the names that people have now. */
  async rows(rendered: readonly PlacedEvent[]): Promise<HistoryEntryRow[]> {
    return rowsOf(rendered, await this.namesIn(rendered));
  }

  private async namesIn(rendered: readonly PlacedEvent[]): Promise<ReadonlyMap<string, string | null>> {
    const names = new Map<string, string | null>();
    for (const [municipalityId, here] of Map.groupBy(rendered, ({ event }) => event.metadata.municipalityId)) {
      const ids = here.flatMap(({ event, line }) => [
        ...Object.values(personsOf(event)).filter((id) => id !== null),
        ...mentionedIn(line),
      ]);
      for (const { id, name } of await this.names.names(municipalityId, [...new Set(ids)])) {
        names.set(`${municipalityId} ${id}`, name);
      }
    }
    return names;
  }
}

function rowsOf(rendered: readonly PlacedEvent[], names: ReadonlyMap<string, string | null>): HistoryEntryRow[] {
  return rendered.map(({ index, event, line: unnamed }) => {
    const { id: eventId, position, type, stream, revision, recordedAt, metadata } = event;
    const { role, municipalityId, correlationId, causationId } = metadata;
    const { actor, actingFor } = personsOf(event);
    const nameOf = (id: string) => names.get(`${municipalityId} ${id}`) ?? null;
    const named = (personId: Id<'Person'> | null): Named | null =>
      personId === null ? null : { personId, name: nameOf(personId) };
    const called: Called = (id) => nameOf(id) ?? id;
    const line = lineInWords(unnamed, called);
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
      sentences: sentenceOfEvent(doer, line),
      changes: line.changes,
      reason: line.reason,
      correlationId,
      causationId,
    };
  });
}
