import type { Kysely } from 'kysely';
import { base64url, SignJWT } from 'jose';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { VIEWS_DB } from '../../src/platform/database/state-tables.view.js';
import { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider-under-test.js';
import { Socket } from '../support/socket-under-test.js';
import { until } from '../support/until.js';

// Tokens of a real provider, of which the service knows no more than its address. Who somebody is must be known before
// anything is read: while these ask, nobody can read from the database, which has one connection.

describe('the sign-in by an OpenID Connect provider', () => {
  let provider: IdentityProvider;
  let api: Api;
  /** A token that is soon over, given at the beginning: the other tests pass the time. */
  let expiring: string;

  beforeAll(async () => {
    provider = await startIdentityProvider();
    api = await serviceOf(provider);
    expiring = await provider.tokenFor('hanna', 'urn:tertial:short');
  });
  afterAll(async () => {
    await api.app.close();
    provider.stop();
  });

  async function serviceOf({ issuer }: IdentityProvider): Promise<Api> {
    const { tokens } = readConfig({ TOKENS_ISSUER: issuer });
    if (tokens === null) throw new Error('The provider is enough to sign in by.');
    const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
    const options = { isSimulated: true, demo: null, followsLog: true, logger: ['fatal' as const] };
    const app = await createApplication({ places: inMemory, tokens, clock, ...options });
    return new Api(app, (token) => Promise.resolve({ authorization: `Bearer ${token}` }));
  }

  /** The code with which somebody is kept out before anything is read, or `reads` when they are let in. */
  async function met(token: string, service = api): Promise<string> {
    const db = service.app.get<Kysely<object>>(VIEWS_DB);
    let asked: Promise<string> = Promise.resolve('');
    const early = await db.connection().execute(async () => {
      asked = service
        .ask(token, 'plans', { boardId: 'exempel.ks' })
        .then(({ errors }) => errors[0]?.extensions.code ?? 'reads');
      return Promise.race([asked, sleep(250, 'waits')]);
    });
    const late = await asked;
    if (early === 'waits') return late;
    expect(late).not.toBe('reads');
    return late;
  }

  it('rule 44: answers who has a token, for as long as it holds', async () => {
    expect(await met(expiring)).toBe('reads');
  });

  it('answers who has a token for the service, in their role', async () => {
    expect(await met(await provider.tokenFor('hanna'))).toBe('reads');
    const { errors } = await api.ask(await provider.tokenFor('hanna'), 'deadLetters', {});
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await api.ask(await provider.tokenFor('rut'), 'deadLetters', {})).errors).toEqual([]);
  });

  it('rule 44: refuses a token for another service', async () => {
    expect(await met(await provider.tokenFor('hanna', 'urn:other'))).toBe('UNAUTHENTICATED');
  });

  it('rule 44: refuses a token that was changed, signed by nobody, or with the published key as a secret', async () => {
    const token = await provider.tokenFor('hanna');
    const [header = '', content = '', signature = ''] = token.split('.');
    const claims: Record<string, unknown> = JSON.parse(Buffer.from(content, 'base64url').toString());
    const other = base64url.encode(JSON.stringify({ ...claims, sub: 'rut' }));
    const none = base64url.encode(JSON.stringify({ alg: 'none', typ: 'at+jwt' }));
    const jwks = await (await fetch(`${provider.issuer}/jwks`)).text();
    const hmac = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'key-1' })
      .sign(new TextEncoder().encode(jwks));
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const forged of [
      `${header}.${other}.${signature}`,
      `${header}.${content}.${flipped}`,
      `${none}.${content}.`,
      hmac,
    ]) {
      expect(await met(forged)).toBe('UNAUTHENTICATED');
    }
    expect(await met(token)).toBe('reads');
  });

  it('rule 44: refuses the token of another provider', async () => {
    const another = await startIdentityProvider();
    try {
      expect(await met(await another.tokenFor('hanna'))).toBe('UNAUTHENTICATED');
    } finally {
      another.stop();
    }
  });

  it('rule 44: refuses a token that has expired', async () => {
    await until(async () => (await met(expiring)) === 'UNAUTHENTICATED');
  });

  it('takes the keys that the provider has changed to, and those before no longer', async () => {
    const before = await provider.tokenFor('hanna');
    expect(await met(before)).toBe('reads');
    await provider.rotate();
    await until(async () => (await met(await provider.tokenFor('hanna'))) === 'reads');
    expect(await met(before)).toBe('UNAUTHENTICATED');
  });

  it('says so when the provider is not there, and goes on by itself when it is', async () => {
    const token = await provider.tokenFor('hanna');
    const service = await serviceOf(provider);
    try {
      await provider.down();
      expect(await met(token, service)).toBe('SIGN_IN_UNAVAILABLE');
      // To whom this is said, the sign-in is not at fault, and so they come again.
      await service.app.listen(0, '127.0.0.1');
      const socket = new Socket((await service.app.getUrl()).replace('http', 'ws') + '/graphql');
      expect(await socket.open({ authorization: `Bearer ${token}` })).toEqual({ type: 'closed' });
      expect({ code: socket.code, reason: socket.reason }).toEqual({ code: 1013, reason: 'SIGN_IN_UNAVAILABLE' });
      const { data, errors } = await service.ask(token, 'plans', { boardId: 'exempel.ks' });
      expect({ data, message: errors[0]?.message }).toEqual({
        data: null,
        message: 'Inloggningstjänsten svarar inte just nu. Ingenting är sparat. Försök igen om en stund.',
      });
      // An issuer whose keys are known is not asked.
      expect(await met(token)).toBe('reads');
      await provider.up();
      await until(async () => (await met(token, service)) === 'reads');
    } finally {
      await service.app.close();
    }
  });
});
