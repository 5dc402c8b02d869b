import { PGlite as Own } from '../../node_modules/@electric-sql/pglite/dist/index.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

declare global {
  /** Given by embedded-environment.mjs: a cluster as it is when it has just been made. */
  var beginningOfDatabases: () => Promise<{ readonly cluster: Blob }>;
}

/** Stands for `@electric-sql/pglite` in specs: a database that would be made begins from the cluster that is kept. */
export const PGlite = {
  create: async (place: string): Promise<Own> => {
    if (existsSync(join(place, 'PG_VERSION'))) return Own.create(place);
    const { cluster } = await beginningOfDatabases();
    return Own.create(place, { loadDataDir: cluster });
  },
};
