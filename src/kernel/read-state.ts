import type { AnyEvent, Fold } from './fold.js';

/** Reads the newest state of one thing. */
export type ReadState = <State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string) => Promise<State>;
