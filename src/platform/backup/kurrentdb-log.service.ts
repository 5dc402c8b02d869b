import type { OpenRestoring } from '../event-store/kurrentdb/restoring.service.js';
import type { FilledLog, Filling } from './saved-log.service.js';

/** The empty log of a KurrentDB, which cannot take events back. No service uses it before the restore has ended. */
export class KurrentDbLog implements FilledLog {
  constructor(private readonly restoring: OpenRestoring['log']) {}

  requireEmpty(): Promise<void> {
    return this.restoring.requireEmpty();
  }

  async fill({ events, sha256, pages, beside, onWritten }: Filling): Promise<void> {
    await this.restoring.writeAll(sha256, { pages, events, onWritten });
    await beside(null);
    await this.restoring.end();
  }
}
