import { getIntrospectionQuery } from 'graphql';
import { decodeJwt } from 'jose';
import { request } from 'node:http';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { demoPeople } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { LogTail } from '../../src/platform/projections/log-tail.service.js';
import { TertialViews } from '../../src/plans/tertial-view/tertial-views.view.js';
import { Plans } from '../../src/plans/plans.view.js';
import { Api } from '../support/api-under-test.js';
import { newIssuer } from '../support/issuer-under-test.js';
import { activity, adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import { Socket } from '../support/socket-under-test.js';
import { until } from '../support/until.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

const { jest } = import.meta;

const INVALID = { errors: [{ extensions: { code: 'INVALID_QUERY' } }] };

/** An object whose method fails once as things do inside, with words that are nobody else's business. */
function failOnce(service: object, method: string): void {
  Reflect.set(service, method, () => {
    Reflect.deleteProperty(service, method);
    return Promise.reject(new Error('connection to 10.0.0.7 refused for user tertial with password hunter2'));
  });
}

describe('the API’s protocol, in the demo', () => {
  let municipality: Awaited<ReturnType<typeof startMunicipality>>;
  let api: Api;
  let url: string;

  beforeAll(async () => {
    municipality = await startMunicipality();
    ({ api } = municipality);
    await adoptSmallPlan(api, 3);
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
    await api.app.listen(0, '127.0.0.1');
    url = await api.app.getUrl();
  });
  afterAll(() => municipality.close());

  describe('a document', () => {
    it.each([
      ['{ plann(id: "x") { id } }', 'Cannot query field "plann" on type "Query".'],
      ['{ plan(idd: "x") { id } }', 'Unknown argument "idd" on field "Query.plan".'],
      ['{ tertialView(planId: "x", tertial: T11) { year } }', 'Value "T11" does not exist in "Tertial" enum.'],
      ['query ($t: Tertiall!) { tertialView(planId: "x", tertial: $t) { year } }', 'Unknown type "Tertiall".'],
      ['{ plan(id: "x") { ...planns } } fragment plans on Plan { id }', 'Unknown fragment "planns".'],
    ])('with a slip is told what is wrong, not what there is: %s', async (query, message) => {
      const { data, errors } = await api.send('rut', query);
      expect(data).toBeNull();
      expect(errors.map((error) => error.message)).toContain(message);
      expect(JSON.stringify(errors)).not.toContain('Did you mean');
    });

    it('with a bad variable is told which, each time', async () => {
      const query = 'query ($tertial: Tertial!) { tertialView(planId: "exempel.ks.2026", tertial: $tertial) { year } }';
      for (let time = 1; time <= 4; time += 1) {
        const { data, errors } = await api.send('rut', query, { tertial: 'T11' });
        expect(data).toBeNull();
        expect(errors).toMatchObject([{ extensions: { code: 'INVALID_QUERY' } }]);
        expect(errors[0]?.message).toContain('$tertial');
        expect(errors[0]?.message).not.toContain('Did you mean');
      }
    });

    it.each([
      ['query ($value: Tertial!) { tertialView(planId: "exempel.ks.2026", tertial: $value) { year } }', 'T11'],
      ['mutation ($value: ProposeRemovalInput!) { proposeRemoval(input: $value) { id } }', {}],
    ])('with a bad variable is the client’s fault, each time: %s', async (query, value) => {
      for (let time = 1; time <= 4; time += 1) {
        expect((await api.send('rut', query, { value })).status).toBe(200);
        const headers = { accept: 'application/graphql-response+json' };
        expect((await api.send('rut', query, { value }, headers)).status).toBe(400);
      }
    });

    it('that leaves out what has a default gets it, each time', async () => {
      const query =
        'query ($board: ID!, $first: Int = 20) { plans(boardId: $board, first: $first) { edges { node { id } } } }';
      for (let time = 1; time <= 4; time += 1) {
        const answer = await api.send('rut', query, { board: 'exempel.ks' });
        expect(answer).toMatchObject({ data: { plans: { edges: [{ node: { id: plan } }] } }, errors: [] });
      }
    });

    it('may be explored with the tools there are for that', async () => {
      const { data, errors } = await api.send('', getIntrospectionQuery());
      expect(errors).toEqual([]);
      expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
    });
  });

  describe('a request', () => {
    const plans = '{ plans(boardId: "exempel.ks") { edges { node { id } } } }';

    it.each(['extensions', 'variables', 'operationName'])('may say that %s is null', async (key) => {
      const response = await api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: await municipality.signIn('rut'),
        payload: { query: plans, [key]: null },
      });
      expect(response.json()).toEqual({ data: { plans: { edges: [{ node: { id: plan } }] } } });
    });

    it('is the client’s fault when it is malformed', async () => {
      const wrong = await wrongRowsInTurn(
        [
          ['that is no JSON', '{"query":'],
          ['without a query', '{}'],
          ['that is a list', '[]'],
          ['whose query is no text', '{"query":{"a":1}}'],
          ['whose variables are no object', '{"query":"{ __typename }","variables":"x"}'],
          ['whose query is no GraphQL', '{"query":"plan("}'],
          ['that names no operation of the document', '{"query":"query A { __typename }","operationName":"B"}'],
        ],
        async ([, payload]) => {
          const headers = { ...(await municipality.signIn('rut')), 'content-type': 'application/json' };
          const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload });
          expect(response.json()).toMatchObject(INVALID);
          expect(response.body).not.toMatch(/node_modules|\.js\b|stack/);
        },
      );
      expect(wrong).toEqual([]);
    });

    it.each([
      ['names no operation of the document', 'query=query A { __typename }&operationName=B'],
      ['names none of several', 'query=query A { __typename } query B { __typename }'],
      ['has a document without operations', 'query=fragment a on Query { __typename }'],
      ['has no document', 'query=query A {'],
    ])('that %s is the client’s fault by GET, too', async (_, asked) => {
      const headers = await municipality.signIn('rut');
      const response = await api.app.inject({ method: 'GET', url: `/graphql?${asked}`, headers });
      expect(response.json()).toMatchObject(INVALID);
    });

    it('may name one of several operations by GET', async () => {
      const query = 'query=query A { __typename } query B { b: __typename }&operationName=B';
      const response = await api.app.inject({ method: 'GET', url: `/graphql?${query}` });
      expect(response.json()).toEqual({ data: { b: 'Query' } });
    });

    it('is answered in the operation that is named, whichever was asked for before', async () => {
      const query = 'query A { a: __typename } query B { b: __typename }';
      for (const [operationName, answer] of [
        ...Array.from({ length: 4 }, () => ['A', { a: 'Query' }] as const),
        ...Array.from({ length: 4 }, () => ['B', { b: 'Query' }] as const),
      ]) {
        const payload = { query, operationName };
        expect((await api.app.inject({ method: 'POST', url: '/graphql', payload })).json()).toEqual({ data: answer });
      }
    });

    it('changes nothing by GET', async () => {
      const before = await api.head();
      const input = '{boardId: "exempel.ks", dnr: "KS 2026/1", title: "Ärende"}';
      const query = encodeURIComponent(`mutation { openMatter(input: ${input}) { id } }`);
      const headers = await municipality.signIn('hanna');
      const response = await api.app.inject({ method: 'GET', url: `/graphql?query=${query}`, headers });
      expect(response.statusCode).toBe(405);
      expect(response.json()).toMatchObject(INVALID);
      expect(await api.head()).toBe(before);
    });

    it('is told no more of a failure inside than that there was one', async () => {
      failOnce(api.app.get(Plans), 'one');
      const { data, errors } = await api.send('rut', `{ plan(id: "${plan}") { id } }`);
      expect(data).toEqual({ plan: null });
      expect(errors).toEqual([
        {
          message: expect.stringMatching(
            /^Något gick fel hos oss\. Försök igen, och uppge [0-9a-f-]{36} om du hör av dig\.$/,
          ),
          locations: [{ line: 1, column: 3 }],
          path: ['plan'],
          extensions: { code: 'INTERNAL', incident: expect.any(String) },
        },
      ]);
    });

    it('is answered with the headers that keep browsers from harm', async () => {
      const { headers } = await api.send('rut', plans).then(() => api.app.inject({ method: 'GET', url: '/graphiql' }));
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
    });
  });

  describe('the demo', () => {
    it('serves a page to explore with', async () => {
      const page = await api.app.inject({ method: 'GET', url: '/graphiql' });
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-type']).toContain('text/html');
    });

    it('has a sign-in page that leads to GraphiQL as each of its people', async () => {
      const page = await api.app.inject({ method: 'GET', url: '/logga-in', headers: { 'accept-language': 'en' } });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('<html lang="en"');
      const links = [...page.body.matchAll(/href="(\/graphiql[^"]+)"/g)].map(([, link]) => link ?? '');
      expect(links).toHaveLength(demoPeople.length);
      const opened = await Promise.all(links.map((url) => api.app.inject({ method: 'GET', url })));
      const tokens = opened.map(({ body }) => /Bearer ([\w.-]+)/.exec(body)?.[1] ?? '');
      expect(tokens.map((token) => decodeJwt(token).sub)).toEqual(demoPeople.map(({ id }) => id));
    });

    it('speaks Swedish to whoever does not ask for English', async () => {
      const page = await api.app.inject({ method: 'GET', url: '/logga-in' });
      expect(page.body).toContain('<html lang="sv"');
      expect(page.body).toMatch(/I demonstrationen är det <time datetime="[\d-]+">\d+ \p{Ll}+ \d{4}<\/time>/u);
    });

    it('signs anybody in as somebody who does not exist', async () => {
      const response = await api.app.inject({ method: 'POST', url: '/demo/sign-in/hanna' });
      const { token }: { token: string } = response.json();
      const answer = await api.send(
        '',
        '{ waitingForMe { followUps { kind } } }',
        {},
        { authorization: `Bearer ${token}` },
      );
      expect(answer.errors).toEqual([]);
      const nobody = await api.app.inject({ method: 'POST', url: '/demo/sign-in/nobody' });
      expect(nobody.statusCode).toBe(404);
      const faraway = { method: 'POST', url: '/demo/sign-in/hanna', remoteAddress: '192.0.2.1' } as const;
      expect((await api.app.inject(faraway)).statusCode).toBe(404);
    });
  });

  describe('a subscription', () => {
    const document =
      'subscription ($planId: ID!) { tertialViewChanged(planId: $planId, tertial: T1) { notReported planActivities } }';
    const report = { tertial: 'T1', status: 'ON_HOLD', activityId: activity(1) };
    let socket: Socket;

    beforeEach(() => {
      socket = new Socket(`${url.replace('http', 'ws')}/graphql`);
    });
    afterEach(() => socket.close());

    async function openAs(who: string, more: object = {}): Promise<void> {
      expect(await socket.open({ ...(await municipality.signIn(who)), ...more })).toEqual({ type: 'connection_ack' });
    }

    function viewWith(notReported: number) {
      return { id: '1', type: 'next', payload: { data: { tertialViewChanged: { notReported, planActivities: 4 } } } };
    }

    it('gives the view as it is, and again when it has changed', async () => {
      await openAs('lars');
      socket.subscribe('1', document, { planId: plan });
      expect(await socket.next()).toEqual(viewWith(4));
      const report = { tertial: 'T1', status: 'ON_HOLD', comment: 'Vilar.' };
      await api.give('hanna', 'reportStatus', { ...report, activityId: activity(1) });
      expect(await socket.next()).toEqual(viewWith(3));
      // An event that changes nothing of the plan is not told.
      await api.give('hanna', 'openMatter', { boardId: 'exempel.ks', dnr: 'KS 2026/77', title: 'Ärende' });
      await api.give('hanna', 'reportStatus', { ...report, activityId: activity(2) });
      expect(await socket.next()).toEqual(viewWith(2));
      socket.send({ id: '1', type: 'complete' });
      expect(await socket.next()).toMatchObject({ id: '1', type: 'complete' });
      await api.give('hanna', 'reportStatus', { ...report, activityId: activity(3) });
      await expect(socket.next(300)).rejects.toThrow('No message came.');
    });

    it('gives each of its readers the view under their own id, in the words of their protocol', async () => {
      const older = new Socket(`${url.replace('http', 'ws')}/graphql`, 'graphql-ws');
      await openAs('lars');
      expect(await older.open(await municipality.signIn('rut'))).toEqual({ type: 'connection_ack' });
      socket.subscribe('1', document, { planId: plan });
      older.send({ id: 'other', type: 'start', payload: { query: document, variables: { planId: plan } } });
      for (const comment of ['Vilar ett tag.', 'Vilar längre.']) {
        const { payload } = await socket.next();
        expect(payload).toMatchObject({ data: { tertialViewChanged: { planActivities: 4 } } });
        expect(await older.next()).toEqual({ id: 'other', type: 'data', payload });
        await api.give('hanna', 'reportStatus', { ...report, comment });
      }
      older.close();
    });

    it('begins with what the log held then, also when its events come late', async () => {
      await openAs('lars');
      const tail = api.app.get(LogTail);
      const { promise: isTold, resolve: tell } = Promise.withResolvers<undefined>();
      const upToDate = jest.spyOn(tail, 'upToDate').mockReturnValueOnce(isTold);
      const comments = 'goals { activities { status { comment } } }';
      socket.subscribe('1', document.replace('notReported', comments), { planId: plan });
      await until(() => upToDate.mock.calls.length > 0);
      upToDate.mockRestore();
      await api.give('hanna', 'reportStatus', { ...report, comment: 'Vilar till i höst.' });
      tell(undefined);
      expect(JSON.stringify(await socket.next())).toContain('Vilar till i höst.');
    });

    it('is not opened without credentials, or with bad ones', async () => {
      for (const payload of [{}, { authorization: 'Bearer x.y.z' }]) {
        const refused = new Socket(`${url.replace('http', 'ws')}/graphql`);
        expect(await refused.open(payload)).toEqual({ type: 'closed' });
        expect(refused.code).toBe(4403);
      }
    });

    it.each([
      ['another board’s plan', 'hanna', 'exempel.bun.2026', 'NOT_FOUND', 'exempel.bun.2026 finns inte.'],
      ['a plan that there is none of', 'hanna', 'exempel.ks.2031', 'NOT_FOUND', 'exempel.ks.2031 finns inte.'],
      ['what the role does not read', 'adam', plan, 'FORBIDDEN', 'Endast '],
    ])('of %s is refused, with the code and the sentence', async (_, who, planId, code, message) => {
      await openAs(who);
      socket.subscribe('1', document, { planId });
      const answer = await socket.next();
      expect(answer).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
      expect(JSON.stringify(answer)).toContain(message);
    });

    it('is refused in the language that the connection asks for', async () => {
      await openAs('hanna', { language: 'en' });
      socket.subscribe('1', document, { planId: 'exempel.ks.2031' });
      expect(await socket.next()).toMatchObject({
        payload: [{ message: 'exempel.ks.2031 does not exist. Check the id.' }],
      });
    });

    it('is told no more of a failure inside than that there was one', async () => {
      await openAs('hanna');
      failOnce(api.app.get(TertialViews), 'one');
      socket.subscribe('1', document, { planId: plan });
      const answer = await socket.next();
      expect(answer).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'INTERNAL' } }] });
      expect(JSON.stringify(answer)).not.toMatch(/hunter2|10\.0\.0\.7/);
    });

    it.each([
      ['with a field that there is none of', 'subscription { tertialViewChanged(planId: "x", tertial: T1) { yeaar } }'],
      [
        'whose fragments go in a circle',
        `subscription { tertialViewChanged(planId: "${plan}", tertial: T1) { ...a } }
        fragment a on TertialView { year ...b } fragment b on TertialView { ...a }`,
      ],
      ['without its arguments', 'subscription { tertialViewChanged { year } }'],
      ['that is a query', '{ deadLetters { attempts } }'],
      ['that is no GraphQL', 'subscription {'],
    ])('%s is refused, and the connection lives on', async (_, query) => {
      await openAs('hanna');
      socket.subscribe('1', query);
      const answer = await socket.next();
      expect(answer).toMatchObject({ id: '1', type: 'error' });
      expect(JSON.stringify(answer)).not.toContain('Did you mean');
      socket.subscribe('2', document, { planId: plan });
      expect(await socket.next()).toMatchObject({ id: '2', type: 'next' });
    });

    /** The status with which the service answers a browser's wish for a WebSocket from a page of this origin. */
    function upgradeFrom(origin: string): Promise<number | undefined> {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.alloc(16).toString('base64'),
        'sec-websocket-protocol': 'graphql-transport-ws',
        origin,
      };
      return new Promise((resolve, reject) => {
        const asked = request(`${url}/graphql`, { headers });
        asked.on('upgrade', (response, connection) => {
          connection.destroy();
          resolve(response.statusCode);
        });
        asked.on('response', (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        asked.on('error', reject);
        asked.end();
      });
    }

    it('is not opened from another site’s page', async () => {
      expect(await upgradeFrom(url)).toBe(101);
      expect(await upgradeFrom('https://evil.example')).toBe(403);
      expect(await upgradeFrom('null')).toBe(403);
    });
  });
});

