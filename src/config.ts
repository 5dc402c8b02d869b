import { resolve } from 'node:path';
import { isKurrentDb, type Places } from './platform/stores.service.js';
import { isSafe, keysFrom, keysOf } from './platform/issuer-keys.service.js';
import { type TokenOptions, Tokens } from './platform/tokens.service.js';

/** How this process is to run, read from the environment once. */
export interface Config {
  readonly places: Places;
  readonly host: string;
  readonly port: number;
  /** Null: nobody can sign in but to a demonstration. */
  readonly tokens: Tokens | null;
  readonly isProduction: boolean;
  /** Whether traces are collected. The exporter itself reads where, and the standard's other variables. */
  readonly isTraced: boolean;
}

/** The environment is wrong; each fault is a sentence that says what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const DEFAULT_PORT = 3000;
const HIGHEST_PORT = 65_535;

/** @throws ConfigError */
export function readConfig(surroundings: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  // What is set to nothing is not set.
  const environment = Object.fromEntries(Object.entries(surroundings).filter(([, value]) => value !== ''));
  const port = Number(environment.PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT) {
    faults.push(`PORT is ${environment.PORT ?? ''}. Give a whole number from 0 to ${HIGHEST_PORT}.`);
  }
  const tokens = tokensIn(environment, faults);
  const places = placesIn(environment, faults);
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    places,
    host: environment.HOST ?? '127.0.0.1',
    port,
    tokens,
    isProduction: environment.NODE_ENV === 'production',
    isTraced: environment.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

/** The addresses themselves are not said in a sentence: there may be a password in them. */
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

function rolesFromIn({ ROLES_FROM: given = 'claims' }: Environment, faults: string[]): 'claims' | 'register' {
  if (given === 'claims' || given === 'register') return given;
  faults.push(`ROLES_FROM is ${given}. Give claims, for roles in the tokens, or register.`);
  return 'claims';
}
