import type { Kysely } from 'kysely';
import { type AnyEvent, decode, type Stored } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import type { BoundNarration } from '../kernel/narrator.js';
import type { Reaction } from '../kernel/reaction.js';
import type { ReadState } from '../kernel/read-state.js';
import type { SystemCommand } from '../kernel/system-command.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Clock } from './runtime/clock.service.js';
import type { FindNamedMoment } from './as-of/as-of.service.js';
import type { SideTables } from './database/side-tables.service.js';
import type { LogFollower } from './projections/log-index-tables.service.js';
import type { View } from './projections/projection.service.js';
import type { AnyFold } from './projections/state-cache.service.js';
import type { ViewTables } from './database/state-tables.view.js';
import type { AskRegister } from './sign-in/tokens.service.js';

/** A reaction of any kind, with the reading of the state that it looks at. */
export interface BoundReaction {
  readonly name: string;
  readonly kind: string;
  readonly types: readonly string[];
  commandsFor(stored: Stored, read: ReadState): Promise<readonly SystemCommand[]>;
}

export function bound<Event extends AnyEvent, State>(reaction: Reaction<Event, State>): BoundReaction {
  const { name, to, types, looksAt } = reaction;
  return {
    name,
    kind: to.kind,
    types,
    commandsFor: async (stored, read) => {
      const event = decode(to, stored);
      return reaction.react(event, await read(looksAt.fold, looksAt.id(event)));
    },
  };
}

/** A command that Tertial gives itself because a day has come. */
export interface DueCommand {
  /** Of the thing that it is about. */
  readonly id: string;
  readonly command: SystemCommand;
  readonly municipalityId: Id<'Municipality'>;
}

/** What Tertial does by itself when time passes and nothing else happens. */
export interface Timer {
  /** Stable: part of the ids of its commands. */
  readonly name: string;
  /** What has fallen due by a day, as the views know it. What was done just now may still be among it. */
  due(today: IsoDate, db: Kysely<ViewTables>): Promise<readonly DueCommand[]>;
}

/** What a feature brings to the running of things. */
export interface Feature {
  readonly folds: readonly AnyFold[];
  readonly views: readonly View[];
  readonly reactions: readonly BoundReaction[];
  /** How each kind of stream is told to who reads the history. */
  readonly narrations: readonly BoundNarration[];
  /** Absent: time alone changes nothing. */
  readonly timers?: readonly Timer[];
  /** What it writes down of each event, once, in the log's order. */
  readonly followers?: readonly LogFollower[];
  /** Finds the moments that are asked for by their names. */
  readonly namedMoment?: FindNamedMoment;
  /** Tables that are no view of the log. */
  readonly sideTables?: readonly SideTables[];
  /** Says who somebody is that signs in, where their roles are not in their token. */
  readonly register?: (db: Kysely<ViewTables>, clock: Clock) => AskRegister;
}

export const FEATURES = 'FEATURES';

/** What a feature is given from the surroundings of the process, by what it asks for it by. */
export interface Given {
  readonly provide: string;
  readonly useValue: unknown;
}
