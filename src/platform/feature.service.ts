import type { Kysely } from 'kysely';
import type { BoundHistory } from '../kernel/history.js';
import type { Clock } from './runtime/clock.service.js';
import type { BoundReaction } from '../kernel/reaction.js';
import type { Timer } from './processes/timer.service.js';
import type { FindNamedMoment } from './as-of/as-of.service.js';
import type { SideTables } from './database/side-tables.service.js';
import type { LogFollower } from './projections/log-index-tables.service.js';
import type { View } from './projections/projection.service.js';
import type { AnyFold } from './projections/state-cache.service.js';
import type { ViewTables } from './database/state-tables.view.js';
import type { AskRegister } from './sign-in/tokens.service.js';

/** The parts of a feature that the platform runs. */
export interface Feature {
  readonly folds: readonly AnyFold[];
  readonly views: readonly View[];
  readonly reactions: readonly BoundReaction[];
  /** The sentences of each kind of its streams. */
  readonly histories: readonly BoundHistory[];
  /** Commands that time makes due; absent: none. */
  readonly timers?: readonly Timer[];
  /** Writers that see each event once, in the log's order. */
  readonly followers?: readonly LogFollower[];
  /** Finds the position of a named moment. */
  readonly namedMoment?: FindNamedMoment;
  /** Tables that are not derived from the log. */
  readonly sideTables?: readonly SideTables[];
  /** Reads a person's roles at sign-in, where the token does not hold them. */
  readonly register?: (db: Kysely<ViewTables>, clock: Clock) => AskRegister;
}

export const FEATURES = 'FEATURES';

/** A value from the surroundings of the process, with the token by which a feature injects it. */
export interface Given {
  readonly provide: string;
  readonly useValue: unknown;
}
