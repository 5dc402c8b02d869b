import { sql } from 'kysely';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { appointFirstAdministrator } from '../../src/people/first-administrator.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { type Issuer, newIssuer } from '../support/issuer-under-test.js';
import { activity, adoptSmallPlan, change, plan } from '../support/municipality-under-test.js';
import { Socket } from '../support/socket-under-test.js';

// A WebSocket stays open for as long as a token holds, and the register goes on changing meanwhile.

const BOARD = 'exempel.ks';
const view = `subscription { tertialViewChanged(planId: "${plan}", tertial: T1) { goals { activities { heading } } } }`;
const signedOut = { type: 'error', payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

describe('a WebSocket, where roles are in the register', () => {
  let api: Api;
  let db: Database<ViewTables>['db'];
  let issuer: Issuer;
  const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
  const signIn = async (who: string) => ({
    authorization: `Bearer ${await issuer.sign({ person: who, municipality: 'exempel', boards: {} })}`,
  });

  beforeAll(async () => {
    issuer = await newIssuer('register');
    const options = { isSimulated: true, demo: null, followsLog: true, logger: ['fatal' as const] };
    const app = await createApplication({ places: inMemory, tokens: issuer.tokens, clock, ...options });
    api = new Api(app, signIn);
    ({ db } = app.get<Database<ViewTables>>(DATABASE));
    const [municipalityId, boardId, personId] = [
      idOf('Municipality', 'exempel'),
      idOf('Board', BOARD),
      idOf('Person', 'adam'),
    ];
    const given = { municipalityName: 'Exempel', boardId, personId, name: 'Adam' };
    await appointFirstAdministrator(db, { municipalityId, issuer: 'issuer' }, given, clock);
    await api.give('adam', 'addPerson', { personId: 'cecilia', name: 'cecilia' });
    await api.give('adam', 'grantMunicipalityRole', { personId: 'cecilia', role: 'CONTROLLER' });
    await adoptSmallPlan(api, 1);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => api.app.close());

  async function granted(personId: string, role: string): Promise<string> {
    const { edges } = await api.see('adam', 'persons', { first: 100 });
    if (!edges.some(({ node }) => node.id === personId)) {
      await api.give('adam', 'addPerson', { personId, name: personId });
    }
    const { roles } = await api.give('adam', 'grantRole', { personId, boardId: BOARD, role });
    return roles.at(-1)?.id ?? '';
  }

  async function opened(who: string): Promise<Socket> {
    const socket = new Socket((await api.app.getUrl()).replace('http', 'ws') + '/graphql');
    expect(await socket.open(await signIn(who))).toEqual({ type: 'connection_ack' });
    return socket;
  }

  const reword = (heading: string) =>
    api.give('cecilia', 'rewordActivity', { activityId: activity(1), heading, decision: change });

  it('rule 43: shows a view for as long as its reader has the role, and then neither that nor another', async () => {
    const roleId = await granted('rut', 'AUDITOR');
    const [reading, idle] = [await opened('rut'), await opened('rut')];
    reading.subscribe('1', view);
    expect(await reading.next()).toMatchObject({ id: '1', type: 'next' });
    await reword('Ett');
    expect(JSON.stringify(await reading.next())).toContain('Ett');
    await api.give('adam', 'endRole', { roleId, to: '2026-05-12' });
    clock.set('2026-05-13T08:00:00.000Z');
    await reword('Två');
    idle.subscribe('1', view);
    for (const socket of [reading, idle]) {
      expect(await socket.next()).toMatchObject(signedOut);
      expect(await socket.next()).toEqual({ type: 'closed' });
      expect(socket.code).toBe(4401);
    }
  });

  it('rule 43: shows what many readers share only to those who may still read it', async () => {
    const roleId = await granted('rut', 'AUDITOR');
    await granted('mona', 'CLERK');
    await api.give('adam', 'addPerson', { personId: 'erik', name: 'Erik' });
    const [staying, leaving, stranger] = [await opened('mona'), await opened('rut'), await opened('erik')];
    for (const socket of [staying, leaving]) {
      socket.subscribe('1', view);
      expect(await socket.next()).toMatchObject({ id: '1', type: 'next' });
    }
    stranger.subscribe('1', view);
    expect(await stranger.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'NOT_FOUND' } }] });
    await api.give('adam', 'endRole', { roleId, to: clock.now().slice(0, 10) });
    clock.set('2026-05-14T08:00:00.000Z');
    await reword('Delat');
    expect(JSON.stringify(await staying.next())).toContain('Delat');
    expect(await leaving.next()).toMatchObject(signedOut);
    for (const socket of [staying, leaving, stranger]) socket.close();
  });

  it('rule 46: shows the names of now beside ids, in each message to each reader', async () => {
    const named = `subscription { tertialViewChanged(planId: "${plan}", tertial: T1) { board { id name } } }`;
    const shows = (name: string) => ({ payload: { data: { tertialViewChanged: { board: { id: BOARD, name } } } } });
    await api.give('adam', 'renameBoard', { boardId: BOARD, name: 'Före' });
    const sockets = [await opened('cecilia'), await opened('cecilia')];
    for (const socket of sockets) {
      socket.subscribe('1', named);
      expect(await socket.next()).toMatchObject(shows('Före'));
    }
    await api.give('adam', 'renameBoard', { boardId: BOARD, name: 'Efter' });
    await reword('Namn');
    for (const socket of sockets) {
      expect(await socket.next()).toMatchObject(shows('Efter'));
      socket.close();
    }
  });

  it('rule 51: opened anew shows what a new role lets its reader see', async () => {
    await api.give('adam', 'addPerson', { personId: 'lars', name: 'Lars' });
    const before = await opened('lars');
    await granted('lars', 'BOARD_MEMBER');
    before.subscribe('1', view);
    expect(await before.next()).toMatchObject(signedOut);
    const after = await opened('lars');
    after.subscribe('1', view);
    expect(await after.next()).toMatchObject({ id: '1', type: 'next' });
    await granted('lars', 'AUDITOR');
    await reword('Tre');
    expect(await after.next()).toMatchObject(signedOut);
  });

  it('rule 44: while the register is out of reach, tells nobody that their credentials are no good', async () => {
    await sql`alter schema people rename to hidden`.execute(db);
    try {
      const { errors } = await api.ask('cecilia', 'plan', { id: plan });
      expect(errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE' } }]);
      const socket = new Socket((await api.app.getUrl()).replace('http', 'ws') + '/graphql');
      expect(await socket.open(await signIn('cecilia'))).toEqual({ type: 'closed' });
      expect(socket.code).toBe(1013);
    } finally {
      await sql`alter schema hidden rename to people`.execute(db);
    }
    (await opened('cecilia')).close();
  });
});
