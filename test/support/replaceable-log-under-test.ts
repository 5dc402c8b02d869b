import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openEmbedded } from '../../src/platform/database/embedded-database.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { KurrentDbServer } from '../stores/kurrentdb/server-under-test.js';
import { inMemory } from './app-under-test.js';

/** The other log: an empty one, the same before the last events, that with other events since, or another altogether. */
export type Kind = 'empty' | 'older' | 'grown' | 'unrelated';

/** A log whose database can come back as another one under the same address. */
export interface ReplaceableLog {
  readonly places: Places;
  /** Whether the log can be replaced while a service has it open. */
  readonly isKeptRunning: boolean;
  /** Makes the other log, of what the log holds now. */
  keep(kind: Kind): Promise<void>;
  /** Puts the other log in its place. */
  become(kind: Kind): Promise<void>;
  /** Puts the right log back. */
  comeBack(): Promise<void>;
  /** Number of events, or of the records of a server. */
  count(): Promise<number>;
  close(): Promise<void>;
}

const columns = 'stream, revision, type, version, data, metadata, recorded_at';
/** Streams of their own, so that the events would be taken in if anybody read them. */
export const grow = `insert into log.events (position, id, ${columns})
  select position + (select max(position) from log.events), gen_random_uuid(), stream || '9', ${columns.slice(8)} from log.events
  union all
  select position + 2 * (select max(position) from log.events), gen_random_uuid(), stream || '99', ${columns.slice(8)} from log.events`;
export const replaceIds = 'update log.events set id = gen_random_uuid()';
export const allowChanges = 'alter table log.events disable trigger all';

/** The log in a database of its own, which others take the name of. */
export class PostgresLog implements ReplaceableLog {
  readonly isKeptRunning = true;
  readonly places: Places;

  constructor(
    private readonly eventsUrl: string,
    viewsUrl: string,
  ) {
    this.places = { ...inMemory, eventsUrl, viewsUrl };
  }

  private get name(): string {
    return new URL(this.eventsUrl).pathname.slice(1);
  }

  async keep(kind: Kind): Promise<void> {
    const { name } = this;
    await this.at('postgres', (client) => client.query(`drop database if exists ${name}_other`));
    await this.alone(name, (client) =>
      client.query(
        kind === 'empty' ? `create database ${name}_other` : `create database ${name}_other template ${name}`,
      ),
    );
    if (kind !== 'unrelated' && kind !== 'grown') return;
    await this.at(`${name}_other`, async (client) => {
      await client.query(allowChanges);
      await client.query(kind === 'grown' ? grow : replaceIds);
    });
  }

  async become(): Promise<void> {
    await this.rename(this.name, `${this.name}_good`, `${this.name}_other`);
  }

  async comeBack(): Promise<void> {
    await this.rename(this.name, `${this.name}_other`, `${this.name}_good`);
  }

  async count(): Promise<number> {
    return this.at(this.name, async (client) => {
      const { rows } = await client.query<{ there: boolean }>(`select to_regclass('log.events') is not null as there`);
      if (rows[0]?.there !== true) return 0;
      const counted = await client.query<{ count: string }>('select count(*) as count from log.events');
      return Number(counted.rows[0]?.count);
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async rename(name: string, away: string, other: string): Promise<void> {
    await this.alone(name, async (client) => {
      await client.query(`alter database ${name} rename to ${away}`);
      await client.query(`alter database ${other} rename to ${name}`);
    });
    await this.at('postgres', (client) => client.query(`alter database ${away} allow_connections true`));
  }

  /** Does something to a database while nobody is connected to it. */
  private async alone(name: string, work: (client: Client) => Promise<unknown>): Promise<void> {
    await this.at('postgres', async (client) => {
      await client.query(`alter database ${name} allow_connections false`);
      for (;;) {
        const { rows } = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
        );
        if (rows.length === 0) break;
      }
      await work(client);
      await client.query(`alter database ${name} allow_connections true`);
    });
  }

  private async at<Result>(name: string, work: (client: Client) => Promise<Result>): Promise<Result> {
    const url = new URL(this.eventsUrl);
    url.pathname = `/${name}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

/** The log beside the views in one folder. It is another when its table was put back by hand. */
export class EmbeddedLog implements ReplaceableLog {
  readonly isKeptRunning = false;

  constructor(
    readonly places: Places,
    private readonly remove: () => void,
  ) {}

  async keep(): Promise<void> {
    await this.execute([
      allowChanges,
      'drop table if exists log.good',
      'create table log.good as select * from log.events',
    ]);
  }

  async become(kind: Kind): Promise<void> {
    const cut = 'delete from log.events where position > (select max(position) - 3 from log.events)';
    const made = { empty: ['delete from log.events'], older: [cut], grown: [cut, grow], unrelated: [replaceIds] };
    await this.execute(made[kind]);
  }

  async comeBack(): Promise<void> {
    await this.execute(['delete from log.events', 'insert into log.events select * from log.good']);
  }

  count(): Promise<number> {
    return Promise.reject(new Error('A folder cannot be looked into while a service has it.'));
  }

  close(): Promise<void> {
    this.remove();
    return Promise.resolve();
  }

  private async execute(statements: readonly string[]): Promise<void> {
    const database = await openEmbedded(this.places.folder);
    try {
      for (const statement of statements) await sql.raw(statement).execute(database.db);
    } finally {
      await database.close();
    }
  }
}

/** The double of a server, which starts again with another log. */
export class KurrentDbLog implements ReplaceableLog {
  readonly isKeptRunning = true;
  readonly places: Places;

  constructor(
    private readonly server: KurrentDbServer,
    viewsUrl: string,
  ) {
    this.places = { ...inMemory, eventsUrl: server.url, viewsUrl };
  }

  async keep(kind: Kind): Promise<void> {
    await this.server.tell('keep', { name: 'other', kind: kind === 'grown' ? 'older' : kind });
  }

  async become(kind: Kind): Promise<void> {
    if (kind === 'grown') await this.server.tell('grow', { name: 'other', prefix: 'tertial:' });
    await this.server.tell('become', { name: 'other' });
  }

  async comeBack(): Promise<void> {
    await this.server.tell('become', { name: 'its own' });
  }

  async count(): Promise<number> {
    return (await this.server.tell('counts')).records;
  }

  close(): Promise<void> {
    return this.server.stop();
  }
}

/** Returns functions that make an empty log on each store, which can become another one. */
export function replaceableLogs(newDatabase: () => Promise<string>) {
  return {
    kurrentDb: async (): Promise<ReplaceableLog> =>
      new KurrentDbLog(await KurrentDbServer.start(), await newDatabase()),
    onPostgres: async (): Promise<ReplaceableLog> => new PostgresLog(await newDatabase(), await newDatabase()),
    embedded: (): Promise<ReplaceableLog> => {
      const folder = mkdtempSync(join(tmpdir(), 'tertial-replaceable-log-'));
      const remove = (): void => rmSync(folder, { recursive: true, force: true });
      return Promise.resolve(new EmbeddedLog({ ...inMemory, folder }, remove));
    },
  };
}
