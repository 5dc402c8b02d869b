import type { LightMyRequestResponse } from 'fastify';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';
import { Socket } from '../support/socket-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

type Headers = Readonly<Record<string, string>>;

const PROXY = '10.0.0.5';
const NO_PROXY = '10.0.0.6';
const json = { 'content-type': 'application/json' };

async function ask(
  { app }: DoorUnderTest,
  headers: Headers,
  { payload = '{"query":"{ __typename }"}', url = '/graphql', remoteAddress = '192.0.2.1' } = {},
): Promise<LightMyRequestResponse> {
  return app.inject({ method: 'POST', url, headers: { ...json, ...headers }, payload, remoteAddress });
}

describe('a browser’s page', () => {
  let door: DoorUnderTest;
  let credentials: Headers;
  const host = 'tertial.example.se';

  beforeAll(async () => {
    door = await openDoor({ trustedProxies: [PROXY] });
    credentials = { ...(await door.signIn('auditor')), host };
  });
  afterAll(() => door.app.close());

  it.each([
    ['a program, which has no page', {}],
    ['a page of ours', { origin: `https://${host}` }],
    ['a page of ours, that says so', { origin: `https://${host}`, 'sec-fetch-site': 'same-origin' }],
    ['somebody who writes the address', { 'sec-fetch-site': 'none' }],
  ])('is no matter to %s', async (_, headers) => {
    const answer = await ask(door, { ...credentials, ...headers });
    expect({ status: answer.statusCode, answer: answer.json() }).toEqual({
      status: 200,
      answer: { data: { __typename: 'Query' } },
    });
  });

  it('is refused from any other site, in both languages', async () => {
    const wrong = await wrongRowsInTurn(
      [
        ['another site', { origin: 'https://evil.example' }],
        ['a site whose name begins as ours does', { origin: `https://${host}.evil.example` }],
        ['another port', { origin: `https://${host}:8443` }],
        ['a page without an origin', { origin: 'null' }],
        ['what is no origin', { origin: 'tertial' }],
        ['another site that a link leads from', { 'sec-fetch-site': 'cross-site' }],
        ['a neighbour of ours', { 'sec-fetch-site': 'same-site' }],
      ],
      async ([, headers]) => {
        for (const [language, message] of [
          ['sv', 'Frågan kommer från en annan webbplats. Ställ den från den här, eller från ett program.'],
          ['en', 'The request comes from another site. Send it from this one, or from a program.'],
        ] as const) {
          const answer = await ask(door, { ...credentials, ...headers, 'accept-language': language });
          expect(answer.statusCode).toBe(403);
          expect(answer.json()).toEqual({ errors: [{ message, extensions: { code: 'CROSS_ORIGIN', details: {} } }] });
        }
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is refused however the address is written', async () => {
    for (const url of ['/graphql?', '/graphq%6c', '/%67raphql?a=b']) {
      expect((await ask(door, { ...credentials, origin: 'https://evil.example' }, { url })).statusCode).toBe(403);
    }
  });

  it('is of the site that the proxy says it has, when the proxy is to be believed', async () => {
    const headers = { ...credentials, host: 'internal:3000', 'x-forwarded-host': host, origin: `https://${host}` };
    expect((await ask(door, headers, { remoteAddress: PROXY })).statusCode).toBe(200);
    expect((await ask(door, headers, { remoteAddress: NO_PROXY })).statusCode).toBe(403);
  });

  it.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    '',
  ])('sends nothing as a form does: %s', async (type) => {
    const answer = await ask(door, { ...credentials, 'content-type': type });
    expect(answer.statusCode).toBe(415);
    const details = { allowed: ['application/json', 'application/graphql'] };
    expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', details } }] });
  });

  it('may send GraphQL itself', async () => {
    const headers = { ...credentials, 'content-type': 'application/graphql; charset=utf-8' };
    expect((await ask(door, headers, { payload: '{ __typename }' })).json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('holds no WebSocket without showing credentials', async () => {
    const [silent, known] = [new Socket(door.socketUrl), new Socket(door.socketUrl)];
    await known.open(await door.signIn('auditor'));
    expect(await silent.next(12_000)).toEqual({ type: 'closed' });
    expect(silent.code).toBe(4408);
    await expect(known.next(1_000)).rejects.toThrow('No message came.');
    known.close();
  });

  it('and anybody may ask as often as they like, where no limits are given', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(door, {})));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  });
});

