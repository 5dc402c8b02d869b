import { resolve } from 'node:path';
import { keysFrom, Tokens } from './platform/tokens.service.js';

/** How this process is to run, read from the environment once. */
export interface Config {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** Null: nobody can sign in but to a demonstration. */
  readonly tokens: Tokens | null;
  readonly isProduction: boolean;
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
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    folder: resolve(environment.DATA_FOLDER ?? '.tertial/data'),
    host: environment.HOST ?? '127.0.0.1',
    port,
    tokens,
    isProduction: environment.NODE_ENV === 'production',
  };
}

function tokensIn(environment: Readonly<Record<string, string | undefined>>, faults: string[]): Tokens | null {
  const { TOKENS_JWKS: place, TOKENS_ISSUER: issuer, TOKENS_AUDIENCE: audience = 'tertial' } = environment;
  if (place === undefined && issuer === undefined) return null;
  if (place === undefined || issuer === undefined) {
    faults.push('Give both TOKENS_JWKS, the address or file of the keys, and TOKENS_ISSUER, who signs with them.');
    return null;
  }
  try {
    return new Tokens(keysFrom(place), { issuer, audience });
  } catch (error) {
    faults.push(`TOKENS_JWKS is ${place}, which holds no keys: ${String(error)}. Give a JSON Web Key Set.`);
    return null;
  }
}
