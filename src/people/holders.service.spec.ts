import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { newIssuer } from '../../test/support/issuer-under-test.js';
import { idOf } from '../kernel/identity.js';
import { soleProcess } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { SimulatedClock } from '../platform/runtime/clock.service.js';
import { Holders } from './holders.service.js';

const municipalityId = idOf('Municipality', 'exempel');

/** A register whose readings end when the test says so. */
async function holders() {
  const readings: PromiseWithResolvers<{ rows: never[] }>[] = [];
  const driver = new DummyDriver();
  const connection = {
    executeQuery: () => {
      const reading = Promise.withResolvers<{ rows: never[] }>();
      readings.push(reading);
      return reading.promise;
    },
    streamQuery: () => {
      throw new Error('Nobody streams.');
    },
  };
  driver.acquireConnection = () => Promise.resolve(connection);
  const db = new Kysely<ViewTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const database = { db, election: soleProcess, close: () => Promise.resolve() };
  const { tokens } = await newIssuer('register');
  return { readings, holders: new Holders(database, tokens, new SimulatedClock('2026-05-12T08:00:00.000Z')) };
}

describe('rule 148: the roles without a holder', () => {
  it('are read once for all who ask in the same turn', async () => {
    const { readings, holders: register } = await holders();
    const all = [register.vacancies(municipalityId), register.vacancies(municipalityId)];
    await nextTurn();
    await nextTurn();
    expect(readings).toHaveLength(1);
    readings[0]?.resolve({ rows: [] });
    expect(await Promise.all(all)).toEqual([[], []]);
  });

  it('are read anew for whoever asks during a reading, because a role may have been given since it began', async () => {
    const { readings, holders: register } = await holders();
    const early = register.vacancies(municipalityId);
    await nextTurn();
    await nextTurn();
    const late = register.vacancies(municipalityId);
    await nextTurn();
    await nextTurn();
    expect(readings).toHaveLength(2);
    for (const reading of readings) reading.resolve({ rows: [] });
    expect(await Promise.all([early, late])).toEqual([[], []]);
  });
});
