import { exportJWK, generateKeyPair } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { wrongRows } from '../test/support/wrong-rows.js';
import { ConfigError, readConfig } from './config.js';
import { Tokens } from './platform/sign-in/tokens.service.js';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('may say nothing: then the service listens to this machine alone, and nobody can sign in', () => {
    expect(readConfig({})).toEqual({
      places: { folder: resolve('.tertial/data'), eventsUrl: null, viewsUrl: null },
      host: '127.0.0.1',
      port: 3000,
      tokens: null,
      isProduction: false,
      isTraced: false,
      rateLimits: { requests: 3_000, sockets: 3_000, messages: 600, operations: 600, tlog: 3000 },
      trustedProxies: [],
      keys: { folder: resolve('.tertial/data.keys'), isMade: true, origin: null },
      logLevel: 'info',
      mail: null,
      signIn: null,
    });
  });

  it('says where to keep the data and where to listen', () => {
    const given = { DATA_FOLDER: '/var/lib/tertial', HOST: '0.0.0.0', PORT: '8080', NODE_ENV: 'production' };
    expect(readConfig(given)).toMatchObject({
      places: { folder: '/var/lib/tertial', eventsUrl: null, viewsUrl: null },
      host: '0.0.0.0',
      port: 8080,
      tokens: null,
      isProduction: true,
      isTraced: false,
    });
    expect(readConfig({ LOG_LEVEL: 'debug' }).logLevel).toBe('debug');
    expect(readConfig({ NODE_ENV: 'test' }).isProduction).toBe(false);
    expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }).isTraced).toBe(true);
  });

  it.each(['0', '1', '65535'])('may give the port %s', (PORT) => {
    expect(readConfig({ PORT }).port).toBe(Number(PORT));
  });

  it.each(['-1', '65536', '80.5', 'http', 'NaN', 'Infinity'])('is refused with the port %s', (PORT) => {
    expect(faultsOf({ PORT })).toEqual([`PORT is ${PORT}. Give a whole number from 0 to 65535.`]);
  });
});

it('is refused with a level of the log that is none', () => {
  const levels = 'fatal, error, warn, info, debug, trace';
  expect(faultsOf({ LOG_LEVEL: 'loud' })).toEqual([`LOG_LEVEL is loud. Give one of ${levels}.`]);
});

describe('rule 142: where reminders are mailed from', () => {
  const MAIL_FROM = 'tertial@exempel.se';

  it('is a server, a sender and a language', () => {
    const { mail } = readConfig({ SMTP_URL: 'smtp://tertial:hemligt@mail.exempel.se:587', MAIL_FROM });
    expect(mail).toEqual({
      server: new URL('smtp://tertial:hemligt@mail.exempel.se:587'),
      from: MAIL_FROM,
      language: 'sv',
    });
    expect(readConfig({ SMTP_URL: 'smtps://mail', MAIL_FROM, MAIL_LANGUAGE: 'en' }).mail?.language).toBe('en');
  });

  it('is refused without a sender, for another protocol and without a server, and repeats no password', () => {
    expect(faultsOf({ SMTP_URL: 'smtp://mail' })).toEqual([expect.stringContaining('MAIL_FROM is not given.')]);
    expect(faultsOf({ SMTP_URL: 'smtp://mail', MAIL_FROM: 'Tertial' })).toHaveLength(1);
    const [fault = ''] = faultsOf({ SMTP_URL: 'https://tertial:hemligt@mail', MAIL_FROM });
    expect(fault).toContain('SMTP_URL names no mail server.');
    expect(fault).not.toContain('hemligt');
    expect(faultsOf({ SMTP_URL: 'smtp://tertial:100%@mail', MAIL_FROM })).toEqual([
      'SMTP_URL has a % in its name or its password that begins no code. Write % as %25.',
    ]);
    expect(faultsOf({ SMTP_URL: 'smtp://te%ffrtial:hemligt@mail', MAIL_FROM })).toHaveLength(1);
    expect(readConfig({ SMTP_URL: 'smtp://tertial:100%25@mail', MAIL_FROM }).mail?.server.password).toBe('100%25');
    expect(faultsOf({ MAIL_FROM })).toEqual([expect.stringContaining('MAIL_FROM is given without SMTP_URL.')]);
    expect(faultsOf({ MAIL_LANGUAGE: 'fi' })).toEqual(['MAIL_LANGUAGE is fi. Give one of sv, en.']);
  });
});

