// What a command costs while many clients give commands at once: statements, transactions and WAL of PostgreSQL, and the
// processor's time of the service and of PostgreSQL. On a server of its own, since counting statements costs a little. All
// that the service does meanwhile is shared out among the commands: views, index, tree, checkpoints.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Reporters } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { query, startPostgres } from '../places.mjs';
import { metricOf, startService } from '../servers.mjs';

const CONNECTIONS = 64;
const PLANS = { plans: 200, goals: 5, activities: 5 };
const COMMANDS_TO_WARM_UP = 1_000;
const COMMANDS = { quick: 1_000, whole: 5_000 };
/** Of `/proc`: user's and system's time count in hundredths of a second on every Linux. */
const MS_OF_A_TICK = 10;
/** See `PGSTAT_IDLE_INTERVAL` in PostgreSQL's source: ten seconds. */
const SESSIONS_COUNT_AFTER_MS = 11_000;
const MOST_STATEMENTS_TOLD = 12;

export const profile = {
  name: 'profile',
  async measure({ runs, quick, note }) {
    const server = await startPostgres({ shared_preload_libraries: 'pg_stat_statements' });
    try {
      const url = await server.newDatabase();
      await query(url, 'create extension pg_stat_statements');
      await load(url, (story) => openPlans(story, PLANS));
      const service = await startService({ VIEWS_URL: url });
      const reporters = await Reporters.open({
        service,
        url,
        activityIds: activitiesOf(PLANS),
        connections: CONNECTIONS,
      });
      await reporters.burst(COMMANDS_TO_WARM_UP);
      const commands = quick ? COMMANDS.quick : COMMANDS.whole;
      const transactionsBefore = await transactionsIn(url, quick);
      const found = [];
      for (let run = 0; run < runs; run += 1) {
        const before = await spent(url, service);
        await reporters.burst(commands);
        const after = await spent(url, service);
        found.push(
          Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] - before[name]) / commands])),
        );
      }
      const transactions = ((await transactionsIn(url, quick)) - transactionsBefore) / (runs * commands);
      for (const run of found) run.transactions = transactions;
      await tellStatements(url, reporters.answered, note);
      await reporters.finish();
      await service.stop();
      return Object.entries(parts).map(([part, unit]) => ({
        figure: `${part} of a command, ${CONNECTIONS} connections`,
        unit,
        ours: summary(found.map((run) => run[part])),
        peer: null,
        theirs: null,
        target: null,
        isProfile: true,
      }));
    } finally {
      await server.stop();
    }
  },
};

const parts = {
  statements: '',
  transactions: '',
  WAL: 'KB',
  'Node’s time': 'ms',
  'PostgreSQL’s time': 'ms',
};

/** The costs since the beginning. The questions of this function are a handful among thousands. */
async function spent(url, service) {
  const [row] = await query(
    url,
    `select
      (select sum(calls)::float8 from pg_stat_statements s join pg_database d on d.oid = s.dbid
       where d.datname = current_database() and query !~* '^(begin|commit|rollback|start transaction)') as statements,
      pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 / 1024 as wal`,
  );
  return {
    statements: row.statements,
    WAL: row.wal,
    'Node’s time': (await metricOf(service, 'process_cpu_seconds_total')) * 1000,
    'PostgreSQL’s time': await timeOfPostgres(url),
  };
}

/** Sessions count out their transactions when they have been idle for a while. A quick run does not wait for it. */
async function transactionsIn(url, quick) {
  if (!quick) await sleep(SESSIONS_COUNT_AFTER_MS);
  const [{ count }] = await query(
    url,
    `select (xact_commit + xact_rollback)::float8 as count from pg_stat_database where datname = current_database()`,
  );
  return count;
}

/** Of the server and all its processes, also of those that have ended, in milliseconds. */
async function timeOfPostgres(url) {
  const [{ data_directory: folder }] = await query(url, 'show data_directory');
  const server = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [timesOf(Number(name))] : []));
  const ticks = all
    .filter((one) => one !== null && (one.pid === server || one.parent === server))
    .reduce((sum, { pid, own, ended }) => sum + own + (pid === server ? ended : 0), 0);
  return ticks * MS_OF_A_TICK;
}

/** See proc(5): after the name in brackets come the state, the parent and, from the eleventh on, the times. */
function timesOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ').map(Number);
    return { pid, parent: fields[1], own: fields[11] + fields[12], ended: fields[13] + fields[14] };
  } catch {
    // It has ended meanwhile.
    return null;
  }
}

/** The statements that are given most, with the calls of a command. */
async function tellStatements(url, commands, note) {
  const rows = await query(
    url,
    `select calls::float8, total_exec_time as milliseconds, regexp_replace(query, '\\s+', ' ', 'g') as text
     from pg_stat_statements s join pg_database d on d.oid = s.dbid
     where d.datname = current_database() order by calls desc limit ${MOST_STATEMENTS_TOLD}`,
  );
  for (const { calls, milliseconds, text } of rows) {
    note(
      `${(calls / commands).toFixed(2)} calls and ${(milliseconds / commands).toFixed(3)} ms of a command: ${text.slice(0, 110)}`,
    );
  }
}
