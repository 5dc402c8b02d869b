import type { AnyEvent } from '../../src/kernel/fold.js';
import type { Language } from '../../src/kernel/sentences.js';
import type { LookAt, Narration, Telling, Words } from '../../src/kernel/telling.js';
import { type Happened, recorded } from './given.js';

/** What the history says of the last of these events, when the others have happened. */
export async function toldOfLast<State, Event extends AnyEvent, Context>(
  { fold, context, tell }: Narration<State, Event, Context>,
  id: string,
  events: readonly Happened<Event>[],
  lookAt: LookAt = (other) => Promise.resolve(other.initial),
): Promise<Telling> {
  const all = events.map(({ event, actor }, index) => recorded(event, index, actor));
  const last = all.at(-1);
  if (last === undefined) throw new Error('Nothing has happened.');
  const before = all.slice(0, -1).reduce((state, event) => fold.evolve(state, event), fold.initial);
  return tell(last, { before, after: fold.evolve(before, last) }, await context(id, lookAt, last));
}

/** A telling as it is read in one language; what was not there before, or is no more, is a dash. */
export function readIn(language: Language, { did, changes }: Telling) {
  const text = (words: Words | null) => words?.[language] ?? '–';
  return {
    did: did[language],
    changes: changes.map(({ what, before, after }) => `${what[language]}: ${text(before)} → ${text(after)}`),
  };
}
