import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/**
 * Migrates the tables of a schema to this build. Runs each migration once, in the order of the names. Processes that
 * start at the same time run their migrations one after another.
 *
 * @throws Error when a migration fails, which changes nothing, or when a newer build has migrated the schema.
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
    throw new Error(`The tables in the schema ${schema} cannot be migrated to this build: ${reason}`, {
      cause: error,
    });
  }
}