describe('where two requests, two WebSockets and three messages are enough for a minute', () => {
  let door: DoorUnderTest;
  beforeAll(async () => {
    door = await openDoor({
      trustedProxies: [PROXY],
      rateLimits: { requests: 2, sockets: 2, messages: 3, operations: 100, tlog: 3 },
    });
  });
  afterAll(() => door.app.close());

  describe('every answer', () => {
    const strict = {
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=(), '),
      'cache-control': 'no-store',
    };

    it.each([
      ['to a query', 200, '/graphql', {}],
      ['to another', 200, '/graphql', {}],
      ['to a query too many', 429, '/graphql', {}],
      ['to another site', 403, '/graphql', { origin: 'https://evil.example' }],
      ['to a form', 415, '/graphql', { 'content-type': 'text/plain' }],
      ['where there is nothing', 404, '/nothing', {}],
    ])('%s tells browsers to run, keep and trust nothing', async (_, status, url, headers) => {
      const answer = await ask(door, headers, { url, remoteAddress: '198.51.100.1' });
      expect({ status: answer.statusCode, headers: answer.headers }).toMatchObject({ status, headers: strict });
      for (const name of ['x-powered-by', 'server', 'access-control-allow-origin', 'strict-transport-security']) {
        expect(answer.headers).not.toHaveProperty(name);
      }
    });

    it.each(['/health/live', '/metrics'])('of %s, too', async (url) => {
      expect((await door.app.inject(url)).headers).toMatchObject(strict);
    });

    it('asks for TLS for a year where there is TLS already', async () => {
      const headers = { 'x-forwarded-proto': 'https' };
      const through = async (remoteAddress: string) =>
        (await door.app.inject({ url: '/health/live', headers, remoteAddress })).headers['strict-transport-security'];
      expect(await through(PROXY)).toBe('max-age=31536000; includeSubDomains');
      expect(await through(NO_PROXY)).toBeUndefined();
    });
  });

  describe('more requests', () => {
    const from = async (remoteAddress: string, headers: Headers = {}) =>
      (await ask(door, headers, { remoteAddress })).statusCode;

    it('are refused with when to come back', async () => {
      const address = { remoteAddress: '198.51.100.2' };
      await ask(door, {}, address);
      await ask(door, {}, address);
      for (const [language, message] of [
        ['sv', /^Det kommer för många frågor\. Försök igen om \d+ sekunder\.$/],
        ['en', /^There are too many requests\. Try again in \d+ seconds\.$/],
      ] as const) {
        const headers = { 'accept-language': language, accept: 'application/graphql-response+json' };
        const answer = await ask(door, headers, address);
        expect(answer.statusCode).toBe(429);
        expect(answer.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
        const seconds = Number(answer.headers['retry-after']);
        expect(seconds).toBeGreaterThan(50);
        expect(seconds).toBeLessThanOrEqual(60);
        const extensions = { code: 'TOO_MANY_REQUESTS', details: { seconds } };
        expect(answer.json()).toEqual({ errors: [{ message: expect.stringMatching(message), extensions }] });
      }
      const { body } = await door.app.inject('/metrics');
      expect(body).toMatch(/tertial_refusals_total\{code="TOO_MANY_REQUESTS"\} [23]/);
    });

    it('are counted for each person, from wherever they come', async () => {
      const auditor = await door.signIn('auditor');
      expect(await from('198.51.100.3', auditor)).toBe(200);
      expect(await from('198.51.100.4', auditor)).toBe(200);
      expect(await from('198.51.100.5', auditor)).toBe(429);
      expect(await from('198.51.100.3', await door.signIn('clerk'))).toBe(200);
      expect(await from('198.51.100.3')).toBe(200);
    });

    it('in the name of somebody else are counted for the address', async () => {
      const expires = Math.floor(Date.now() / 1000) - 60;
      expect(await from('198.51.100.6', await door.signIn('secretary', { expires }))).toBe(200);
      expect(await from('198.51.100.6', await door.signIn('secretary', { issuer: 'other' }))).toBe(200);
      expect(await from('198.51.100.6', await door.signIn('controller', { expires }))).toBe(429);
      expect(await from('198.51.100.6', await door.signIn('secretary'))).toBe(200);
    });

    it('are counted for the address that a proxy names, when it is to be believed', async () => {
      const behind = (client: string) => ({ 'x-forwarded-for': client });
      expect(await from(PROXY, behind('198.51.100.7'))).toBe(200);
      expect(await from(PROXY, behind('198.51.100.8'))).toBe(200);
      expect(await from(PROXY, behind('198.51.100.7'))).toBe(200);
      expect(await from(PROXY, behind('198.51.100.9, 198.51.100.7'))).toBe(429);
      expect(await from(NO_PROXY, behind('198.51.100.10'))).toBe(200);
      expect(await from(NO_PROXY, behind('198.51.100.11'))).toBe(200);
      expect(await from(NO_PROXY, behind('198.51.100.12'))).toBe(429);
    });

    it('are counted for a network of the new addresses, which one home has many of', async () => {
      expect(await from('2001:db8:1:2::1')).toBe(200);
      expect(await from('2001:db8:1:2::2')).toBe(200);
      expect(await from('2001:db8:1:2:ffff::3')).toBe(429);
      expect(await from('2001:db8:1:3::1')).toBe(200);
    });

    it('are none of the operators, who ask for health and metrics', async () => {
      for (let time = 1; time <= 5; time += 1) expect((await door.app.inject('/health/live')).statusCode).toBe(200);
    });
  });

  it.each([
    ['/tlog/checkpoint', 3, 404],
    ['/tlog/tile/0/00000', 3, 404],
    ['/health/live', 100, 200],
    ['/metrics', 100, 200],
  ])('more requests for %s are refused, each kind for itself', async (url, most, status) => {
    const remoteAddress = `203.0.113.${url.length}`;
    const statuses: number[] = [];
    for (let time = 0; time <= most; time += 1)
      statuses.push((await door.app.inject({ url, remoteAddress })).statusCode);
    expect(statuses).toEqual([...Array.from({ length: most }, () => status), 429]);
    const answer = await door.app.inject({ url, remoteAddress, headers: { 'accept-language': 'en' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] });
    expect((await ask(door, {}, { remoteAddress })).statusCode).toBe(200);
  });

  it('more messages close a WebSocket, and more WebSockets are not opened', async () => {
    const [socket, other, third] = [1, 2, 3].map(() => new Socket(door.socketUrl));
    const headers = await door.signIn('member');
    expect(await socket?.open(headers)).toEqual({ type: 'connection_ack' });
    expect(await other?.open(headers)).toEqual({ type: 'connection_ack' });
    await expect(third?.open(headers)).rejects.toThrow('The WebSocket was refused.');
    for (let id = 2; id <= 3; id += 1) {
      socket?.subscribe(String(id), 'subscription { tertialViewChanged(planId: "x", tertial: T1) { year } }');
      expect(await socket?.next()).toMatchObject({ payload: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
    socket?.send({ type: 'ping' });
    expect(await socket?.next()).toEqual({ type: 'closed' });
    expect(socket?.code).toBe(4429);
    other?.send({ type: 'ping' });
    expect(await other?.next()).toEqual({ type: 'pong' });
    expect(other?.code).toBeUndefined();
    other?.close();
    // A WebSocket is no request.
    expect((await ask(door, headers)).statusCode).toBe(200);
    expect((await ask(door, headers)).statusCode).toBe(200);
    expect((await ask(door, headers)).statusCode).toBe(429);
  });
});
