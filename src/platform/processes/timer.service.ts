import type { Kysely } from 'kysely';
import type { Id } from '../../kernel/identity.js';
import type { SystemCommand } from '../../kernel/reaction.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { ViewTables } from '../database/state-tables.view.js';

/** A command that Tertial gives itself because a day has come. */
export interface DueCommand {
  /** The id of the thing that the command is about. */
  readonly id: string;
  readonly command: SystemCommand;
  readonly municipalityId: Id<'Municipality'>;
}

/** Finds the commands that time alone makes due. */
export interface Timer {
  /** Stable: part of the ids of its commands. */
  readonly name: string;
  /** The commands due by a day, by the views. A command that was just carried out may still be among them. */
  due(today: IsoDate, db: Kysely<ViewTables>): Promise<readonly DueCommand[]>;
}

/** The timers of all features. */
export const TIMERS = 'TIMERS';
