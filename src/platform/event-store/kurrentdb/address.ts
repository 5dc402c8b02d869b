/** The parts of a KurrentDB URL. */
export interface KurrentDbAddress {
  /** The nodes that the URL names, as `host:port`. An IPv6 address is in brackets. */
  readonly nodes: readonly string[];
  /** Whether these nodes are asked which others there are. With one node and without `+discover`, they are not. */
  readonly isCluster: boolean;
  /** No message may contain it. Null: the URL has none. */
  readonly credentials: { readonly username: string; readonly password: string } | null;
  readonly tls: boolean;
  readonly tlsCaFile: string | null;
  readonly userCertFile: string | null;
  readonly userKeyFile: string | null;
  readonly connectionName: string | null;
  /** Milliseconds of silence after which a ping is sent, and milliseconds in which it must be answered. */
  readonly keepAliveInterval: number;
  readonly keepAliveTimeout: number;
}

const SHAPE = /^(?:esdb|kurrentdb)(\+discover)?:\/\/(?:([^@/?]+)@)?([^@/?\s]+)\/?(\?[^?]*)?$/;
const HOST = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::(\d{1,5}))?$/;
const DEFAULT_PORT = 2113;
const LARGEST_PORT = 65_535;
const CREDENTIALS = /^[^:]+:[^:]+$/;

/** The accepted options. */
const OPTIONS = [
  'tls',
  'tlsCaFile',
  'tlsVerifyCert',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'keepAliveInterval',
  'keepAliveTimeout',
] as const;
type Option = (typeof OPTIONS)[number];

const BOOLEANS: readonly Option[] = ['tls', 'tlsVerifyCert'];
const NUMBERS: readonly Option[] = ['keepAliveInterval', 'keepAliveTimeout'];
/** Options of other clients. This service looks for the leader, and measures its deadlines, in a way of its own. */
const WITHOUT_EFFECT = [
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'dnsDiscover',
  'gossipTimeout',
  'defaultDeadline',
  'throwOnAppendFailure',
];
/** Options that count with TLS alone. */
const OF_TLS: readonly Option[] = ['tlsCaFile', 'tlsVerifyCert', 'userCertFile', 'userKeyFile'];

const KEEP_ALIVE_INTERVAL_IN_MILLISECONDS = 10_000;
/** With ten seconds, as is usual, commands on a dead connection would wait for twenty seconds. */
const KEEP_ALIVE_TIMEOUT_IN_MILLISECONDS = 3_000;

/** Parses the URL. @throws Error that says what is wrong with the URL and what to do, without its credentials. */
export function kurrentDbAddressOf(url: string): KurrentDbAddress {
  const [, discover, credentials = '', hosts = '', query = ''] = SHAPE.exec(url.trim()) ?? [];
  if (!hosts.split(',').every((host) => HOST.test(host))) {
    throw new Error(
      'The address of KurrentDB cannot be read. Give it as esdb://host:2113?tls=true, or as esdb+discover://host:2113 ' +
        'for a cluster; a name and a password go before the host, as in esdb://name:password@host:2113.',
    );
  }
  if (credentials !== '' && !CREDENTIALS.test(credentials)) {
    throw new Error('The address of KurrentDB has a name without a password. Write : and @ in either as %3A and %40.');
  }
  const options = optionsIn(query);
  const idle = options.get('tls') === 'false' ? OF_TLS.find((option) => options.has(option)) : undefined;
  if (idle !== undefined) {
    throw new Error(
      `The address of KurrentDB has the option ${idle}, which has no effect with tls=false. Leave out one of the two.`,
    );
  }
  const nodes = hosts.split(',').map(nodeOf);
  return {
    nodes,
    isCluster: discover !== undefined || nodes.length > 1,
    credentials: credentials === '' ? null : decoded(credentials),
    tls: options.get('tls') !== 'false',
    tlsCaFile: options.get('tlsCaFile') ?? null,
    ...userFilesIn(options),
    connectionName: options.get('connectionName') ?? null,
    keepAliveInterval: Number(options.get('keepAliveInterval') ?? KEEP_ALIVE_INTERVAL_IN_MILLISECONDS),
    keepAliveTimeout: Number(options.get('keepAliveTimeout') ?? KEEP_ALIVE_TIMEOUT_IN_MILLISECONDS),
  };
}

function nodeOf(host: string): string {
  const [, port] = HOST.exec(host) ?? [];
  if (port === undefined) return `${host}:${DEFAULT_PORT}`;
  if (Number(port) < 1 || Number(port) > LARGEST_PORT) {
    throw new Error(`The address of KurrentDB has the port ${port}. Give one from 1 to ${LARGEST_PORT}.`);
  }
  return host;
}

function decoded(credentials: string): { readonly username: string; readonly password: string } {
  const [username = '', password = ''] = credentials.split(':');
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new Error(
      'The address of KurrentDB has a % in its name or password that encodes nothing. Write % itself as %25.',
    );
  }
}

function optionsIn(query: string): ReadonlyMap<Option, string> {
  const given = query.slice(1).split('&').filter(Boolean);
  return new Map(given.map(optionOf));
}

function optionOf(text: string): [Option, string] {
  const [key = '', value = ''] = text.split('=');
  const option = OPTIONS.find((known) => flat(known) === flat(key));
  if (WITHOUT_EFFECT.some((other) => flat(other) === flat(key))) {
    throw new Error(
      `The address of KurrentDB has the option ${key}, which has no effect: Tertial looks for the leader and measures ` +
        'its deadlines by itself. Leave it out.',
    );
  }
  if (option === undefined) {
    throw new Error(`The address of KurrentDB has the unknown option ${key}. Known options are ${OPTIONS.join(', ')}.`);
  }
  if (value === '') throw new Error(`The address of KurrentDB has the option ${key} without a value. Give it one.`);
  if (BOOLEANS.includes(option) && value !== 'true' && value !== 'false') {
    throw new Error(`The address of KurrentDB has the option ${key} with a wrong value. Give true or false.`);
  }
  if (NUMBERS.includes(option) && !/^\d{1,9}$/.test(value)) {
    throw new Error(`The address of KurrentDB has the option ${key} with a wrong value. Give a whole number.`);
  }
  if (option === 'tlsVerifyCert' && value === 'false') {
    throw new Error('The certificate of KurrentDB is always verified. Give tlsCaFile instead of tlsVerifyCert=false.');
  }
  return [option, value];
}

function userFilesIn(options: ReadonlyMap<Option, string>): Pick<KurrentDbAddress, 'userCertFile' | 'userKeyFile'> {
  const userCertFile = options.get('userCertFile') ?? null;
  const userKeyFile = options.get('userKeyFile') ?? null;
  if ((userCertFile === null) !== (userKeyFile === null)) {
    throw new Error('The address of KurrentDB has only one of userCertFile and userKeyFile. Give both or none.');
  }
  return { userCertFile, userKeyFile };
}

function flat(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}
