import {
  base64url,
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrongRowsInTurn } from '../../../test/support/wrong-rows.js';
import { keysFrom } from './issuer-keys.service.js';
import { Tokens } from './tokens.service.js';

const options = { issuer: 'https://id.exempel.se', audience: 'tertial' };
const boards = { 'exempel.ks': ['CLERK'] };

const [ours, others, ecdsa, untaken] = await Promise.all([
  generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true }),
  generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true }),
  generateKeyPair('ES256', { extractable: true }),
  generateKeyPair('ES512', { extractable: true }),
]);
const published = {
  keys: [
    { ...(await exportJWK(ours.publicKey)), kid: 'ours', alg: 'EdDSA' },
    { ...(await exportJWK(ecdsa.publicKey)), kid: 'ecdsa', alg: 'ES256' },
    { ...(await exportJWK(untaken.publicKey)), kid: 'untaken', alg: 'ES512' },
  ],
};
const tokens = new Tokens(createLocalJWKSet(published), options);

const now = Math.floor(Date.now() / 1000);
const claims = { sub: 'hanna', municipality: 'exempel', boards, iss: options.issuer, aud: 'tertial', exp: now + 600 };

function signed(payload: object, { alg = 'EdDSA', kid = 'ours', key = ours.privateKey } = {}): Promise<string> {
  const kept: JWTPayload = JSON.parse(JSON.stringify(payload));
  return new SignJWT(kept).setProtectedHeader({ alg, kid }).sign(key);
}

async function personWith(changed: object) {
  return tokens.personOf(`Bearer ${await signed({ ...claims, ...changed })}`);
}

