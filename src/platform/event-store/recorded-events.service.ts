import { type AnyEvent, decode, type Fold, type Recorded, streamOf } from '../../kernel/fold.js';
import type { EventStore } from './event-store.js';

/** All events of a stream, oldest first, for what a state does not tell: where in the log something happened. */
export async function recordedIn<State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  id: string,
  store: EventStore,
): Promise<Recorded<Event>[]> {
  const events: Recorded<Event>[] = [];
  for await (const page of store.readStream(streamOf(fold, id))) {
    for (const stored of page) events.push(decode(fold, stored));
  }
  return events;
}
