// The space that the index of the log takes, beside the log: both with their own indexes. The hashes of the Merkle tree
// stand in the index's schema and are shown apart as well.

import { INDEX_SCHEMA } from '../../../dist/platform/projections/log-index-tables.service.js';
import { indexed } from '../log-index.mjs';
import { summary } from '../measuring.mjs';
import { query } from '../places.mjs';
import { startService } from '../servers.mjs';

const TREE = ['tree', 'tile_hashes'];

export const indexSize = {
  name: 'index size',
  async measure({ largeLog }) {
    const { url } = await largeLog();
    const service = await startService({ VIEWS_URL: url });
    await indexed(url);
    await service.stop();
    const log = await megabytes(url, `n.nspname = 'log'`);
    const inIndex = `n.nspname = '${INDEX_SCHEMA}'`;
    const tree = `c.relname in (${TREE.map((name) => `'${name}'`).join(', ')})`;
    const beside = { unit: 'MB', peer: 'the log', theirs: log };
    return [
      {
        ...beside,
        figure: 'index of the log',
        ours: await megabytes(url, inIndex),
        target: { atMost: 0.5 },
        baseline: 'size of the index beside the log',
      },
      {
        ...beside,
        figure: 'index of the log, without the tree',
        ours: await megabytes(url, `${inIndex} and not ${tree}`),
        target: null,
      },
    ];
  },
};

/** The space of tables that fulfil a condition on pg_class `c` and pg_namespace `n`, with their indexes. */
async function megabytes(url, condition) {
  const [{ bytes }] = await query(
    url,
    `select coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${condition}`,
  );
  return summary([bytes / 2 ** 20]);
}
