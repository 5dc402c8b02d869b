import { type Kysely, sql } from 'kysely';
import { onPostgres } from '../../../test/support/postgres-under-test.js';
import { openPostgres } from './postgres-database.service.js';
import { createSchema } from './schemas.service.js';

const newDatabase = onPostgres();
const SCHEMAS = 200;

describe('a schema', () => {
  it('is created once by processes that start together', async () => {
    const url = await newDatabase();
    const first = await openPostgres(url);
    const databases = [first, await openPostgres(url), await openPostgres(url)];
    const createLocked = (db: Kysely<unknown>, schema: string) =>
      db.transaction().execute(async (transaction) => {
        // PostgreSQL remembers from here that the schema is absent.
        await sql`select to_regclass(${`${schema}.nothing`})`.execute(transaction);
        await sql`select pg_advisory_xact_lock(hashtext(${schema}))`.execute(transaction);
        await createSchema(transaction, schema);
      });
    for (let n = 0; n < SCHEMAS; n += 1) {
      await Promise.all(databases.map(({ db }) => createLocked(db, `made_${n}`)));
    }
    const made = await sql`select nspname from pg_namespace where nspname like 'made%'`.execute(first.db);
    expect(made.rows).toHaveLength(SCHEMAS);
    await Promise.all(databases.map(({ close }) => close()));
  });
});
