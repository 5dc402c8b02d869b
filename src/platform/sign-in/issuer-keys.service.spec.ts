import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import { isSafe, keysFrom, keysOf } from './issuer-keys.service.js';
import { Tokens } from './tokens.service.js';
import { until } from '../../../test/support/until.js';

const keys = await generateKeyPair('ES256', { extractable: true });
const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }] };

/** The text that the server answers at each path. It answers with status 500 when a path has no text. */
let answers: Record<string, string> = {};
let server: Server;
let issuer: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 500 : 200).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
});

beforeEach(() => {
  answers = { '/.well-known/openid-configuration': said({}), '/keys': JSON.stringify(jwks) };
});

afterAll(() => {
  server.close();
});

function said(instead: object): string {
  return JSON.stringify({ issuer, jwks_uri: `${issuer}/keys`, ...instead });
}

const hasty = { pauseInMilliseconds: 0, cooldownInMilliseconds: 0 };

function tokens(patience = hasty): Tokens {
  return new Tokens(keysOf(issuer, patience), { issuer, audience: 'tertial' });
}

async function bearer(kid = 'one', typ = 'at+jwt', key = keys.privateKey): Promise<string> {
  const token = new SignJWT({ municipality: 'exempel', boards: {} }).setProtectedHeader({ alg: 'ES256', kid, typ });
  return `Bearer ${await token.setSubject('hanna').setIssuer(issuer).setAudience('tertial').setExpirationTime('1h').sign(key)}`;
}

describe('the keys of an issuer', () => {
  it('are where the issuer says', async () => {
    expect(await tokens().personOf(await bearer())).toMatchObject({ personId: 'hanna' });
    expect(
      await new Tokens(keysFrom(`${issuer}/keys`), { issuer, audience: 'tertial' }).personOf(await bearer()),
    ).toMatchObject({
      personId: 'hanna',
    });
  });

  it('rule 44: know no key that is not among them', async () => {
    expect(await tokens().personOf(await bearer('another'))).toBeNull();
  });

  it.each([
    ['says nothing that can be read', { '/.well-known/openid-configuration': 'hello' }],
    ['does not say where its keys are', { '/.well-known/openid-configuration': '{"issuer":"x"}' }],
    ['says it is nothing', { '/.well-known/openid-configuration': 'null' }],
    ['has keys that are none', { '/keys': '{}' }],
  ])('cannot be had of one that %s; then they are looked for again', async (_, instead) => {
    const asked = tokens();
    const sound = answers;
    answers = { ...answers, ...instead };
    await expect(asked.personOf(await bearer())).rejects.toMatchObject({ code: 'SIGN_IN_UNAVAILABLE' });
    answers = sound;
    const again = await bearer();
    await until(() =>
      asked.personOf(again).then(
        (person) => person?.personId === 'hanna',
        () => false,
      ),
    );
  });

  it('are not taken from who says to be somebody else, nor from where anybody could answer', async () => {
    for (const instead of [{ issuer: 'https://id.exempel.se' }, { jwks_uri: 'http://id.exempel.se/keys' }]) {
      answers = { ...answers, '/.well-known/openid-configuration': said(instead) };
      await expect(tokens().personOf(await bearer())).rejects.toMatchObject({ code: 'SIGN_IN_UNAVAILABLE' });
    }
  });

  it('are not asked for at each request while the issuer does not answer', async () => {
    const asked = tokens({ ...hasty, pauseInMilliseconds: 60_000 });
    answers = {};
    await expect(asked.personOf(await bearer())).rejects.toMatchObject({ code: 'SIGN_IN_UNAVAILABLE' });
    answers = { '/.well-known/openid-configuration': said({}), '/keys': JSON.stringify(jwks) };
    await expect(asked.personOf(await bearer())).rejects.toMatchObject({ code: 'SIGN_IN_UNAVAILABLE' });
  });

  it('may be replaced under their names, and those before are known no longer', async () => {
    const asked = tokens();
    const before = await bearer();
    expect(await asked.personOf(before)).toMatchObject({ personId: 'hanna' });
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const after = await bearer('one', 'at+jwt', privateKey);
    expect(await asked.signInBy(after)).toEqual({ person: null, fault: 'bad signature' });
    answers = { ...answers, '/keys': JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one' }] }) };
    expect(await asked.personOf(after)).toMatchObject({ personId: 'hanna' });
    expect(await asked.personOf(before)).toBeNull();
  });

  it('are not fetched at each bad signature', async () => {
    const asked = tokens({ ...hasty, cooldownInMilliseconds: 60_000 });
    expect(await asked.personOf(await bearer())).toMatchObject({ personId: 'hanna' });
    const { privateKey } = await generateKeyPair('ES256');
    answers = { ...answers, '/keys': JSON.stringify({ keys: [] }) };
    expect(await asked.personOf(await bearer('one', 'at+jwt', privateKey))).toBeNull();
    expect(await asked.personOf(await bearer())).toMatchObject({ personId: 'hanna' });
  });

  it.each(['at+jwt', 'application/at+jwt', 'JWT'])('sign tokens for getting in: %s', async (typ) => {
    expect(await tokens().personOf(await bearer('one', typ))).toMatchObject({ personId: 'hanna' });
  });

  it.each(['logout+jwt', 'dpop+jwt', 'at+jwt2'])(
    'rule 44: sign other tokens too, which let nobody in: %s',
    async (typ) => {
      expect(await tokens().personOf(await bearer('one', typ))).toBeNull();
    },
  );
});

describe('an address', () => {
  it('is safe over https, and on this machine', () => {
    expect(['https://id.se', 'http://localhost:1', 'http://127.0.0.1', 'http://[::1]:2'].every(isSafe)).toBe(true);
    expect(['http://id.se', 'http://localhost.se', 'file:///keys', 'id.se'].some(isSafe)).toBe(false);
  });
});
