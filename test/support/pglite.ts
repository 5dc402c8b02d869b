import { existsSync } from 'node:fs';
import { PGlite as Own } from '../../node_modules/@electric-sql/pglite/dist/index.js';

declare global {
  /** Given by embedded-environment.mjs: a cluster as it is when it has just been made. */
  var freshCluster: () => Promise<{ readonly cluster: File }>;
}

// PostgreSQL writes zeros to all of its buffers when it starts. Its own 128 MB take longer than all the rest of the start.
const startParams = [...Own.defaultStartParams, '-c', 'shared_buffers=8MB'];

/** Stands for `@electric-sql/pglite` in specs: a new database starts from the fresh cluster that is kept. */
export const PGlite = {
  create: async (place: string): Promise<Own> => {
    const { cluster } = await freshCluster();
    const isNew = place === 'memory://' || !existsSync(place);
    return Own.create(place, { startParams, ...(isNew && { loadDataDir: cluster }) });
  },
};
