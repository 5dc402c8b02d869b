import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { isKeyName } from './evidence/note-key.js';
import type { KeyPlace } from './evidence/signing-keys.service.js';
import type { MailPlace } from './mail/smtp-post.service.js';
import { type Language, languages } from './kernel/language.js';
import type { RateLimits } from './platform/http/rate-limits.service.js';
import { type Level, logLevels } from './platform/telemetry/json-log.service.js';
import { isKurrentDb, type Places } from './platform/open-stores.service.js';
import { isSafe, keysFrom, keysOf } from './platform/sign-in/issuer-keys.service.js';
import type { ProviderPlace } from './web/sign-in/provider-place.js';
import { type TokenOptions, Tokens } from './platform/sign-in/tokens.service.js';

/** The settings of this process. The process reads them from the environment once, when it starts. */
export interface Config {
  readonly places: Places;
  readonly host: string;
  readonly port: number;
  /** Verifies tokens at sign-in; null: nobody can sign in, except in the demonstration. */
  readonly tokens: Tokens | null;
  readonly isProduction: boolean;
  /** Whether the process exports traces. The OpenTelemetry exporter reads its own variables from the environment. */
  readonly isTraced: boolean;
  readonly rateLimits: RateLimits;
  /** Addresses and networks of the proxies whose `X-Forwarded-…` headers the service trusts. */
  readonly trustedProxies: readonly string[];
  /** The place of the keys that sign the log's checkpoints. */
  readonly keys: KeyPlace;
  /** The least level of the lines in the log. */
  readonly logLevel: Level;
  /** The mail server and the language of mail; null: reminders are not mailed. */
  readonly mail: (MailPlace & { readonly language: Language }) | null;
  /** The place at which people sign in to the pages; null: there are no pages, except in the demonstration. */
  readonly signIn: ProviderPlace | null;
}

