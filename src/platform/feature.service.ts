import type { Type } from '@nestjs/common';
import type { AnyEvent, Fold } from '../kernel/fold.js';
import type { CommandName } from '../kernel/may.js';
import type { Reaction } from '../kernel/reaction.js';
import type { SystemCommand } from './desk.command.js';
import type { View } from './projection.service.js';

/** A fold, a reaction and a system command of any kind: each is only ever given what belongs to it. */
// The state and the event are inputs of a fold's functions, so that no one type but `never` stands for all of them.
export type AnyFold = Pick<Fold<unknown, AnyEvent>, 'kind' | 'initial' | 'events' | 'partOf'> & {
  evolve(state: unknown, event: never): unknown;
};

/** What a feature brings to the running of things. */
export interface Feature {
  readonly folds: readonly AnyFold[];
  readonly views: readonly View[];
  readonly reactions: readonly Reaction<never, never>[];
  readonly systemCommands: Partial<Record<CommandName, Type<SystemCommand<object, AnyEvent>>>>;
}

export const FEATURES = 'FEATURES';
