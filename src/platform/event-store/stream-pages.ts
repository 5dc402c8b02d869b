export interface CountedStream {
  readonly stream: string;
  /** The name of the group that the stream belongs to. The streams of one group come directly after each other. */
  readonly group: string;
  readonly events: number;
  /** Whether the stream has a large event. */
  readonly isLarge: boolean;
}

/**
 * Sorts streams by group, and yields lists of streams that fit into one page together. A stream that does not fit into
 * a page, or that has a large event, is yielded alone.
 */
export function* streamPages(streams: readonly CountedStream[], eventsInAPage: number): Generator<CountedStream[]> {
  let page: CountedStream[] = [];
  let room = eventsInAPage;
  for (const each of streams.toSorted(byGroup)) {
    if (page.length > 0 && (each.isLarge || each.events > room)) {
      yield page;
      [page, room] = [[], eventsInAPage];
    }
    page.push(each);
    room = each.isLarge ? 0 : room - each.events;
  }
  if (page.length > 0) yield page;
}

function byGroup(one: CountedStream, other: CountedStream): number {
  if (one.group !== other.group) return one.group < other.group ? -1 : 1;
  return one.stream < other.stream ? -1 : 1;
}