/** The environment is invalid. Each fault is a sentence that says what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

/** Reads the settings from the environment. @throws ConfigError with a sentence for each fault. */
export function readConfig(surroundings: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  // An empty variable counts as absent.
  const environment = Object.fromEntries(Object.entries(surroundings).filter(([, value]) => value !== ''));
  const port = Number(environment.PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT) {
    faults.push(`PORT is ${environment.PORT ?? ''}. Give a whole number from 0 to ${HIGHEST_PORT}.`);
  }
  const tokens = tokensIn(environment, faults);
  const places = placesIn(environment, faults);
  const rateLimits = rateLimitsIn(environment, faults);
  const trustedProxies = proxiesIn(environment, faults);
  const keys = keysIn(environment, places, faults);
  const logLevel = logLevelIn(environment, faults);
  const mail = mailIn(environment, faults);
  const signIn = signInIn(environment, faults);
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    places,
    host: environment.HOST ?? '127.0.0.1',
    port,
    tokens,
    isProduction: environment.NODE_ENV === 'production',
    isTraced: environment.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    rateLimits,
    trustedProxies,
    keys,
    logLevel,
    mail,
    signIn,
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

/** Reads the addresses of the stores. The faults do not repeat an address, because it can contain a password. */
function placesIn({ DATA_FOLDER, EVENTS_URL, VIEWS_URL }: Environment, faults: string[]): Places {
  if (EVENTS_URL !== undefined && !isPostgres(EVENTS_URL) && !isKurrentDb(EVENTS_URL)) {
    faults.push(
      'EVENTS_URL names no place where events can be kept. Give postgres://… or esdb://…, or unset it to keep them with the views.',
    );
  }
  if (VIEWS_URL !== undefined && !isPostgres(VIEWS_URL)) {
    faults.push(
      isKurrentDb(VIEWS_URL)
        ? 'VIEWS_URL names KurrentDB, which keeps events and no views. Give it in EVENTS_URL, and postgres://… in VIEWS_URL or nothing.'
        : 'VIEWS_URL names no place where views can be kept. Give postgres://…, or unset it to keep them in DATA_FOLDER.',
    );
  }
  return {
    folder: resolve(DATA_FOLDER ?? '.tertial/data'),
    eventsUrl: EVENTS_URL ?? null,
    viewsUrl: VIEWS_URL ?? null,
  };
}

/**
 * Reads where the signing keys are. With embedded stores the default is a folder beside the data folder, so that a copy
 * of the data folder contains no key. With a database server, the setting has no default.
 */
function keysIn({ EVIDENCE_KEYS, EVIDENCE_ORIGIN }: Environment, places: Places, faults: string[]): KeyPlace {
  if (EVIDENCE_ORIGIN !== undefined && !isKeyName(EVIDENCE_ORIGIN)) {
    faults.push(
      `EVIDENCE_ORIGIN is ${EVIDENCE_ORIGIN}. Give what the log is to be known by, such as tertial.example.se/log, without spaces and plus signs.`,
    );
  }
  const origin = EVIDENCE_ORIGIN ?? null;
  if (EVIDENCE_KEYS !== undefined) return { folder: resolve(EVIDENCE_KEYS), isMade: false, origin };
  const isEmbedded = places.eventsUrl === null && places.viewsUrl === null;
  return { folder: isEmbedded ? `${places.folder}.keys` : null, isMade: isEmbedded, origin };
}

function tokensIn(environment: Environment, faults: string[]): Tokens | null {
  const { TOKENS_JWKS: place, TOKENS_ISSUER: issuer, TOKENS_AUDIENCE: audience = 'tertial' } = environment;
  const rolesFrom = rolesFromIn(environment, faults);
  if (issuer === undefined) {
    if (place !== undefined) faults.push('TOKENS_JWKS is given without TOKENS_ISSUER. Say there who signs with them.');
    return null;
  }
  const options: TokenOptions = { issuer, audience, rolesFrom };
  if (place === undefined) {
    if (isSafe(issuer)) return new Tokens(keysOf(issuer), options);
    faults.push(
      `TOKENS_ISSUER is ${issuer}, where no keys can be asked for. Give its https address, or TOKENS_JWKS, the address or file of the keys.`,
    );
    return null;
  }
  try {
    return new Tokens(keysFrom(place), options);
  } catch (error) {
    faults.push(`TOKENS_JWKS is ${place}, which holds no keys: ${String(error)}. Give a JSON Web Key Set.`);
    return null;
  }
}

/** The default limits per minute. They are high enough for a person whose pages send many requests. */
const REQUESTS_IN_A_MINUTE = 3_000;
const SOCKETS_IN_A_MINUTE = 3_000;
const MESSAGES_IN_A_MINUTE = 600;
/** Enough for a probe each second from each of several watchers behind one address. */
const OPERATIONS_IN_A_MINUTE = 600;
const TLOG_IN_A_MINUTE = 3_000;

function rateLimitsIn(environment: Environment, faults: string[]): RateLimits {
  const limit = (name: string, usual: number): number => {
    const given = Number(environment[name] ?? usual);
    if (!Number.isSafeInteger(given) || given < 0) {
      faults.push(`${name} is ${environment[name] ?? ''}. Give how many in a minute, a whole number; 0 for no limit.`);
    }
    return given;
  };
  return {
    requests: limit('RATE_LIMIT_REQUESTS', REQUESTS_IN_A_MINUTE),
    sockets: limit('RATE_LIMIT_SOCKETS', SOCKETS_IN_A_MINUTE),
    messages: limit('RATE_LIMIT_MESSAGES', MESSAGES_IN_A_MINUTE),
    operations: limit('RATE_LIMIT_OPERATIONS', OPERATIONS_IN_A_MINUTE),
    tlog: limit('RATE_LIMIT_TLOG', TLOG_IN_A_MINUTE),
  };
}

function logLevelIn({ LOG_LEVEL: given = 'info' }: Environment, faults: string[]): Level {
  const level = logLevels.find((one) => one === given);
  if (level === undefined) faults.push(`LOG_LEVEL is ${given}. Give one of ${logLevels.join(', ')}.`);
  return level ?? 'info';
}

/** Reads where mail is sent from. The faults do not repeat the address of the server, because it can contain a password. */
function mailIn({ SMTP_URL, MAIL_FROM, MAIL_LANGUAGE }: Environment, faults: string[]): Config['mail'] {
  const language = languages.find((one) => one === (MAIL_LANGUAGE ?? 'sv'));
  if (language === undefined)
    faults.push(`MAIL_LANGUAGE is ${MAIL_LANGUAGE ?? ''}. Give one of ${languages.join(', ')}.`);
  if (SMTP_URL === undefined) {
    if (MAIL_FROM !== undefined)
      faults.push('MAIL_FROM is given without SMTP_URL. Say there which server takes the mail.');
    return null;
  }
  const server = URL.parse(SMTP_URL);
  if (server === null || !/^smtps?:$/.test(server.protocol) || server.hostname === '') {
    faults.push(
      'SMTP_URL names no mail server. Give smtp://… or smtps://…, with a name and a password if it asks for them.',
    );
    return null;
  }
  if (![server.username, server.password].every(isDecodable)) {
    faults.push('SMTP_URL has a % in its name or its password that begins no code. Write % as %25.');
    return null;
  }
  if (MAIL_FROM === undefined || !/^[^\s@<>]+@[^\s@<>]+$/.test(MAIL_FROM)) {
    faults.push(
      `MAIL_FROM is ${MAIL_FROM ?? 'not given'}. Give the address that mail comes from, such as tertial@example.se.`,
    );
    return null;
  }
  return { server, from: MAIL_FROM, language: language ?? 'sv' };
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

const NEEDED_TO_SIGN_IN = ['PAGES_ADDRESS', 'SIGN_IN_CLIENT_ID', 'SIGN_IN_CLIENT_SECRET'] as const;

/** Reads how people sign in to the pages. Returns null without the settings. The faults do not repeat the secret. */
function signInIn(environment: Environment, faults: string[]): ProviderPlace | null {
  const {
    TOKENS_ISSUER: issuer = '',
    SIGN_IN_SCOPE: scope = 'openid',
    SIGN_IN_RESOURCE: resource = null,
  } = environment;
  const { PAGES_ADDRESS: address, SIGN_IN_CLIENT_ID: clientId, SIGN_IN_CLIENT_SECRET: clientSecret } = environment;
  if ([...NEEDED_TO_SIGN_IN, 'SIGN_IN_SCOPE', 'SIGN_IN_RESOURCE'].every((name) => environment[name] === undefined))
    return null;
  if (address === undefined || clientId === undefined || clientSecret === undefined) {
    const missing = NEEDED_TO_SIGN_IN.filter((name) => environment[name] === undefined).join(' and ');
    faults.push(
      `The pages need ${NEEDED_TO_SIGN_IN.join(', ')}. Give ${missing} too, or none of them to have no pages.`,
    );
    return null;
  }
  const own: string[] = [];
  const [pages, provider] = [URL.parse(address), URL.parse(issuer)];
  if (pages === null || !isSafe(address) || pages.href !== `${pages.origin}/`) {
    own.push(
      `PAGES_ADDRESS is ${address}. Give what browsers call the pages, without a path, such as https://tertial.example.se. Only this machine may have http.`,
    );
  }
  if (provider === null || !isSafe(issuer)) {
    own.push(
      `TOKENS_ISSUER is ${issuer === '' ? 'not given' : issuer}, where nobody can sign in to the pages. Give the https address of the OpenID Connect provider.`,
    );
  }
  if (!scope.split(' ').includes('openid')) {
    own.push(`SIGN_IN_SCOPE is ${scope}. Give openid among the scopes, such as openid api.`);
  }
  faults.push(...own);
  if (own.length > 0 || pages === null || provider === null) return null;
  return { issuer: provider, clientId, clientSecret, pages, scope, resource };
}

const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

/** Refuses a network of all addresses, because a client could then forge its address and have no rate limit. */
function proxiesIn({ TRUST_PROXY }: Environment, faults: string[]): string[] {
  const given = TRUST_PROXY?.split(',').map((one) => one.trim()) ?? [];
  const wrong = given.filter((one) => !NETWORKS.includes(one) && !isNetwork(one));
  if (wrong.length > 0) {
    const examples = `10.0.0.5, 10.0.0.0/8 or ${NETWORKS.join(', ')}`;
    faults.push(`TRUST_PROXY has ${wrong.join(', ')}. Give the proxies' addresses, with commas between: ${examples}.`);
  }
  return given;
}

const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

function isNetwork(text: string): boolean {
  const [address = '', bits = '1', ...more] = text.split('/');
  const most = BITS[isIP(address)];
  return most !== undefined && more.length === 0 && /^\d+$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most;
}

function rolesFromIn({ ROLES_FROM: given = 'claims' }: Environment, faults: string[]): 'claims' | 'register' {
  if (given === 'claims' || given === 'register') return given;
  faults.push(`ROLES_FROM is ${given}. Give claims, for roles in the tokens, or register.`);
  return 'claims';
}
