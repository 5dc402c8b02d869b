import { type AnyEvent, decode, kindAndIdOf, type Stored } from './fold.js';
import type { LookAt, Narration, Telling } from './telling.js';

/** Tells of one stream, whose events it is given in order from the first on. */
export interface Narrator {
  /** Takes an event in without telling of it. */
  pass(stored: Stored): void;
  tell(stored: Stored, lookAt: LookAt): Promise<Telling>;
}

/** A narration of any kind. */
export interface BoundNarration {
  readonly kind: string;
  /** Begins with a stream. */
  begin(): Narrator;
}

export function narrated<State, Event extends AnyEvent, Context>({
  fold,
  context,
  tell,
}: Narration<State, Event, Context>): BoundNarration {
  const begin = (): Narrator => {
    let state = fold.initial;
    return {
      pass: (stored) => {
        state = fold.evolve(state, decode(fold, stored));
      },
      tell: async (stored, lookAt) => {
        const [, id] = kindAndIdOf(stored.stream);
        const event = decode(fold, stored);
        const before = state;
        state = fold.evolve(state, event);
        return tell(event, { before, after: state }, await context(id, lookAt, event));
      },
    };
  };
  return { kind: fold.kind, begin };
}
