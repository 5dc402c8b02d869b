export interface CountedStream {
  readonly stream: string;
  /** The streams of one group are read one after another. */
  readonly group: string;
  readonly events: number;
  /** Whether the stream has a large event. */
  readonly isLarge: boolean;
}

/**
 * Puts streams in the order of their groups and yields those that fit into one page together. A stream that does not
 * fit into a page, or has a large event, comes by itself.
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
