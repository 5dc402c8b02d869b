import { Logger } from '@nestjs/common';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

const LONGEST_START_IN_MILLISECONDS = 60_000;

export interface PostgresUnderTest {
  /** Makes an empty database. Returns its URL, `postgres://…`. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL in a temporary folder, in about two seconds. It ends when it is stopped or when this process
 * ends, in whatever way; see postgres.mjs.
 */
export async function startPostgres(): Promise<PostgresUnderTest> {
  const script = join(import.meta.dirname, 'postgres.mjs');
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const server = await Promise.race([addressSaidBy(createInterface({ input: child.stdout })), ended.then(() => null)]);
  if (server === null) throw new Error('PostgreSQL did not start; see what it wrote to stderr above.');
  let databases = 0;
  return {
    newDatabase: async () => {
      databases += 1;
      const url = new URL(server);
      url.pathname = `/test_${databases}`;
      await execute(server, `create database test_${databases}`);
      return url.href;
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * One for all tests of a file, started before the first and stopped after the last. Gives what makes an empty database.
 */
export function onPostgres(): () => Promise<string> {
  let postgres: PostgresUnderTest;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    postgres = await startPostgres();
  }, LONGEST_START_IN_MILLISECONDS);
  afterAll(() => postgres.stop());
  return () => postgres.newDatabase();
}

async function addressSaidBy(lines: AsyncIterable<string>): Promise<string | null> {
  for await (const line of lines) {
    const said = /^listening on (postgres:\S+)$/.exec(line);
    if (said?.[1] !== undefined) return said[1];
  }
  return null;
}

export async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