describe('where people sign in to the pages', () => {
  const given = {
    TOKENS_ISSUER: 'https://login.exempel.se/realm',
    PAGES_ADDRESS: 'https://tertial.exempel.se',
    SIGN_IN_CLIENT_ID: 'tertial',
    SIGN_IN_CLIENT_SECRET: 'hemligt',
  };

  it('is a client of the issuer, and asks for more only when told so', () => {
    expect(readConfig(given).signIn).toEqual({
      issuer: new URL(given.TOKENS_ISSUER),
      clientId: 'tertial',
      clientSecret: 'hemligt',
      pages: new URL('https://tertial.exempel.se/'),
      scope: 'openid',
      resource: null,
    });
    const more = { ...given, SIGN_IN_SCOPE: 'openid api', SIGN_IN_RESOURCE: 'urn:tertial' };
    expect(readConfig(more).signIn).toMatchObject({ scope: 'openid api', resource: 'urn:tertial' });
    const local = { ...given, PAGES_ADDRESS: 'http://localhost:3000', TOKENS_ISSUER: 'http://127.0.0.1:8080' };
    expect(readConfig(local).signIn).toMatchObject({ pages: new URL('http://localhost:3000') });
  });

  it('is refused when it is half given, and says what is missing', () => {
    for (const [missing] of Object.entries(given).filter(([name]) => name !== 'TOKENS_ISSUER')) {
      const faults = faultsOf({ ...given, [missing]: '' });
      expect(faults).toEqual([
        `The pages need PAGES_ADDRESS, SIGN_IN_CLIENT_ID, SIGN_IN_CLIENT_SECRET. Give ${missing} too, or none of them to have no pages.`,
      ]);
    }
    expect(faultsOf({ TOKENS_ISSUER: given.TOKENS_ISSUER, SIGN_IN_SCOPE: 'openid' })).toHaveLength(1);
  });

  it('is refused with an unsafe address, an issuer that cannot be asked, and scopes without openid', () => {
    for (const PAGES_ADDRESS of [
      'http://tertial.exempel.se',
      'https://tertial.exempel.se/pages',
      'https://tertial.exempel.se/?x',
      'https://hanna:hemligt@tertial.exempel.se',
      'tertial.exempel.se',
    ]) {
      expect(faultsOf({ ...given, PAGES_ADDRESS })).toEqual([expect.stringContaining('Give what browsers call')]);
    }
    expect(faultsOf({ ...given, TOKENS_ISSUER: '' })).toEqual([expect.stringContaining('TOKENS_ISSUER is not given')]);
    expect(faultsOf({ ...given, SIGN_IN_SCOPE: 'profile' })).toEqual([expect.stringContaining('Give openid among')]);
    expect(faultsOf({ ...given, SIGN_IN_SCOPE: 'profile' }).join()).not.toContain('hemligt');
  });
});

describe('how much may be asked in a minute', () => {
  it('may be given for each way of asking, 0 being no limit', () => {
    const given = { RATE_LIMIT_REQUESTS: '60', RATE_LIMIT_SOCKETS: '0', RATE_LIMIT_MESSAGES: '7' };
    expect(readConfig(given).rateLimits).toEqual({
      requests: 60,
      sockets: 0,
      messages: 7,
      operations: 600,
      tlog: 3000,
    });
  });

  it.each(['-1', '1.5', 'many', 'Infinity', 'NaN'])('is a whole number, which %s is not', (given) => {
    for (const name of ['RATE_LIMIT_REQUESTS', 'RATE_LIMIT_SOCKETS', 'RATE_LIMIT_MESSAGES']) {
      expect(faultsOf({ [name]: given })).toEqual([
        `${name} is ${given}. Give how many in a minute, a whole number; 0 for no limit.`,
      ]);
    }
  });
});

