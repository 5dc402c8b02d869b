import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { startApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import type { Database } from '../../src/platform/database/database.service.js';
import { type DemoSignIn, demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { Leader } from '../../src/platform/processes/leader.service.js';
import { openPostgres } from '../../src/platform/database/postgres-database.service.js';
import { Projection } from '../../src/platform/projections/projection.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Api } from '../support/api-under-test.js';
import { called, inMemory } from '../support/app-under-test.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import { type PostgresUnderTest, startPostgres } from '../support/postgres-under-test.js';
import { Socket } from '../support/socket-under-test.js';

describe('a service whose views have not caught up with the log yet', () => {
  let postgres: PostgresUnderTest;
  let database: Database<ViewTables>;
  let demo: DemoSignIn;
  let app: NestFastifyApplication;
  let letCatchUp: () => void;
  let leading: Promise<unknown>;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.newDatabase();
    const places = { ...inMemory, eventsUrl: url, viewsUrl: url };
    const before = await startMunicipality('2026-05-12', places);
    await adoptSmallPlan(before.api, 2);
    const { schema } = before.api.app.get(Projection);
    await before.close();
    database = await openPostgres<ViewTables>(url);
    await new Projection(database.db, schema, [], []).drop();
    // Somebody else has the lead, and does nothing with it.
    await new Promise<void>((resolve) => {
      leading = database.election.unlessLed(schema, async () => {
        await new Promise<void>((done) => {
          letCatchUp = done;
          resolve();
        });
      });
    });
    demo = await demoSignIn();
    app = await startApplication({
      places,
      tokens: demo.tokens,
      clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
      isSimulated: true,
      demo,
      followsLog: true,
      logger: ['fatal'],
    });
    await app.listen(0, '127.0.0.1');
  });

  afterAll(async () => {
    letCatchUp();
    await leading;
    await app.close();
    await database.close();
    await postgres.stop();
  });

  /** A question that can be answered without the views, too. */
  function ask(language: string) {
    const headers = { 'accept-language': language };
    return app.inject({ method: 'POST', url: '/graphql', headers, payload: { query: '{ __typename }' } });
  }

  async function connect(): Promise<string> {
    const socket = new Socket(`${(await app.getUrl()).replace('http', 'ws')}/graphql`);
    const token = await demo.tokenFor(called('rut'));
    const { type } = await socket.open({ authorization: `Bearer ${token}` }).finally(() => socket.close());
    return type;
  }

  it.each([
    ['sv', 'Tertial håller på att starta. Försök igen om en stund.'],
    ['en', 'Tertial is starting. Try again in a moment.'],
  ])('says so in %s, and that it can be asked again soon', async (language, message) => {
    const answer = await ask(language);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.json()).toEqual({ errors: [{ message, extensions: { code: 'STARTING', details: {} } }] });
  });

  it('answers neither by GET nor over a WebSocket', async () => {
    const { statusCode } = await app.inject({ method: 'GET', url: '/graphql?query={__typename}' });
    expect(statusCode).toBe(503);
    await expect(connect()).rejects.toThrow('The WebSocket was refused.');
  });

  it('closes the connection that was to be a WebSocket, which would hold up its stop', async () => {
    const { hostname, port } = new URL(await app.getUrl());
    const socket = createConnection({ host: hostname, port: Number(port), allowHalfOpen: true });
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
    socket.write(['GET /graphql HTTP/1.1', `Host: ${hostname}`, ...upgrade, key, '', ''].join('\r\n'));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 503 .*STARTING/s);
    socket.destroy();
  });

  it('tells operators that it lives and is starting', async () => {
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    const ready = await app.inject('/health/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({ status: 'starting' });
  });

  it('answers with all that is in the log when they have', async () => {
    letCatchUp();
    await app.get(Leader).caughtUp();
    expect((await ask('sv')).statusCode).toBe(200);
    const api = new Api(app, async (who) => ({ authorization: `Bearer ${await demo.tokenFor(called(who))}` }));
    expect(await api.see('rut', 'plan', { id: plan })).toMatchObject({ id: plan });
    expect(await connect()).toBe('connection_ack');
  });
});