describe('a token', () => {
  it('tells who the person is, and what they are for each board', async () => {
    expect(await personWith({ boards: { 'exempel.ks': ['CLERK', 'AUDITOR'], 'exempel.bun': ['SECRETARY'] } })).toEqual({
      kind: 'person',
      personId: 'hanna',
      municipalityId: 'exempel',
      grants: [
        { boardId: 'exempel.ks', role: 'CLERK' },
        { boardId: 'exempel.ks', role: 'AUDITOR' },
        { boardId: 'exempel.bun', role: 'SECRETARY' },
      ],
    });
  });

  it('names the step that a reviewer holds', async () => {
    const person = await personWith({ boards: { 'exempel.ks': ['REVIEWER:UNIT_MANAGER', 'REVIEWER'] } });
    expect(person?.grants).toEqual([
      { boardId: 'exempel.ks', role: 'REVIEWER', step: 'UNIT_MANAGER' },
      { boardId: 'exempel.ks', role: 'REVIEWER' },
    ]);
  });

  it('rule 54: names the person for whom a deputy holds a role, or a step', async () => {
    const held = ['REVIEWER:UNIT_MANAGER for erik', 'SECRETARY for sara', 'SECRETARY for hanna', 'CLERK for system'];
    const person = await personWith({ boards: { 'exempel.ks': held } });
    expect(person?.grants).toEqual([
      { boardId: 'exempel.ks', role: 'REVIEWER', step: 'UNIT_MANAGER', actingFor: 'erik' },
      { boardId: 'exempel.ks', role: 'SECRETARY', actingFor: 'sara' },
    ]);
  });

  it('rule 94: tells what the person is for the whole municipality, by the id of the municipality', async () => {
    const held = { exempel: ['AUDITOR', 'ADMINISTRATOR for adam'], 'exempel.ks': ['CLERK'] };
    expect((await personWith({ boards: held }))?.grants).toEqual([
      { boardId: null, role: 'AUDITOR' },
      { boardId: null, role: 'ADMINISTRATOR', actingFor: 'adam' },
      { boardId: 'exempel.ks', role: 'CLERK' },
    ]);
    const claimed = { ...claims, boards: { exempel: ['SECRETARY', 'CONTROLLER'], grannen: ['AUDITOR'] } };
    const signIn = await tokens.signInBy(`Bearer ${await signed(claimed)}`);
    expect(signIn).toMatchObject({ person: { grants: [{ boardId: null, role: 'CONTROLLER' }] } });
    expect(signIn).toMatchObject({ ignored: [{ board: 'exempel', role: 'SECRETARY' }, { board: 'grannen' }] });
  });

  it.each([
    ['for a board of another municipality', { 'grannen.ks': ['CLERK'], 'exempel2.ks': ['CLERK'] }],
    [
      'that there are none of',
      { 'exempel.ks': ['MAYOR', 'clerk', '', 'toString', ' CLERK', 'CLERK for ', null, 7, {}] },
    ],
    ['of Tertial itself', { 'exempel.ks': ['SYSTEM'] }],
    ['for what is no board', { exempel: ['CLERK'], 'exempel.ks.2026': ['CLERK'], 'Exempel.KS': ['CLERK'] }],
    ['in a list without boards', ['CLERK']],
  ])('with roles %s: they count for nothing', async (_, held) => {
    expect(await personWith({ boards: held })).toMatchObject({ personId: 'hanna', grants: [] });
  });

  it('keeps the roles that stand beside those that count for nothing', async () => {
    const person = await personWith({ boards: { 'grannen.ks': ['AUDITOR'], 'exempel.ks': ['MAYOR', 'CLERK'] } });
    expect(person?.grants).toEqual([{ boardId: 'exempel.ks', role: 'CLERK' }]);
  });

  it('may be signed with any key that is published', async () => {
    const token = await signed(claims, { alg: 'ES256', kid: 'ecdsa', key: ecdsa.privateKey });
    expect(await tokens.personOf(`bearer ${token}`)).toMatchObject({ personId: 'hanna' });
  });

  it.each(['auth0|65f', 'google-oauth2|1037', 'oidc:hanna', '_AAAAAiK+=', 'urn:uuid:1c9-~'])(
    'names a person as providers do: %s',
    async (sub) => {
      expect(await personWith({ sub })).toMatchObject({ personId: sub, grants: [{ role: 'CLERK' }] });
    },
  );

  it('may have one role as a text', async () => {
    const person = await personWith({ boards: { 'exempel.ks': 'CLERK' } });
    expect(person?.grants).toEqual([{ boardId: 'exempel.ks', role: 'CLERK' }]);
  });

  it('tells once which of its roles count for nothing', async () => {
    const held = { 'exempel.ks': ['CLERK', 'MAYOR', 7], 'grannen.ks': ['CLERK'], 'exempel.bun': 'x'.repeat(500) };
    const token = `Bearer ${await signed({ ...claims, boards: held })}`;
    expect(await tokens.signInBy(token)).toMatchObject({
      ignored: [
        { board: 'exempel.ks', role: 'MAYOR' },
        { board: 'exempel.ks', role: '7' },
        { board: 'grannen.ks' },
        { board: 'exempel.bun', role: 'x'.repeat(100) },
      ],
    });
    expect(await tokens.signInBy(token)).not.toHaveProperty('ignored');
  });

  it('tells of ten such roles at most', async () => {
    const roles = Array.from({ length: 500 }, (_, index) => `R${index}`);
    const signIn = await tokens.signInBy(`Bearer ${await signed({ ...claims, boards: { 'exempel.ks': roles } })}`);
    expect(signIn).toHaveProperty('ignored.length', 10);
  });

  it.each([
    ['sub', { sub: 'hanna hansson' }],
    ['municipality', { municipality: 'exempel.ks' }],
    ['boards', { boards: 'exempel.ks' }],
    ['boards', { boards: undefined }],
  ])('is refused with the claim %s that is not understood', async (claim, changed) => {
    const signIn = await tokens.signInBy(`Bearer ${await signed({ ...claims, ...changed })}`);
    expect(signIn).toEqual({ person: null, fault: 'claims not understood', claim });
  });

  it('may hold from a minute ahead, for clocks differ', async () => {
    expect(await personWith({ nbf: now + 30 })).not.toBeNull();
  });

  it.each([
    ['whose provider calls it so', { typ: 'Bearer', nonce: 'n-1' }, 'JWT'],
    ['whose header calls it so', { nonce: 'n-1' }, 'at+jwt'],
  ])('is an access token also with a nonce, %s', async (_, changed, typ) => {
    const token = await new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'ours', typ })
      .sign(ours.privateKey);
    expect(await tokens.personOf(`Bearer ${token}`)).toMatchObject({ personId: 'hanna' });
  });

  it('of more than 16 KiB is refused before it is decoded', async () => {
    const token = await signed({ ...claims, more: 'x'.repeat(16_000) });
    expect(await tokens.signInBy(`Bearer ${token}`)).toEqual({ person: null, fault: 'malformed' });
  });

  it('may be a few seconds past, for clocks differ', async () => {
    expect(await personWith({ exp: now - 2 })).not.toBeNull();
  });
});