describe('the API’s protocol, outside of the demo', () => {
  let api: Api;

  beforeAll(async () => {
    const issuer = await newIssuer();
    const app = await createApplication({
      places: { folder: 'memory', eventsUrl: null, viewsUrl: null },
      tokens: issuer.tokens,
      clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
      isSimulated: true,
      demo: null,
      followsLog: true,
      logger: ['fatal'],
    });
    const auditor = { person: 'rut', municipality: 'exempel', boards: { 'exempel.ks': ['AUDITOR'] } };
    api = new Api(app, async () => ({ authorization: `Bearer ${await issuer.sign(auditor)}` }));
  });
  afterAll(() => api.app.close());

  it.each([
    ['whole', getIntrospectionQuery()],
    ['a type at a time', '{ __type(name: "Plan") { name } }'],
    ['a little', '{ __schema { queryType { name } } }'],
  ])('the schema is not read, %s', async (_, query) => {
    const { data, errors } = await api.send('rut', query);
    expect(data).toBeNull();
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['INVALID_QUERY']));
    expect(errors[0]?.message).toMatch(/introspection|depth/);
  });

  it('a name of a type is no secret', async () => {
    expect(await api.send('rut', '{ __typename }')).toMatchObject({ data: { __typename: 'Query' }, errors: [] });
  });

  it.each([
    ['GET', '/'],
    ['GET', '/graphiql'],
    ['POST', '/demo/sign-in/hanna'],
  ] as const)('there is no %s %s', async (method, path) => {
    expect((await api.app.inject({ method, url: path })).statusCode).toBe(404);
  });
});
