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

/** What a feature brings to the running of things. */
export interface Feature {
  readonly folds: readonly AnyFold[];
  readonly views: readonly View[];
  readonly reactions: readonly BoundReaction[];
  /** How each kind of its streams reads. */
  readonly histories: readonly BoundHistory[];
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