describe('rule 44: nobody is known by a token', () => {
  it('that has expired, is for another service or has malformed claims', async () => {
    const wrong = await wrongRowsInTurn(
      [
        ['that has expired', { exp: now - 60 }],
        ['that is not yet valid', { nbf: now + 120 }],
        ['meant for somebody else', { aud: 'another-service' }],
        ['from somebody else', { iss: 'https://id.grannen.se' }],
        ['without an end', { exp: undefined }],
        ['without an audience', { aud: undefined }],
        ['without an issuer', { iss: undefined }],
        ['without a person', { sub: undefined }],
        ['without a municipality', { municipality: undefined }],
        ['without boards', { boards: undefined }],
        ['whose boards are none', { boards: null }],
        ['whose boards are a text', { boards: 'exempel.ks' }],
        ['in the name of Tertial itself', { sub: 'system' }],
        ['whose person is no id', { sub: 'hanna hansson' }],
        ['whose person is empty', { sub: '' }],
        ['whose person is a list', { sub: ['hanna'] }],
        ['whose person is a number', { sub: 7 }],
        ['whose municipality is no id', { municipality: 'exempel.ks' }],
        ['whose municipality is a list', { municipality: ['exempel'] }],
        ['that is an ID token by its nonce', { nonce: 'n-1' }],
        ['that is an ID token by its hash of the access token', { at_hash: 'x' }],
        ['that is an ID token by what the provider calls it', { typ: 'ID' }],
      ],
      async ([, changed]) => {
        expect(await personWith(changed)).toBeNull();
      },
    );
    expect(wrong).toEqual([]);
  });

  it("signed with another key under our key's name", async () => {
    const token = await signed(claims, { key: others.privateKey });
    expect(await tokens.personOf(`Bearer ${token}`)).toBeNull();
  });

  it('signed with a key that is not published', async () => {
    const token = await signed(claims, { kid: 'others', key: others.privateKey });
    expect(await tokens.personOf(`Bearer ${token}`)).toBeNull();
  });

  it('that does not say which of several keys it is signed with; the keys are there', async () => {
    const two = { keys: [ours, others].map(({ publicKey }) => publicKey) };
    const keys = await Promise.all(two.keys.map(async (key) => ({ ...(await exportJWK(key)), alg: 'EdDSA' })));
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(ours.privateKey);
    const signIn = await new Tokens(createLocalJWKSet({ keys }), options).signInBy(`Bearer ${token}`);
    expect(signIn).toEqual({ person: null, fault: 'unknown key' });
  });

  it('whose content was changed after it was signed', async () => {
    const [header, , signature] = (await signed(claims)).split('.');
    const content = base64url.encode(JSON.stringify({ ...claims, sub: 'rut' }));
    expect(await tokens.personOf(`Bearer ${header}.${content}.${signature}`)).toBeNull();
  });

  it.each(['none', 'None', 'NONE'])('signed by nobody (alg %s)', async (alg) => {
    const parts = [{ alg, kid: 'ours' }, claims].map((part) => base64url.encode(JSON.stringify(part)));
    expect(await tokens.personOf(`Bearer ${parts.join('.')}.`)).toBeNull();
  });

  it('signed with the public key as a shared secret', async () => {
    for (const secret of [await exportSPKI(ours.publicKey), JSON.stringify(published.keys[0]), published.keys[0]?.x]) {
      const key = new TextEncoder().encode(secret);
      const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'ours' }).sign(key);
      expect(await tokens.personOf(`Bearer ${token}`)).toBeNull();
    }
  });

  it('signed with an algorithm that is not taken, even with a key that is published', async () => {
    const token = await signed(claims, { alg: 'ES512', kid: 'untaken', key: untaken.privateKey });
    expect(await tokens.personOf(`Bearer ${token}`)).toBeNull();
  });

  it('that brings its own key', async () => {
    const jwk = await exportJWK(others.publicKey);
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', jwk }).sign(others.privateKey);
    expect(await tokens.personOf(`Bearer ${token}`)).toBeNull();
  });

  it('that is missing, or is something else', async () => {
    const token = await signed(claims);
    for (const given of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      token,
      `Basic ${token}`,
      `Bearer  ${token}`,
      `Bearer ${token} x`,
      'Bearer a.b.c',
    ]) {
      expect(await tokens.personOf(given)).toBeNull();
    }
  });
});

