import type { Act } from '../../src/kernel/permissions.js';
import { decode, streamOf, versionOf } from '../../src/kernel/fold.js';
import type { AnyEvent, Fold, Json, Stored } from '../../src/kernel/fold.js';
import type { LookAt } from '../../src/kernel/history.js';
import { clerk, type Happened, recorded } from './given.js';

/** A stream that is looked at while another is told of. */
export interface OtherStream {
  readonly name: string;
  readonly stored: readonly Stored[];
}

export function stream<State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  id: string,
  ...events: readonly (Event | Happened<Event>)[]
): OtherStream {
  const name = streamOf(fold, id);
  const stored = events.map((one, index) => {
    const { event, actor } = 'event' in one ? one : { event: one, actor: clerk };
    return storedIn(name, versionOf(fold, event.type), event, index, actor);
  });
  return { name, stored };
}

function storedIn(name: string, version: number, event: AnyEvent, index: number, actor: Act['actor']): Stored {
  const { id, revision, position, recordedAt, metadata } = recorded(event, index, actor);
  const data: Json = JSON.parse(JSON.stringify(event.data));
  return { id, stream: name, revision, position, recordedAt, metadata, type: event.type, version, data };
}

/** Reads the newest state from the streams given; all others are empty. */
export function lookingAt(...streams: readonly OtherStream[]): LookAt {
  return (fold, id) => {
    const stored = streams.find(({ name }) => name === streamOf(fold, id))?.stored ?? [];
    return Promise.resolve(stored.reduce((state, one) => fold.evolve(state, decode(fold, one)), fold.initial));
  };
}
