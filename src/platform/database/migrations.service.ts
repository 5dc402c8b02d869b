import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/**
 * Brings the tables of a schema up to this build, each migration once, in the order of their names. Processes that start
 * together take turns.
 *
 * @throws Error when one fails, in which case none has been made, or when a newer build has made some that this one
 * does not know.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  schema: string,
  migrations: Readonly<Record<string, Migration['up']>>,
): Promise<void> {
  const all: Record<string, Migration> = {};
  for (const [name, up] of Object.entries(migrations)) all[name] = { up };
  const provider = { getMigrations: () => Promise.resolve(all) };
  const { error } = await new Migrator({ db, provider, migrationTableSchema: schema }).migrateToLatest();
  if (error !== undefined) {
    const reason = error instanceof Error ? error.message : JSON.stringify(error);
    throw new Error(`The tables in the schema ${schema} cannot be brought up to this build: ${reason}`, {
      cause: error,
    });
  }
}