describe('a token that was verified', () => {
  const RealDate = Date;
  afterEach(() => {
    globalThis.Date = RealDate;
  });

  /** Sets the clock of this process, of its libraries too. */
  function setClock(seconds: number): void {
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, given) =>
        given.length === 0 ? new target(seconds * 1000) : Reflect.construct(target, given),
      get: (target, key) => (key === 'now' ? () => seconds * 1000 : Reflect.get(target, key)),
    });
  }

  it('is known again without its signature, until it expires', async () => {
    const token = await signed({ ...claims, exp: now + 100 });
    const other = `${token.slice(0, -4)}AAAA`;
    expect((await tokens.personOf(`Bearer ${token}`))?.personId).toBe('hanna');
    expect(await tokens.personOf(`Bearer ${other}`)).toBeNull();
    expect((await tokens.personOf(`Bearer ${token}`))?.personId).toBe('hanna');
    setClock(now + 104);
    expect((await tokens.personOf(`Bearer ${token}`))?.personId).toBe('hanna');
    setClock(now + 106);
    expect(await tokens.personOf(`Bearer ${token}`)).toBeNull();
  });

  it('is refused when its key has been withdrawn, and verified again when the key is another', async () => {
    let keys: JWTVerifyGetKey = createLocalJWKSet(published);
    const changing = new Tokens((...given) => keys(...given), options);
    const token = `Bearer ${await signed(claims)}`;
    expect((await changing.personOf(token))?.personId).toBe('hanna');
    keys = createLocalJWKSet(published);
    expect((await changing.personOf(token))?.personId).toBe('hanna');
    keys = createLocalJWKSet({ keys: published.keys.filter(({ kid }) => kid !== 'ours') });
    expect(await changing.personOf(token)).toBeNull();
    const { publicKey } = others;
    keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'ours', alg: 'EdDSA' }] });
    expect(await changing.personOf(token)).toBeNull();
  });
});

describe('the keys', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tertial-keys-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function file(content: string): string {
    const path = join(folder, 'keys.json');
    writeFileSync(path, content);
    return path;
  }

  it('are read from a file', async () => {
    const reading = new Tokens(keysFrom(file(JSON.stringify(published))), options);
    expect(await reading.personOf(`Bearer ${await signed(claims)}`)).toMatchObject({ personId: 'hanna' });
  });

  it.each([['{"keys":'], ['[]'], ['{}'], ['null'], ['{"keys":[7]}']])('are not read from %s', (content) => {
    expect(() => keysFrom(file(content))).toThrow();
  });

  it('are not read from a file that is not there, nor from what is no address', () => {
    expect(() => keysFrom(join(folder, 'none.json'))).toThrow('ENOENT');
    expect(() => keysFrom('https://')).toThrow('Invalid URL');
  });

  it('of an address are fetched when they are needed', () => {
    expect(keysFrom('https://id.exempel.se/jwks')).toBeInstanceOf(Function);
  });
});
