import type { Kysely } from 'kysely';
import type { Id } from '../../kernel/identity.js';
import type { SystemCommand } from '../../kernel/reaction.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { ViewTables } from '../database/state-tables.view.js';

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

/** What the scheduler is given: the timers of all features. */
export const TIMERS = 'TIMERS';