describe('the proxies that are trusted', () => {
  it('may be addresses, networks and names of networks', () => {
    const TRUST_PROXY = '10.0.0.5, 192.168.0.0/16,fd00::/8,::1,loopback,linklocal,uniquelocal';
    expect(readConfig({ TRUST_PROXY }).trustedProxies).toEqual([
      '10.0.0.5',
      '192.168.0.0/16',
      'fd00::/8',
      '::1',
      'loopback',
      'linklocal',
      'uniquelocal',
    ]);
  });

  it('are at fault when they could be anybody or are no addresses', () => {
    const wrong = wrongRows(
      [
        'true',
        '1',
        '*',
        'proxy.example.se',
        '10.0.0.0/33',
        '0.0.0.0/0',
        '::/0',
        '10.0.0.1/',
        '10.0.0.1/8/8',
        '10.0.0.1,,',
      ],
      (TRUST_PROXY) => {
        expect(faultsOf({ TRUST_PROXY })).toEqual([
          expect.stringMatching(/^TRUST_PROXY has .* Give the proxies' addresses/),
        ]);
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('where the events and the views are kept', () => {
  const [postgres, other] = ['postgres://tertial:hunter2@db/tertial', 'postgresql://tertial:hunter2@db/views'];
  const kurrentDb = 'esdb://admin:hunter2@kurrent:2113?tls=false';
  const noEvents =
    'EVENTS_URL names no place where events can be kept. Give postgres://… or esdb://…, or unset it to keep them with the views.';
  const noViews =
    'VIEWS_URL names no place where views can be kept. Give postgres://…, or unset it to keep them in DATA_FOLDER.';
  const viewsInKurrentDb =
    'VIEWS_URL names KurrentDB, which keeps events and no views. Give it in EVENTS_URL, and postgres://… in VIEWS_URL or nothing.';

  it('may be in a folder, in PostgreSQL or in KurrentDB', () => {
    const wrong = wrongRows(
      [
        ['', ''],
        ['', postgres],
        ['', other],
        [postgres, ''],
        [postgres, postgres],
        [postgres, other],
        [kurrentDb, ''],
        [kurrentDb, postgres],
        ['esdb+discover://kurrent', other],
        ['kurrentdb://a:2113,b:2113', ''],
        ['kurrentdb+discover://kurrent', ''],
      ],
      ([EVENTS_URL, VIEWS_URL]) => {
        const { places } = readConfig({ DATA_FOLDER: '/var/lib/tertial', EVENTS_URL, VIEWS_URL });
        expect(places).toEqual({
          folder: '/var/lib/tertial',
          eventsUrl: EVENTS_URL === '' ? null : EVENTS_URL,
          viewsUrl: VIEWS_URL === '' ? null : VIEWS_URL,
        });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('are at fault in any other place, and the fault never shows the password', () => {
    const wrong = wrongRows(
      [
        ['mysql://tertial:hunter2@db/tertial', '', [noEvents]],
        ['tertial:hunter2@db/tertial', '', [noEvents]],
        ['//tertial:hunter2@db', '', [noEvents]],
        ['hunter2', postgres, [noEvents]],
        [' postgres://tertial:hunter2@db/tertial', '', [noEvents]],
        ['postgresq://tertial:hunter2@db', '', [noEvents]],
        ['', 'file:/var/lib/hunter2', [noViews]],
        [postgres, 'hunter2', [noViews]],
        ['', kurrentDb, [viewsInKurrentDb]],
        [kurrentDb, kurrentDb, [viewsInKurrentDb]],
        [postgres, 'kurrentdb+discover://admin:hunter2@kurrent', [viewsInKurrentDb]],
        ['hunter2', 'hunter2', [noEvents, noViews]],
        ['mysql://tertial:hunter2@db', kurrentDb, [noEvents, viewsInKurrentDb]],
      ],
      ([EVENTS_URL, VIEWS_URL, faults]) => {
        expect(faultsOf({ EVENTS_URL, VIEWS_URL })).toEqual(faults);
        expect(faults.join()).not.toContain('hunter2');
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('the keys of the sign-in', () => {
  let folder: string;
  let TOKENS_JWKS: string;
  const TOKENS_ISSUER = 'https://id.exempel.se';

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tertial-config-'));
    TOKENS_JWKS = join(folder, 'keys.json');
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    writeFileSync(TOKENS_JWKS, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] }));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are read from a file or an address', () => {
    expect(readConfig({ TOKENS_JWKS, TOKENS_ISSUER }).tokens).toBeInstanceOf(Tokens);
    const address = 'https://id.exempel.se/jwks';
    expect(readConfig({ TOKENS_JWKS: address, TOKENS_ISSUER }).tokens).toBeInstanceOf(Tokens);
  });

  it.each(['https://id.exempel.se', 'http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000'])(
    'may be left to the issuer to say, when it is safe to ask: %s',
    (issuer) => {
      expect(readConfig({ TOKENS_ISSUER: issuer }).tokens?.issuer).toBe(issuer);
    },
  );

  it.each(['http://id.exempel.se', 'http://localhost.exempel.se', 'id.exempel.se', 'issuer', 'ftp://localhost'])(
    'are not asked for where anybody could answer: %s',
    (issuer) => {
      expect(faultsOf({ TOKENS_ISSUER: issuer })).toEqual([
        `TOKENS_ISSUER is ${issuer}, where no keys can be asked for. Give its https address, or TOKENS_JWKS, the address or file of the keys.`,
      ]);
      expect(readConfig({ TOKENS_JWKS, TOKENS_ISSUER: issuer }).tokens?.issuer).toBe(issuer);
    },
  );

  it('are not given without who signs with them', () => {
    expect(faultsOf({ TOKENS_JWKS })).toEqual([
      'TOKENS_JWKS is given without TOKENS_ISSUER. Say there who signs with them.',
    ]);
  });

  it('come with where the roles are', () => {
    for (const ROLES_FROM of ['claims', 'register']) {
      expect(readConfig({ TOKENS_ISSUER, ROLES_FROM }).tokens).toBeInstanceOf(Tokens);
    }
    expect(faultsOf({ TOKENS_ISSUER, ROLES_FROM: 'ldap' })).toEqual([
      'ROLES_FROM is ldap. Give claims, for roles in the tokens, or register.',
    ]);
  });

  it('are refused when there are none', () => {
    writeFileSync(TOKENS_JWKS, '{}');
    for (const place of [TOKENS_JWKS, join(folder, 'none.json')]) {
      expect(faultsOf({ TOKENS_JWKS: place, TOKENS_ISSUER })).toEqual([
        expect.stringMatching(/^TOKENS_JWKS is .*\.json, which holds no keys: .* Give a JSON Web Key Set\.$/),
      ]);
    }
  });

  it('and all else that is wrong are told at once', () => {
    expect(faultsOf({ TOKENS_JWKS, PORT: 'http' })).toHaveLength(2);
    expect(() => readConfig({ TOKENS_JWKS, PORT: 'http' })).toThrow(/^PORT is http\. .*\nTOKENS_JWKS is given/);
  });
});

describe('the keys of the evidence', () => {
  const server = { VIEWS_URL: 'postgres://localhost/tertial' };

  it('are beside the folder of the data, where a first one is made', () => {
    expect(readConfig({ DATA_FOLDER: '/var/lib/tertial' }).keys).toMatchObject({
      folder: '/var/lib/tertial.keys',
      isMade: true,
    });
  });

  it.each([server, { EVENTS_URL: 'esdb://localhost:2113' }])(
    'are nowhere on a server that was given none: %j',
    (given) => {
      expect(readConfig(given).keys).toEqual({ folder: null, isMade: false, origin: null });
    },
  );

  it('are where they are said to be, and must be there already', () => {
    const given = { ...server, EVIDENCE_KEYS: '/run/secrets/keys', EVIDENCE_ORIGIN: 'tertial.example.se/log' };
    expect(readConfig(given).keys).toEqual({
      folder: '/run/secrets/keys',
      isMade: false,
      origin: 'tertial.example.se/log',
    });
  });

  it.each(['two words', 'one+one', 'two\nlines'])('are of no log that is called %j', (EVIDENCE_ORIGIN) => {
    expect(faultsOf({ EVIDENCE_ORIGIN })).toEqual([expect.stringContaining('Give what the log is to be known by')]);
  });
});
