import { PGlite as Own } from '../../node_modules/@electric-sql/pglite/dist/index.js';

declare global {
  /** Given by embedded-environment.mjs: a cluster as it is when it has just been made. */
  var beginningOfDatabases: () => Promise<{ readonly cluster: Blob }>;
}

/** Stands for `@electric-sql/pglite` in specs: databases in memory begin from the cluster that is kept, those in a folder do not. */
export const PGlite = {
  create: async (place: string): Promise<Own> => {
    if (place !== 'memory://') return Own.create(place);
    const { cluster } = await beginningOfDatabases();
    return Own.create(place, { loadDataDir: cluster });
  },
};
