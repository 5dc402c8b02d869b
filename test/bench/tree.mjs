// What the tree of the evidence costs as the log grows, on the embedded database: adding leaves many at a time and one
// at a time, signing, proving. Of the tree alone: the log itself and the rest of its index are not written.
//
//   npm run build && node test/bench/tree.mjs [LEAVES]      1 000 000 when none are given

import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { consistencyIn, inclusionIn, treeHead } from '../../dist/evidence/tree-tables.service.js';
import { treeFollower } from '../../dist/evidence/tree-tables.service.js';
import { INDEX_SCHEMA } from '../../dist/platform/projections/log-index-tables.service.js';
import { openEmbedded } from '../../dist/platform/database/embedded-database.service.js';

const BATCH = 1000;
const SMALL = 10_000;
const TRIES = 200;
const large = Number(process.argv[2] ?? 1_000_000);

const { db, close } = await openEmbedded('memory');
await sql`create schema ${sql.id(INDEX_SCHEMA)}`.execute(db);
await treeFollower.create(db);
let size = 0;
for (const goal of [SMALL, large]) {
  const begun = performance.now();
  const from = size;
  while (size < goal) await take(BATCH);
  const rate = (size - from) / ((performance.now() - begun) / 1000);
  const one = await median(() => take(1));
  const prove = await median(() => inclusionIn(db, Math.floor(Math.random() * size), size));
  const follow = await median(() => consistencyIn(db, size - Math.ceil(Math.random() * BATCH), size));
  const head = await median(() => treeHead(db));
  const { rows } = await sql`
    select pg_total_relation_size(${`${INDEX_SCHEMA}.tile_hashes`}::regclass) as bytes`.execute(db);
  console.log(
    `${size} leaves: ${Math.round(rate)} leaves/s in batches of ${BATCH}; one leaf ${ms(one)}; root ${ms(head)}; ` +
      `inclusion ${ms(prove)}; consistency ${ms(follow)}; ${Math.round(Number(rows[0].bytes) / size)} bytes a leaf`,
  );
}
await close();

async function take(count) {
  const events = Array.from({ length: count }, (_, at) => event(size + at));
  await db.transaction().execute((transaction) => treeFollower.take(events, transaction));
  size += count;
}

function event(index) {
  const id = randomUUID();
  const metadata = {
    municipalityId: 'exempel',
    actor: 'hanna',
    role: 'CLERK',
    commandId: id,
    commandHash: '0'.repeat(64),
    correlationId: id,
    causationId: null,
    salt: Buffer.alloc(32, index % 256).toString('base64'),
  };
  const data = {
    activityId: 'exempel.ks.2026.g1.a2',
    tertial: 'T1',
    status: 'ONGOING_AS_PLANNED',
    comment: 'Arbetet följer tidplanen.',
  };
  const at = new Date(1_780_000_000_000 + index).toISOString();
  return {
    id,
    stream: 'goal-exempel.ks.2026.g1',
    revision: index,
    position: index + 1,
    recordedAt: at,
    type: 'ActivityStatusReported',
    version: 1,
    data,
    metadata,
    index,
  };
}

async function median(work) {
  const times = [];
  for (let at = 0; at < TRIES; at += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other)[TRIES / 2];
}

function ms(time) {
  return `${time.toFixed(2)} ms`;
}
