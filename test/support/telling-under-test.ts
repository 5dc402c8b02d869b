import type { Act } from '../../src/kernel/act.js';
import {
  type AnyEvent,
  decode,
  type Fold,
  type Json,
  type Stored,
  streamOf,
  versionOf,
} from '../../src/kernel/fold.js';
import { type Language, languages } from '../../src/kernel/sentences.js';
import type { LookAt, Narration, Telling } from '../../src/kernel/telling.js';
import { narrated } from '../../src/kernel/narrator.js';
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

export function storedIn(name: string, version: number, event: AnyEvent, index: number, actor: Act['actor']): Stored {
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

/** Tells of the last event of a stream. */
export async function tellingOf<State, Event extends AnyEvent, Context>(
  narration: Narration<State, Event, Context>,
  id: string,
  events: readonly (Event | Happened<Event>)[],
  ...others: readonly OtherStream[]
): Promise<Telling> {
  const own = stream(narration.fold, id, ...events);
  const last = own.stored.at(-1);
  if (last === undefined) throw new Error('There is nothing to tell of.');
  const narrator = narrated(narration).begin();
  for (const stored of own.stored.slice(0, -1)) narrator.pass(stored);
  return narrator.tell(last, lookingAt(own, ...others));
}

/** A telling as it is read in each language: each change as what it is of, what was before and what is after. */
export function said({ did, changes, reason }: Telling) {
  const readIn = (language: Language) => ({
    did: did[language],
    changes: changes.map(({ what, before, after }) => [
      what[language],
      before?.[language] ?? null,
      after?.[language] ?? null,
    ]),
  });
  const [sv, en] = languages;
  return { sv: readIn(sv), en: readIn(en), reason };
}
