import type { Kysely } from 'kysely';
import type { Id } from '../../kernel/identity.js';
import type { SystemCommand } from '../../kernel/reaction.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { ViewTables } from '../database/state-tables.view.js';

/** A command that Tertial itself issues because a day has come. */
export interface DueCommand {
  /** Id of the entity that the command changes. */
  readonly id: string;
  readonly command: SystemCommand;
  readonly municipalityId: Id<'Municipality'>;
}

/** Finds the commands that become due on a day. No event causes them. */
export interface Timer {
  /** Name of the timer. It must not change, because the ids of the timer's commands derive from it. */
  readonly name: string;
  /** Reads from the views the commands that are due today or overdue. It may return one that has just succeeded. */
  due(today: IsoDate, db: Kysely<ViewTables>): Promise<readonly DueCommand[]>;
}

/** Injection token for the timers of all features. */
export const TIMERS = 'TIMERS';
