import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { Refusal } from '../../kernel/refusal.js';
import { VIEWS_DB, type ViewTables } from '../database/state-tables.view.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { Admission } from '../event-store/admission.service.js';
import { Checkpoints } from './checkpoints.service.js';
import { LogTail } from './log-tail.service.js';

const PATIENCE_IN_MILLISECONDS = 5_000;

/** The tables that lists are read from. They are written a moment after the events. */
@Injectable()
export class ListTables {
  constructor(
    @Inject(VIEWS_DB) private readonly db: Kysely<ViewTables>,
    private readonly tail: LogTail,
    private readonly checkpoints: Checkpoints,
    @Inject(Admission) private readonly admission: Pick<Admission, 'requireKnown'> = { requireKnown: () => undefined },
  ) {}

  /**
   * Returns the tables as soon as they include every event that this process knows of.
   *
   * @throws Refusal `STARTING` when the tables are far behind, NewerEvent when they stand still.
   */
  async current(): Promise<Kysely<ViewTables>> {
    this.admission.requireKnown();
    try {
      await this.checkpoints.wanted(this.tail.position, PATIENCE_IN_MILLISECONDS);
    } catch (error) {
      if (error instanceof TimedOut) throw new Refusal(platformRefusals.STARTING, {}, { cause: error });
      throw error;
    }
    return this.db;
  }
}
