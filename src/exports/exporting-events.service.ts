import { type AnyEvent, decode, type Fold, type Stored, streamOf } from '../kernel/fold.js';
import type { LookAt } from '../kernel/history.js';
import type { EventStore } from '../platform/event-store/event-store.js';
import { exportedViews, type Scope } from './exported-views.js';

/** Everything as it is read; a part is as small as the thing it is about. */
export async function* eventsOf(
  store: EventStore,
  scope: Scope,
  head: number,
): AsyncGenerator<readonly Stored[], void> {
  if (scope.kind === 'everything') {
    for await (const page of store.readAll(0)) {
      const vouched = page.filter(({ position }) => position <= head);
      if (vouched.length > 0) yield vouched;
      if (vouched.length < page.length) return;
    }
    return;
  }
  const events: Stored[] = [];
  const look: LookAt = async <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => {
    const read: Stored[] = [];
    for await (const page of store.readStream(streamOf(fold, id))) {
      read.push(...page.filter(({ position }) => position <= head));
    }
    const isNew = !events.some(({ stream }) => stream === streamOf(fold, id));
    if (isNew) events.push(...read);
    return read.reduce((state, stored) => fold.evolve(state, decode(fold, stored)), fold.initial);
  };
  // What the views look at is what is exported. Why some cannot be made is told when they are.
  const views = exportedViews(scope, [], look);
  while ((await views.next().catch(() => null))?.done === false);
  yield events.sort((one, other) => one.position - other.position);
}
