// The log comes back as another one under load, and then as itself again. The service is not restarted.

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Patience } from './patience.mjs';

/** The other log: the same without its last events, that with others since, another altogether, or nothing. */
export const swaps = ['grown', 'older', 'unrelated', 'empty'];

const LONGEST_UNTIL_SEEN_IN_MS = 15_000;
const LONGEST_RECOVERY_IN_MS = 20_000;
const LONGEST_ALARM_IN_MS = 60_000;
const ANOTHER_FOR_MS = 2_000;
const LOOK_EVERY_MS = 50;
const FEW_ACKNOWLEDGED = 20;
const ANOTHER_LOG = 'another log';

/** Tells as `recovered` how long after its own log was back somebody's new command was answered. */
export async function swapLog(trial, kind) {
  const { service, services, place } = trial;
  const { log } = place;
  return trial.run(`another log: ${kind}`, async (load, cycle) => {
    const faults = [];
    await load.until(FEW_ACKNOWLEDGED);
    await log.keep(kind);
    await load.until(load.acknowledged + FEW_ACKNOWLEDGED);
    const written = await log.become(kind);
    const [patience, began] = [new Patience(LONGEST_UNTIL_SEEN_IN_MS), performance.now()];
    const isSeen = async () => (await service.readiness())?.status === ANOTHER_LOG;
    while (!(await isSeen()) && !patience.isOver) await sleep(LOOK_EVERY_MS);
    const seenAfter = performance.now() - began;
    if (patience.isOver) faults.push(`it has not seen the other log within ${LONGEST_UNTIL_SEEN_IN_MS} ms`);
    // One that was being signed when the other log was seen is of the right log.
    await noneIsBeingSigned(place);
    const signed = await checkpointsIn(place);
    await sleep(ANOTHER_FOR_MS);
    if ((await log.count()) !== written) faults.push(`${(await log.count()) - written} records were written to it`);
    if ((await checkpointsIn(place)) !== signed) faults.push('a checkpoint was signed meanwhile');
    await log.comeBack(kind);
    const recovered = await trial.untilAnswered(cycle, services, LONGEST_RECOVERY_IN_MS);
    if (recovered === null) faults.push(`it has not recovered within ${LONGEST_RECOVERY_IN_MS} ms`);
    const there = load.acknowledged;
    if (service.isRunning) await load.until(there + FEW_ACKNOWLEDGED);
    else faults.push('it has ended');
    if (load.acknowledged === there) faults.push('those who were there before get nothing acknowledged');
    // A checkpoint of the other log would contradict the next one that is signed.
    await sleep(ANOTHER_FOR_MS);
    if ((await checkpointsIn(place)) === signed) faults.push('no checkpoint has been signed since');
    faults.push(...(await alarmsThatStay(service)));
    return { recovered, endedBy: `seen after ${Math.round(seenAfter)} ms`, faults };
  });
}

/** An alarm about something that is tried again, such as the documents, is cleared by the next try. */
async function alarmsThatStay(service) {
  const patience = new Patience(LONGEST_ALARM_IN_MS);
  for (;;) {
    const alarms = (await service.readiness())?.alarms ?? ['it does not answer'];
    if (alarms.length === 0 || patience.isOver) return alarms;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Waits for the lock under which the service signs. After it, a signer knows that the log is another. */
async function noneIsBeingSigned({ viewsUrl }) {
  await ask(viewsUrl, `select pg_advisory_lock(hashtext('evidence'))`);
}

async function checkpointsIn({ viewsUrl }) {
  const [{ count }] = await ask(viewsUrl, 'select count(*) as count from evidence.checkpoints');
  return Number(count);
}

/** The log in a PostgreSQL database of its own, which others take the name of. */
export class PostgresSwaps {
  #name;

  constructor(url) {
    this.url = url;
    this.#name = new URL(url).pathname.slice(1);
  }

  async keep(kind) {
    const template = kind === 'empty' ? '' : `template ${this.#name}`;
    await this.#at('postgres', `drop database if exists ${this.#name}_other`);
    await this.#alone(this.#name, [`create database ${this.#name}_other ${template}`]);
    const columns = 'type, version, data, metadata, recorded_at';
    const changes = {
      grown: `insert into log.events (position, id, stream, revision, ${columns})
        select position + (select max(position) from log.events), gen_random_uuid(), stream || '9', revision, ${columns}
        from log.events`,
      unrelated: 'update log.events set id = gen_random_uuid()',
    };
    if (!(kind in changes)) return;
    await this.#at(`${this.#name}_other`, 'alter table log.events disable trigger all');
    await this.#at(`${this.#name}_other`, changes[kind]);
  }

  /** Returns how many records the other log holds before the service can write to it. */
  async become() {
    const written = await this.#countIn(`${this.#name}_other`);
    await this.#rename(`${this.#name}_good`, `${this.#name}_other`);
    return written;
  }

  async comeBack() {
    await this.#rename(`${this.#name}_other`, `${this.#name}_good`);
  }

  count() {
    return this.#countIn(this.#name);
  }

  async #countIn(name) {
    const [{ there }] = await this.#at(name, `select to_regclass('log.events') is not null as there`);
    if (!there) return 0;
    const [{ count }] = await this.#at(name, 'select count(*) as count from log.events');
    return Number(count);
  }

  async #rename(away, other) {
    const name = this.#name;
    const renames = [`alter database ${name} rename to ${away}`, `alter database ${other} rename to ${name}`];
    await this.#alone(name, renames);
    await this.#at('postgres', `alter database ${away} allow_connections true`);
  }

  /** Does something to a database while nobody is connected to it. */
  async #alone(name, statements) {
    await this.#at('postgres', `alter database ${name} allow_connections false`);
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
    while ((await this.#at('postgres', end)).length > 0);
    for (const statement of statements) await this.#at('postgres', statement);
    await this.#at('postgres', `alter database ${name} allow_connections true`);
  }

  #at(name, statement) {
    return ask(Object.assign(new URL(this.url), { pathname: `/${name}` }).href, statement);
  }
}

/** The double of KurrentDB, which starts again with another log. */
export class KurrentDbSwaps {
  #tell;

  /** @param tell gives an order to the double */
  constructor(tell) {
    this.#tell = tell;
  }

  async keep(kind) {
    await this.#tell('keep', { name: 'other', kind: kind === 'grown' ? 'older' : kind });
  }

  async become(kind) {
    if (kind === 'grown') await this.#tell('grow', { name: 'other', prefix: 'tertial:' });
    return (await this.#tell('become', { name: 'other' })).records;
  }

  async comeBack() {
    await this.#tell('become', { name: 'its own' });
  }

  async count() {
    return (await this.#tell('counts')).records;
  }
}

async function ask(url, statement) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
