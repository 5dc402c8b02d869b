import type { Kysely } from 'kysely';
import type { BoundHistory } from '../kernel/history.js';
import type { Clock } from './runtime/clock.service.js';
import type { BoundReaction } from '../kernel/reaction.js';
import type { Timer } from './processes/timer.service.js';
import type { FindNamedMoment } from './as-of/as-of.service.js';
import type { SideTables } from './database/side-tables.service.js';
import type { LogFollower } from './projections/log-index-tables.service.js';
import type { Projection } from './projections/projection.service.js';
import type { AnyFold } from './projections/state-cache.service.js';
import type { ViewTables } from './database/state-tables.view.js';
import type { FindNames } from './graphql/named-fields.service.js';
import type { FindThings } from './graphql/reference-fields.service.js';
import type { AskRegister } from './sign-in/tokens.service.js';
import type { Tracing } from './telemetry/tracing.service.js';

/** The folds and the projection that make the rows of the views. */
export interface Rows {
  readonly folds: readonly AnyFold[];
  /** Makes the projection that writes the rows to a schema. */
  projection(db: Kysely<ViewTables>, schema: string, tracing?: Tracing): Projection;
  /**
   * URL of the code file that imports the folds, the views and the projection. The schema's name is a hash of the code.
   */
  readonly code: string;
}

/** The parts of a feature that the platform runs. */
export interface Feature {
  readonly reactions: readonly BoundReaction[];
  /** The sentences in which the history describes the events of the feature's streams. */
  readonly histories: readonly BoundHistory[];
  /** Each timer finds commands that are due on a day. Absent: no timers. */
  readonly timers?: readonly Timer[];
  /** Each follower derives rows from every event once, in log order. Absent: no followers. */
  readonly followers?: readonly LogFollower[];
  /** Finds the log position of a named moment of a matter. Absent: the feature names no moments. */
  readonly namedMoment?: FindNamedMoment;
  /** Tables that are not derived from the log, such as drafts. Absent: no such tables. */
  readonly sideTables?: readonly SideTables[];
  /** Makes the function that reads a person's roles from the register. Absent: the feature has no register. */
  readonly register?: (db: Kysely<ViewTables>, clock: Clock) => AskRegister;
  /** Makes the function that reads names from the register. Absent: the feature has no register. */
  readonly names?: (db: Kysely<ViewTables>) => FindNames;
  /** Finds what things of the log are called. Absent: the feature names no things. */
  readonly things?: FindThings;
}

export const FEATURES = 'FEATURES';

/** A value from outside the application, such as a signing key, and its injection token. */
export interface Given {
  readonly provide: string;
  readonly useValue: unknown;
}
