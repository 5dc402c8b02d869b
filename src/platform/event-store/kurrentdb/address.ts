/** The parts of a KurrentDB URL, still percent-encoded. */
export interface KurrentDbAddress {
  readonly isDiscovered: boolean;
  /** `name:password`, or empty. No message may contain it. */
  readonly credentials: string;
  /** The servers, as `host:port,host:port`. */
  readonly hosts: string;
  /** The query string of the URL, as `?tls=true&...`, or empty. */
  readonly options: string;
}

const SHAPE = /^(?:esdb|kurrentdb)(\+discover)?:\/\/(?:([^@/?]+)@)?([^@/?\s]+)\/?(\?[^?]*)?$/;
const HOST = /^[\w.-]+(:\d{1,5})?$/;
const LARGEST_PORT = 65_535;
const CREDENTIALS = /^[^:]+:[^:]+$/;

/** The accepted options. For any other option, the client would log a warning with the whole URL and its password. */
const OPTIONS = [
  'tls',
  'tlsCaFile',
  'tlsVerifyCert',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'defaultDeadline',
];

/** Parses the URL. @throws Error that says what is wrong with the URL, without its credentials. */
export function kurrentDbAddressOf(url: string): KurrentDbAddress {
  const [, discover, credentials = '', hosts = '', options = ''] = SHAPE.exec(url.trim()) ?? [];
  if (!hosts.split(',').every((host) => HOST.test(host))) {
    throw new Error(
      'The address of KurrentDB cannot be read. Give it as esdb://host:2113?tls=true, or as esdb+discover://host:2113 ' +
        'for a cluster; a name and a password go before the host, as in esdb://name:password@host:2113.',
    );
  }
  if (credentials !== '' && !CREDENTIALS.test(credentials)) {
    throw new Error('The address of KurrentDB has a name without a password. Write : and @ in either as %3A and %40.');
  }
  if (!isDecodable(credentials)) {
    throw new Error(
      'The address of KurrentDB has a % in its name or password that encodes nothing. Write % itself as %25.',
    );
  }
  for (const host of hosts.split(',')) {
    const [, port = '1'] = host.split(':');
    if (Number(port) < 1 || Number(port) > LARGEST_PORT) {
      throw new Error(`The address of KurrentDB has the port ${port}. Give one from 1 to ${LARGEST_PORT}.`);
    }
  }
  for (const option of options.slice(1).split('&')) if (option !== '') check(option);
  return { isDiscovered: discover !== undefined, credentials, hosts, options };
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '' || text === '';
  } catch {
    return false;
  }
}

function check(option: string): void {
  const [key = '', value = ''] = option.split('=');
  if (!OPTIONS.some((known) => flat(known) === flat(key))) {
    throw new Error(`The address of KurrentDB has the unknown option ${key}. Known options are ${OPTIONS.join(', ')}.`);
  }
  if (value === '') throw new Error(`The address of KurrentDB has the option ${key} without a value. Give it one.`);
  if (flat(key) === 'tlsverifycert' && value !== 'true') {
    throw new Error('The certificate of KurrentDB is always verified. Give tlsCaFile instead of tlsVerifyCert=false.');
  }
}

function flat(key: string): string {
  return key.toLowerCase().replace(/[_-]/g, '');
}

/**
 * Milliseconds in which the server must answer a keep-alive ping. The client sends a ping after ten seconds of silence.
 * With its default timeout of ten seconds, commands on a dead connection would wait for twenty seconds.
 */
const KEEP_ALIVE_TIMEOUT = 'keepAliveTimeout=3000';

/**
 * Seconds in which a node must say which nodes there are. With the client's default of five, silent nodes cost too
 * much.
 */
const GOSSIP_TIMEOUT = 'gossipTimeout=1';

/** Returns the connection string for the KurrentDB client. */
export function connectionStringOf({ isDiscovered, credentials, hosts, options }: KurrentDbAddress): string {
  const given = options.slice(1).split('&').filter(Boolean);
  const isGiven = (key: string): boolean => given.some((option) => flat(option).startsWith(key));
  const all = [...given];
  if (!isGiven('keepalivetimeout=')) all.push(KEEP_ALIVE_TIMEOUT);
  if (!isGiven('gossiptimeout=')) all.push(GOSSIP_TIMEOUT);
  // With `+discover`, the client asks only the first host which nodes there are. Without it, the client asks each host.
  const scheme = isDiscovered && !hosts.includes(',') ? 'esdb+discover' : 'esdb';
  return `${scheme}://${credentials === '' ? '' : `${credentials}@`}${hosts}?${all.join('&')}`;
}
