import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sideTables } from '../../src/app.module.js';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { appointFirstAdministrator } from '../../src/people/first-administrator.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { backUpPlaces, restorePlaces } from '../../src/platform/backup-places.service.js';
import { Api } from '../support/api-under-test.js';
import { type Issuer, newIssuer } from '../support/issuer-under-test.js';

// A register as older builds have left it, or as a backup of theirs brings it back: each role is for a board.

const all = mkdtempSync(join(tmpdir(), 'tertial-register-'));
const home = join(all, 'home');
const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
let issuer: Issuer;

async function started(folder = home): Promise<Api> {
  const app = await createApplication({
    places: { folder, eventsUrl: null, viewsUrl: null },
    tokens: issuer.tokens,
    clock,
    isSimulated: true,
    demo: null,
    followsLog: true,
    logger: ['fatal'],
  });
  return new Api(app, async (who) => ({
    authorization: `Bearer ${await issuer.sign({ person: who, municipality: 'exempel', boards: {} })}`,
  }));
}

function databaseOf({ app }: Api) {
  return app.get<Database<ViewTables>>(DATABASE).db;
}

async function changesIn(api: Api) {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', thing, happened, actor, role) as line from people.changes order by thing, revision
    `.execute(databaseOf(api));
  return rows.map(({ line }) => line);
}

beforeAll(async () => {
  issuer = await newIssuer('register');
  const api = await started();
  const db = databaseOf(api);
  await sql`insert into people.municipalities values ('exempel', 'Exempels kommun'), ('annan', 'Annan kommun')`.execute(
    db,
  );
  await sql`insert into people.boards values ('exempel.ks', 'exempel', 1, 'KS'), ('exempel.bun', 'exempel', 2, 'BUN')`.execute(
    db,
  );
  await sql`
    insert into people.persons (municipality_id, id, number, name, issuer, subject)
    select 'exempel', id, number, id, 'issuer', id
    from unnest(array['adam', 'bea', 'dora', 'cecilia']) with ordinality p(id, number)`.execute(db);
  await sql`
    insert into people.roles (id, municipality_id, number, person_id, board_id, role, from_day, to_day) values
    ('exempel.ks.role-1', 'exempel', 1, 'adam', 'exempel.ks', 'ADMINISTRATOR', '2025-01-01', null),
    ('exempel.bun.role-1', 'exempel', 2, 'bea', 'exempel.bun', 'ADMINISTRATOR', '2025-01-01', '2026-05-11'),
    ('exempel.ks.role-2', 'exempel', 3, 'cecilia', 'exempel.ks', 'CONTROLLER', '2025-01-01', null)`.execute(db);
  await sql`
    insert into people.deputies (id, municipality_id, number, role_id, person_id, from_day, to_day) values
    ('exempel.ks.role-1.d1', 'exempel', 1, 'exempel.ks.role-1', 'dora', '2026-01-01', '2026-06-30')`.execute(db);
  await api.app.close();
});
afterAll(() => {
  rmSync(all, { recursive: true, force: true });
});

describe('rules 56 and 95: a register of an older build', () => {
  it('has administrators of the municipality from the first start on, once, and says so in its history', async () => {
    const first = await started();
    await first.give('adam', 'addBoard', { boardId: 'exempel.mn', name: 'Miljönämnden' });
    expect((await first.refused('bea', 'addBoard', { boardId: 'exempel.sn', name: 'SN' })).extensions.code).toBe(
      'NOT_FOUND',
    );
    expect((await first.see('adam', 'person', { id: 'adam' })).roles).toEqual([
      expect.objectContaining({ id: 'exempel.ks.role-1', boardId: 'exempel.ks', from: '2025-01-01', to: null }),
      expect.objectContaining({ id: 'exempel.role-1', boardId: null, from: '2026-05-12', to: null }),
    ]);
    await first.give('dora', 'addPerson', { personId: 'eva', name: 'Eva' });
    const changes = [
      'adam RoleGranted system SYSTEM',
      'adam DeputyAppointed system SYSTEM',
      'eva PersonAdded dora ADMINISTRATOR',
      'exempel.mn BoardAdded adam ADMINISTRATOR',
    ];
    expect(await changesIn(first)).toEqual(changes);
    await first.app.close();
    const second = await started();
    expect(await changesIn(second)).toEqual(changes);
    await second.app.close();
  });

  it('lets the administrator appoint the controller who adopts steering models', async () => {
    const api = await started();
    const model = {
      steeringModelId: 'exempel.model-ny',
      name: 'Ny',
      holdsFrom: '2026-01-01',
      decision: { date: '2025-11-24', paragraph: '143', dnr: 'KF 2025/88' },
    };
    expect((await api.refused('cecilia', 'adoptSteeringModel', model)).extensions.code).toBe('FORBIDDEN');
    await api.give('adam', 'grantMunicipalityRole', { personId: 'cecilia', role: 'CONTROLLER' });
    await api.give('cecilia', 'adoptSteeringModel', model);
    await api.app.close();
  });

  it('gets no second first administrator on the command line', async () => {
    const api = await started();
    const db = databaseOf(api);
    await sql`delete from people.deputies where role_id = 'exempel.role-1'`.execute(db);
    await sql`delete from people.roles where board_id is null`.execute(db);
    const [municipalityId, boardId] = [idOf('Municipality', 'exempel'), idOf('Board', 'exempel.ks')];
    const given = { municipalityName: 'Exempel', boardId, personId: idOf('Person', 'eva'), name: 'Eva' };
    await expect(
      appointFirstAdministrator(db, { municipalityId, issuer: 'issuer' }, given, clock),
    ).rejects.toMatchObject({ code: 'ADMINISTRATOR_EXISTS' });
    await api.app.close();
  });

  it('is brought back by a backup of an older build', async () => {
    const api = await started();
    const db = databaseOf(api);
    await sql`delete from people.deputies where role_id like 'exempel.role-%'`.execute(db);
    await sql`delete from people.roles where board_id is null`.execute(db);
    await api.app.close();
    const [restored, file] = [join(all, 'restored'), join(all, 'backup')];
    const silent = (): void => undefined;
    await backUpPlaces({ folder: home, eventsUrl: null, viewsUrl: null }, sideTables, file, silent);
    await restorePlaces({ folder: restored, eventsUrl: null, viewsUrl: null }, sideTables, file, silent);
    const again = await started(restored);
    await again.give('adam', 'addBoard', { boardId: 'exempel.sn', name: 'Socialnämnden' });
    await again.give('dora', 'renameMunicipality', { name: 'Exempel' });
    await again.app.close();
  });
});
