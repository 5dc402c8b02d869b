import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';
import { options } from './kurrentdb/server-options.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';

const certificate = (name: string): string => join(import.meta.dirname, 'kurrentdb/certificates', name);
const DEADLINE = 5_000;
const LONG = 120_000;

/** Opens the log, and returns what is said when that fails, with all that the client wrote beside it. */
async function saidOf(url: string): Promise<{ readonly message: string; readonly all: string }> {
  const warned: unknown[] = [];
  const warn = console.warn;
  console.warn = (...words) => warned.push(...words);
  try {
    const { close } = await openKurrentDb(url, options(DEADLINE));
    await close();
    throw new Error('It was opened.');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { message: error.message, all: [error.message, error.stack, String(error.cause), ...warned].join() };
  } finally {
    console.warn = warn;
  }
}

async function requireRows(rows: readonly (readonly [string, RegExp])[]): Promise<void> {
  const wrong = await wrongRowsInTurn(rows, async ([url, sentence]) => {
    const began = performance.now();
    const { message, all } = await saidOf(url);
    process.stdout.write(`${Math.round(performance.now() - began)} ms: ${message}\n`);
    expect(message).toMatch(sentence);
    expect(all).not.toMatch(/s3c|r3t/);
  });
  expect(wrong).toEqual([]);
}

describe('a mistake in the address of KurrentDB', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kurrentdb-'));
    writeFileSync(join(folder, 'empty.pem'), 'nothing');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    'is said in one sentence with what to do, and never the password',
    async () => {
      await requireRows([
        ['esdb://name:s3cr3t@host:2113?colour=s3cr3t', /has the unknown option colour\. Known options are tls, /],
        ['esdb://name:s3cr3t@host:2113?tlsVerifyCert=false', /always verified\. Give tlsCaFile instead/],
        [
          'esdb://name:s3cr3t@host:2113?nodePreference=leader',
          /nodePreference, which has no effect: .* Leave it out\.$/,
        ],
        ['esdb://name:s3cr3t@host:2113?gossip_timeout=s3c', /gossip_timeout, which has no effect: .* Leave it out\.$/],
        ['esdb://host?tls=false&tlsCaFile=s3cr3t', /tlsCaFile, which has no effect with tls=false\. Leave out one/],
        ['esdb://name:s3cr3t@host:2113?tls', /has the option tls without a value\. Give it one\.$/],
        ['esdb://name:s3cr3t@host:2113?tls=s3cr3t', /has the option tls with a wrong value\. Give true or false\.$/],
        ['esdb://name:s3cr3t@host:2113?keepAliveTimeout=s3c', /wrong value\. Give a whole number\.$/],
        ['esdb://name:s3c@r3t@host:2113', /cannot be read\. Give it as esdb:/],
        ['esdb://name:s3c:r3t@host:2113', /has a name without a password\. Write : and @/],
        ['esdb://name:s3c%r3t@host:2113', /has a % in its name or password .* Write % itself as %25\.$/],
        ['esdb://name:s3cr3t@host:70000', /has the port 70000\. Give one from 1 to 65535\.$/],
        ['esdb://name:s3cr3t@host:0', /has the port 0\. Give one from 1 to 65535\.$/],
        ['esdb://s3cr3t@host:2113', /has a name without a password/],
        ['http://name:s3cr3t@host:2113', /cannot be read/],
        ['esdb://name:s3cr3t@', /cannot be read/],
        ['esdb://name:s3cr3t@::1:2113', /cannot be read/],
        [
          'esdb://name:s3cr3t@host?tlsCaFile=/nowhere/ca.pem',
          /\/nowhere\/ca\.pem, which tlsCaFile .* cannot be read\./,
        ],
        [`esdb://name:s3cr3t@host?tlsCaFile=${folder}/empty.pem`, /tlsCaFile names .* has no certificate in PEM\./],
        [`esdb://name:s3cr3t@host?userCertFile=${certificate('server.pem')}`, /only one of .* Give both or none\.$/],
        ['esdb://name:s3cr3t@127.0.0.1:1?tls=false', /^KurrentDB at 127\.0\.0\.1:1 cannot be used\. Nothing listens/],
        ['esdb://name:s3cr3t@[::1]:1?tls=false', /^KurrentDB at \[::1\]:1 cannot be used\. /],
        ['esdb+discover://name:s3cr3t@127.0.0.1:1', /Nothing listens at the address\. Start KurrentDB, or correct/],
        ['esdb://name:s3cr3t@no.such.host.invalid', /The host of the address is not known\. Correct the host/],
      ]);
    },
    LONG,
  );
});

describe('KurrentDB with TLS and a password', () => {
  let servers: KurrentDbServer[];

  beforeAll(async () => {
    const parameters = ['server', 'elsewhere', 'expired'].map((name) => [
      ...['--tls-cert', certificate(`${name}.pem`), '--tls-key', certificate(`${name}.key`)],
      ...['--user', 'name:s3cr3t'],
    ]);
    const plain = ['--user', 'name:s3cr3t'];
    servers = await Promise.all([...parameters, plain].map((each) => KurrentDbServer.start(each)));
  });

  afterAll(() => Promise.all(servers.map((server) => server.stop())));

  it(
    'says what is wrong with a certificate, a password or a right',
    async () => {
      const [sound = 0, elsewhere = 0, expired = 0, plain = 0] = servers.map(({ ports: [port = 0] }) => port);
      const authority = `tlsCaFile=${certificate('authority.pem')}`;
      const other = `tlsCaFile=${certificate('other-authority.pem')}`;
      await requireRows([
        [`esdb://name:s3cr3t@localhost:${sound}`, /authority that this machine does not know\. Name the file/],
        [`esdb://name:s3cr3t@localhost:${sound}?${other}`, /authority that this machine does not know\. Name the file/],
        [
          `esdb://name:s3cr3t@127.0.0.1:${elsewhere}?${authority}`,
          /does not have the host .* Give a host that it names/,
        ],
        [
          `esdb://name:s3cr3t@localhost:${elsewhere}?${authority}`,
          /does not have the host .* Give a host that it names/,
        ],
        [`esdb://name:s3cr3t@localhost:${expired}?${authority}`, /has expired\. Renew it on the server\.$/],
        [`esdb://name:s3cr3t@localhost:${plain}?${authority}`, /does not speak TLS there\. Give tls=false/],
        [`esdb://name:s3cr3t@localhost:${sound}?tls=false`, /The connection to KurrentDB broke\. Check that tls/],
        [`esdb://name:s3cr3t2@localhost:${sound}?${authority}`, /does not accept the name and the password\. Correct/],
        [`esdb://localhost:${sound}?${authority}`, /does not accept the name and the password\. Correct/],
      ]);
    },
    LONG,
  );

  it('is reached by a name and by an IP address', async () => {
    const [{ ports } = { ports: [0] }] = servers;
    for (const host of ['localhost', '127.0.0.1']) {
      const url = `esdb://name:s3cr3t@${host}:${ports[0]}?tlsCaFile=${certificate('authority.pem')}`;
      const { store, close } = await openKurrentDb(url, options(DEADLINE));
      expect(await store.head()).toBe(0);
      await close();
    }
  });

  it('is reached by an IPv6 address in brackets', async () => {
    const server = await KurrentDbServer.start(['--host', '::1']);
    const { store, close } = await openKurrentDb(`esdb://[::1]:${server.ports[0]}?tls=false`, options(DEADLINE));
    expect(await store.head()).toBe(0);
    await close();
    await server.stop();
  });
});
