import { existsSync } from 'node:fs';
import { databaseIn } from '../platform/database/embedded-folder.service.js';
import type { Places } from '../platform/open-stores.service.js';
import type { KeptCheckpoint } from './evidence-tables.service.js';
import type { Evidence } from './signing-keys.service.js';

/** The log is empty, but it has been signed. The message says how to restore it. */
export class LogMissing extends Error {
  override readonly name = 'LogMissing';

  constructor(proof: string) {
    super(
      `The log is empty, but ${proof}. The log of before is missing. Nothing was changed. ` +
        'Put it back, or restore a backup: tertial restore FILE. ' +
        'To begin a new log, give it other keys and another place.',
    );
  }
}

/** Refuses an empty log that was signed before. `last` is the newest checkpoint in the database. @throws LogMissing */
export function requireUnsigned({ folder }: Evidence, last: KeptCheckpoint | null): void {
  if (last !== null) throw new LogMissing(`a checkpoint of its ${last.size} events was signed`);
  if (folder?.isInUse() === true) throw new LogMissing(`the keys in ${folder.path} are those of a log`);
}

/** Refuses to make a database in a data folder whose log was signed before. @throws LogMissing */
export function requireFolderOf(evidence: Evidence, { folder, eventsUrl, viewsUrl }: Places): void {
  const isEmbedded = eventsUrl === null && viewsUrl === null;
  if (isEmbedded && !existsSync(databaseIn(folder))) requireUnsigned(evidence, null);
}
